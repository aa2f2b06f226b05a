package org.truckee.client.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Steps for one key in turns, and those for others beside them. */
class KeyedQueueTest {
  private final KeyedQueue<String> queue = new KeyedQueue<>();
  private final List<String> begun = new ArrayList<>();

  private Future<Void> next(String key, String name, Future<Void> end) {
    return queue.next(
        key,
        () -> {
          begun.add(name);
          return end;
        });
  }

  @Test
  void aStep_waitsForThoseOfItsKey_andForNoOther() {
    Promise<Void> first = Promise.promise();
    Promise<Void> second = Promise.promise();
    next("file", "first", first.future());
    next("file", "second", second.future());
    next("file", "third", Future.succeededFuture());
    next("other", "beside", Future.succeededFuture());
    assertThat(begun).containsExactly("first", "beside");

    first.complete();
    assertThat(begun).containsExactly("first", "beside", "second");

    second.complete();
    assertThat(begun).containsExactly("first", "beside", "second", "third");
  }

  @Test
  void aStepThatFails_stopsNoOther() {
    Future<Void> failed = next("file", "first", Future.failedFuture("no"));
    Future<Void> thrown =
        queue.next(
            "file",
            () -> {
              throw new IllegalStateException("thrown");
            });
    Future<Void> after = next("file", "last", Future.succeededFuture());

    assertThat(failed.cause()).hasMessage("no");
    assertThat(thrown.cause()).hasMessage("thrown");
    assertThat(after.succeeded()).isTrue();
  }

  @Test
  void theResult_isThatOfTheStep() {
    assertThat(queue.next("file", () -> Future.succeededFuture(7)).result()).isEqualTo(7);
  }

  @Test
  void ofManyThreads_twoAreNeverInside() throws InterruptedException {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(4 * 1000);
    List<Thread> threads =
        IntStream.range(0, 4)
            .mapToObj(
                number ->
                    new Thread(
                        () -> {
                          for (int i = 0; i < 1000; i++)
                            queue
                                .next("file", () -> enterAndLeave(inside, most))
                                .onComplete(left -> done.countDown());
                        }))
            .toList();
    threads.forEach(Thread::start);
    done.await();
    assertThat(most).hasValue(1);
    assertThat(inside).hasValue(0);
  }

  private static Future<Void> enterAndLeave(AtomicInteger inside, AtomicInteger most) {
    int now = inside.incrementAndGet();
    most.accumulateAndGet(now, Math::max);
    inside.decrementAndGet();
    return Future.succeededFuture();
  }
}
