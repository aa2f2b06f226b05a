package org.truckee.client.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.junit.jupiter.api.Test;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.StorageIndex;
import org.truckee.platform.Ticker;
import org.truckee.testing.TestClock;

class TimelinesTest {
  private static final StorageIndex STORAGE_INDEX = new StorageIndex(Bytes.wrap(new byte[16]));

  private final TestClock clock = new TestClock();
  private final Timelines timelines = new Timelines(clock, Ticker.SYSTEM);

  private Timeline begin() {
    return timelines.begin(Timeline.Kind.UPLOAD, STORAGE_INDEX, 1000);
  }

  @Test
  void onlyTheLatestAreKept_andEvictedOnesHoldNothing() {
    Timeline first = begin();
    first.watch(Step.Work.SEND, "a", 0, 0, Future.succeededFuture());
    for (int i = 0; i < 64; i++) begin();
    assertThat(timelines.latest()).hasSize(64).doesNotContain(first);
    assertThat(timelines.latest().get(0).id()).isEqualTo(65);
    assertThat(timelines.find(first.id())).isEmpty();
    first.watch(Step.Work.SEND, "a", 0, 1, Future.succeededFuture());
    assertThat(first.steps()).isEmpty();
  }

  @Test
  void manyStepsCostNoMore_andFailuresAreTheLastToBeForgotten() {
    Timeline timeline = begin();
    timeline.watch(Step.Work.SEND, "dead", 0, 0, Future.failedFuture("gone"));
    for (int i = 0; i < 1000; i++)
      timeline.watch(Step.Work.SEND, "alive", 1, i, Future.succeededFuture());
    assertThat(timeline.steps()).hasSize(400);
    assertThat(timeline.steps().get(0).failure()).isEqualTo("gone");
    assertThat(timeline.forgotten()).isEqualTo(601);
  }

  @Test
  void aStepIsUnderWay_untilItEnds() {
    Timeline timeline = begin();
    Promise<Void> sent = Promise.promise();
    timeline.watch(Step.Work.CLOSE, "a", 4, -1, sent.future());
    assertThat(timeline.steps().get(0).underWay()).isTrue();
    sent.complete();
    assertThat(timeline.steps().get(0).underWay()).isFalse();
    assertThat(timeline.sharesDone()).isEqualTo(1);
  }

  @Test
  void whatGoesThrough_isCountedOnce() {
    Timeline up = begin();
    up.watch(Step.Work.CLOSE, "a", 0, -1, Future.succeededFuture());
    up.finish(null);
    up.finish(null);
    begin().finish(new IllegalStateException("no servers"));
    Timeline down = timelines.begin(Timeline.Kind.DOWNLOAD, STORAGE_INDEX, 1000);
    down.cut(2, 3);
    down.read(1, 600);
    down.read(2, 400);
    assertThat(timelines.totals()).isEqualTo(new Timelines.Totals(1, 1, 1000, 1000, 1));
    assertThat(down.took()).isPresent();
  }
}
