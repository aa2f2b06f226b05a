package org.truckee.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.truckee.GridException;
import org.truckee.testing.Waiting;

class CodecTest {
  private final GridException failure =
      new GridException(GridException.Kind.CORRUPT, "the share is damaged");

  private final Vertx vertx = Vertx.vertx();
  private final Codec codec = Waiting.of(Codec.deploy(vertx, 1));

  @AfterEach
  void close() {
    Waiting.of(vertx.close());
  }

  @Test
  void aComputationOnFewBytes_isDoneAtOnce() {
    Future<Thread> done = codec.run(4 << 10, Thread::currentThread);

    assertThat(done.result()).isSameAs(Thread.currentThread());
  }

  @Test
  void aComputationOnMoreBytes_isDoneByAWorker() {
    assertThat(Waiting.of(codec.run((4 << 10) + 1, Context::isOnWorkerThread))).isTrue();
  }

  @Test
  void aComputationThatThrows_failsInEitherPlace() {
    assertThat(codec.run(1, this::fail).cause()).isSameAs(failure);
    assertThat(Waiting.of(codec.run(1 << 20, this::fail).otherwise(cause -> cause)))
        .isSameAs(failure);
  }

  private Object fail() {
    throw failure;
  }
}
