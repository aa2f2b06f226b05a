package org.truckee.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.MutableFormat;
import org.truckee.placement.EncodingParameters;
import org.truckee.testing.TestClock;
import org.truckee.testing.Waiting;
import org.truckee.worker.Codec;
import org.truckee.worker.Machine;

/** Bodies that are on their way to a gateway, which does not take in any number of them. */
class UnfinishedBodiesTest {
  private static final int MOST = 2_000;
  private static final Secret SECRET = new Secret(Bytes.utf8("secret"));

  @TempDir Path directory;
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() {
    Waiting.of(vertx.close());
  }

  @Test
  void oneMoreThanThereMayBe_isRefusedAtOnce_untilAnotherHasEnded() {
    Intake intake = intake();
    List<SilentBody> bodies = new ArrayList<>();
    List<Future<ReceivedFile>> receiving = new ArrayList<>();
    for (int i = 0; i < MOST; i++) {
      SilentBody body = new SilentBody();
      bodies.add(body);
      receiving.add(onEventLoop(() -> intake.receive(body, 1 << 20)));
    }
    assertThat(receiving).noneMatch(Future::isComplete);

    Future<ReceivedFile> refused = onEventLoop(() -> intake.receive(new SilentBody(), 1 << 20));
    assertThat(refused.isComplete()).isTrue();
    assertThat(GridException.is(refused.cause(), GridException.Kind.BUSY)).isTrue();

    bodies.get(MOST / 2).breakOff();
    Waiting.untilTrue(receiving.get(MOST / 2)::isComplete);
    assertThat(onEventLoop(() -> intake.receive(new SilentBody(), 1 << 20)).isComplete()).isFalse();
  }

  private Intake intake() {
    GatewayConfig config =
        new GatewayConfig(
            new FileSettings(
                EncodingParameters.DEFAULT, Long.MAX_VALUE, 1 << 20, MutableFormat.SDMF, 0, 30),
            SECRET,
            SECRET,
            directory);
    Codec codec = Waiting.of(Codec.deploy(vertx, 1));
    Machine machine = Machine.of(vertx, codec, new TestClock(), new SecureRandom());
    return new Intake(machine, config);
  }

  private Future<ReceivedFile> onEventLoop(Supplier<Future<ReceivedFile>> step) {
    return Waiting.onEventLoop(vertx, () -> Future.succeededFuture(List.of(step.get()))).get(0);
  }

  /** Of which nothing comes. */
  private static final class SilentBody implements ReadStream<Buffer> {
    private Handler<Throwable> failed = cause -> {};

    void breakOff() {
      failed.handle(new IOException("broken off"));
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
      if (handler != null) failed = handler;
      return this;
    }

    @Override
    public ReadStream<Buffer> handler(Handler<Buffer> handler) {
      return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
      return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
      return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
      return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(Handler<Void> handler) {
      return this;
    }
  }
}
