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
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.client.pool.Client;
import org.truckee.mutable.FileKeyPair;
import org.truckee.testing.Waiting;

class KeyPoolTest {
  private static final Secret SECRET = new Secret(Bytes.wrap(new byte[32]));

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
      assertThat(files()).isEmpty();
    }
    run(pool::close);
    KeyPool last = pool(0);
    assertThat(run(() -> Future.succeededFuture(last.ready()))).isZero();
  }

  @Test
  void keyPairsLieSealed_andAreOfUseToTheirNodeOnly() throws IOException {
    KeyPool maker = pool(2);
    Waiting.untilTrue(() -> maker.ready() == 2);
    run(maker::close);
    for (Path file : files())
      assertThatThrownBy(() -> FileKeyPair.ofDer(new Secret(Bytes.wrap(Files.readAllBytes(file)))))
          .isInstanceOf(GridException.class);
    Files.move(files().get(0), keys().resolve("another-name.sealed"));

    FileKeyPair one = run(pool(0, new Secret(Bytes.wrap(new byte[31])))::take);

    assertThat(one.pkcs8().size()).isGreaterThan(1000);
    assertThat(files()).isEmpty();
  }

  @Test
  void aKeyPairThatIsNotSealed_isNeverUsed() throws IOException {
    FileKeyPair old = FileKeyPair.generate(new SecureRandom());
    Files.createDirectory(keys());
    Files.write(keys().resolve("0011.pkcs8.der"), old.pkcs8().bytes().toArray());

    assertThat(run(pool(0)::take).pkcs8()).isNotEqualTo(old.pkcs8());
    assertThat(files()).isEmpty();
  }

  @Test
  void manyWhoComeAtOnce_getOneEach_whetherItLiesReadyOrNot() throws IOException {
    KeyPool maker = pool(5);
    Waiting.untilTrue(() -> maker.ready() == 5);
    run(maker::close);
    KeyPool pool = pool(0);
    List<Future<FileKeyPair>> taken = new ArrayList<>();

    run(
        () -> {
          for (int i = 0; i < 7; i++) taken.add(pool.take());
          return Future.all(taken);
        });

    assertThat(taken).extracting(keys -> keys.result().pkcs8()).doesNotHaveDuplicates();
    assertThat(files()).isEmpty();
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
    Files.write(keys().resolve("0011.sealed"), new byte[10]);
    Files.write(keys().resolve("0022.sealed.new"), new byte[10]);
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
  void whoComesInABurstWhenThePoolIsClosed_getsOneOrIsToldSo() throws IOException {
    KeyPool maker = pool(4);
    Waiting.untilTrue(() -> maker.ready() == 4);
    run(maker::close);
    KeyPool pool = pool(0);
    List<Future<FileKeyPair>> burst = new ArrayList<>();

    run(
        () -> {
          for (int i = 0; i < 8; i++) burst.add(pool.take());
          return pool.close();
        });

    for (Future<FileKeyPair> one : burst)
      assertThat(Waiting.of(one.map(keys -> "").recover(KeyPoolTest::reason)))
          .isIn("", "the node is stopping");
  }

  private static Future<String> reason(Throwable failure) {
    return Future.succeededFuture(failure.getMessage());
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
    return pool(size, SECRET);
  }

  private KeyPool pool(int size, Secret secret) {
    KeyPool pool = new KeyPool(vertx, keys(), secret, size, new SecureRandom());
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
