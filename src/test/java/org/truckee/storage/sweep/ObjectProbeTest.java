package org.truckee.storage.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.truckee.platform.BlockingWork;
import org.truckee.testing.Waiting;
import org.truckee.testing.s3.MemoryObjects;

/** A bucket is asked whether it answers, by one question at a time. */
class ObjectProbeTest {
  private final Vertx vertx = Vertx.vertx();
  private final BlockingWork work = BlockingWork.onThreads(vertx, "probe", 1);
  private final MemoryObjects objects = new MemoryObjects(InstantSource.system());
  private final ObjectProbe probe = new ObjectProbe(objects, work);

  @AfterEach
  void close() {
    Waiting.of(vertx.close());
  }

  @Test
  void aBucketThatIsAway_isTold_untilItIsBack() {
    assertThat(Waiting.of(probe.trouble())).isEmpty();
    objects.away(true);
    assertThat(Waiting.of(probe.trouble()))
        .contains("the bucket of this server does not answer as its own");
    objects.away(false);
    assertThat(Waiting.of(probe.trouble())).isEmpty();
  }

  @Test
  void manyWhoAsk_askOnce_andAFailureIsTold() {
    Future<Optional<String>> first = probe.trouble();
    if (!first.isComplete()) assertThat(probe.trouble()).isSameAs(first);
    Waiting.of(first);
    Waiting.of(work.close());
    assertThat(Waiting.of(probe.trouble())).contains("the bucket of this server fails");
  }
}
