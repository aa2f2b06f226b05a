package org.truckee.client.mutable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.GridException;
import org.truckee.bytes.Secret;
import org.truckee.client.pool.Client;
import org.truckee.mutable.FileKeyPair;
import org.truckee.testing.Waiting;

class KeyPoolTest {
  @TempDir Path directory;
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() {
    Waiting.of(vertx.close());
  }

  @Test
  void keyPairsAreMadeAhead_forTheirOwnerOnly() throws IOException {
    KeyPool pool = pool(2);

    Waiting.untilTrue(() -> run(() -> Future.succeededFuture(pool.ready())) == 2);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys())))
        .isEqualTo("rwx------");
    assertThat(files()).hasSize(2);
    for (Path file : files()) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void aKeyPairThatIsTaken_isGoneFromTheDisk_andIsNeverGivenAgain() throws IOException {
    KeyPool first = pool(2);
    Waiting.untilTrue(() -> run(() -> Future.succeededFuture(first.ready())) == 2);
    run(first::close);
    KeyPool pool = pool(0);

    Set<Secret> taken = new HashSet<>();
    for (int i = 0; i < 2; i++) {
      FileKeyPair keys = run(pool::take);
      assertThat(taken.add(keys.pkcs8())).isTrue();
      assertThat(files()).hasSize(1 - i);
    }
    run(pool::close);
    KeyPool last = pool(0);
    assertThat(run(() -> Future.succeededFuture(last.ready()))).isZero();
  }

  @Test
  void anEmptyPool_makesOneForWhoeverWaits() {
    KeyPool pool = pool(0);

    FileKeyPair one = run(pool::take);
    FileKeyPair other = run(pool::take);

    assertThat(one.pkcs8()).isNotEqualTo(other.pkcs8());
  }

  @Test
  void whatIsNoKeyPair_isPassedOver() throws IOException {
    Files.createDirectory(keys());
    Files.write(keys().resolve("0011.pkcs8.der"), new byte[10]);
    Files.write(keys().resolve("0022.pkcs8.der.new"), new byte[10]);
    KeyPool pool = pool(0);

    assertThat(run(pool::take).pkcs8().size()).isGreaterThan(1000);
    assertThat(files()).isEmpty();
  }

  @Test
  void whoWantsOne_waitsForNobodyWhoWantsMany() {
    KeyPool pool = pool(0);
    Client greedy = new Client("192.0.2.1");
    List<String> order = new CopyOnWriteArrayList<>();
    ContextInternal loop = ((VertxInternal) vertx).createEventLoopContext();

    List<Future<FileKeyPair>> many = new ArrayList<>();
    for (int i = 0; i < 6; i++) many.add(as(greedy, loop, pool, () -> order.add("greedy")));
    Waiting.of(as(new Client("192.0.2.2"), loop, pool, () -> order.add("modest")));

    assertThat(order.indexOf("modest")).isLessThanOrEqualTo(2);
    Waiting.of(Future.all(many));
    assertThat(order).hasSize(7);
  }

  @Test
  void whoWaitsWhenThePoolIsClosed_isToldSo() {
    KeyPool pool = pool(0);
    List<Future<FileKeyPair>> waiting = new ArrayList<>();
    run(
        () -> {
          for (int i = 0; i < 3; i++) waiting.add(pool.take());
          return pool.close();
        });

    for (Future<FileKeyPair> late : waiting)
      assertThatThrownBy(() -> Waiting.of(late))
          .matches(failure -> GridException.is(failure, GridException.Kind.BUSY))
          .hasMessage("the node is stopping");
  }

  @Test
  void whatIsClosedWhileOthersWork_doesNotStopTheirWork() {
    KeyPool pool = pool(0);
    CountDownLatch goOn = new CountDownLatch(1);
    List<Future<FileKeyPair>> asked = new ArrayList<>();

    Future<String> later =
        Future.future(
            promise ->
                vertx.runOnContext(
                    now -> {
                      vertx.executeBlocking(() -> goOn.await(60, TimeUnit.SECONDS));
                      asked.add(pool.take());
                      pool.close();
                      vertx.executeBlocking(() -> "done").onComplete(promise);
                      goOn.countDown();
                    }));

    assertThat(Waiting.of(later)).isEqualTo("done");
    Waiting.of(asked.get(0).otherwiseEmpty());
  }

  private static Future<FileKeyPair> as(
      Client client, ContextInternal loop, KeyPool pool, Runnable then) {
    return Future.future(
        promise ->
            loop.duplicate()
                .runOnContext(
                    begun -> {
                      client.bind();
                      pool.take().onSuccess(taken -> then.run()).onComplete(promise);
                    }));
  }

  private KeyPool pool(int size) {
    KeyPool pool = new KeyPool(vertx, keys(), size, new SecureRandom());
    run(pool::open);
    return pool;
  }

  private Path keys() {
    return directory.resolve("mutable_keys");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(keys())) {
      return files.toList();
    }
  }

  private <T> T run(Supplier<Future<T>> step) {
    return Waiting.of(
        Future.<T>future(promise -> vertx.runOnContext(now -> step.get().onComplete(promise))));
  }
}
