package org.truckee.client.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.truckee.client.pool.MemoryBudget;
import org.truckee.erasure.Segmentation;
import org.truckee.platform.Ticker;
import org.truckee.platform.Timers;
import org.truckee.testing.HeldTimers;
import org.truckee.testing.Waiting;

/** The memory that readers of files hold. */
class FileStreamTest {
  private static final Segmentation CUT = Segmentation.of(64 << 20, 1 << 20, 1);
  private static final long RUN = 2L << 20;

  private final Vertx vertx = Vertx.vertx();
  private final MemoryBudget memory = new MemoryBudget(12 * RUN, Ticker.SYSTEM);
  private final SegmentReader file =
      new SegmentReader() {
        @Override
        public Segmentation segmentation() {
          return CUT;
        }

        @Override
        public Future<byte[]> read(SegmentRun run) {
          return Future.succeededFuture(new byte[run.length(CUT)]);
        }
      };

  @AfterEach
  void stop() {
    Waiting.of(vertx.close());
  }

  /** A reader that took one piece and no more. */
  private ReadAheadStream stalled() {
    return stalled(Timers.of(vertx));
  }

  private ReadAheadStream stalled(Timers timers) {
    return Waiting.onEventLoop(
        vertx,
        () ->
            new ReadAheadStream(timers, file, memory, 0, CUT.size())
                .prepare()
                .map(stream -> stream.handler(piece -> stream.pause())));
  }

  @Test
  void whoHasGotNothingYet_isServed_withoutAnyTimer_howeverManyStall() {
    HeldTimers never = new HeldTimers();

    for (int i = 0; i < 60; i++) stalled(never);

    assertThat(memory.used()).isLessThanOrEqualTo(12 * RUN);
  }

  @Test
  void whoReadsOn_afterAnotherTookItsMemory_getsAllOfTheFile() {
    List<ReadAheadStream> streams = new ArrayList<>();
    for (int i = 0; i < 13; i++) streams.add(stalled());
    AtomicLong read = new AtomicLong(64 << 10);

    Waiting.onEventLoop(
        vertx,
        () -> {
          Promise<Void> end = Promise.promise();
          ReadAheadStream robbed = streams.get(0);
          robbed.handler(piece -> read.addAndGet(piece.length()));
          robbed.endHandler(all -> end.complete());
          robbed.exceptionHandler(end::fail);
          robbed.resume();
          return end.future();
        });

    assertThat(read).hasValue(CUT.size());
  }

  @Test
  void readersThatStall_giveUpWhatTheyHold_asSoonAsSomebodyWaitsForIt() {
    List<ReadAheadStream> streams = new ArrayList<>();
    for (int i = 0; i < 12; i++) streams.add(stalled());
    assertThat(memory.used()).isEqualTo(12 * RUN);

    Future<Boolean> first =
        Future.future(
            promise ->
                vertx.runOnContext(
                    begun -> {
                      memory.acquire(RUN).onSuccess(mine -> promise.tryComplete(true));
                      vertx.setTimer(1_500, later -> promise.tryComplete(false));
                    }));

    assertThat(Waiting.of(first)).as("before a stall is over").isTrue();
    assertThat(streams).hasSize(12);
  }

  @Test
  void whileNobodyWaits_aReaderThatPausesForAMoment_keepsWhatItHas() {
    stalled();

    Waiting.of(vertx.timer(300));

    assertThat(memory.used()).isPositive();
  }
}
