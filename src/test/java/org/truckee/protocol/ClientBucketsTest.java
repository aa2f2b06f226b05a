package org.truckee.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClientBucketsTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final AtomicLong now = new AtomicLong(5 * SECOND);

  private ClientBuckets of(long perMinute, int clients) {
    return new ClientBuckets(new Rate(perMinute, Duration.ofMinutes(1)), now::get, clients);
  }

  @Test
  void aBucket_isFullAtFirst_andFillsLittleByLittle() {
    ClientBuckets buckets = of(60, 10);
    assertThat(buckets.take("a", 60)).isEmpty();
    assertThat(buckets.take("a", 1)).hasValue(SECOND);
    assertThat(buckets.take("b", 1)).isEmpty();
    assertThat(buckets.take("a", 30)).hasValue(30 * SECOND);
    now.addAndGet(SECOND);
    assertThat(buckets.take("a", 1)).isEmpty();
    assertThat(buckets.take("a", 1)).isPresent();
    now.addAndGet(600 * SECOND);
    assertThat(buckets.take("a", 60)).isEmpty();
    assertThat(buckets.take("a", 1)).isPresent();
    assertThat(buckets.take("a", 0)).isEmpty();
  }

  @Test
  void aThousandAtOnce_getNoMoreThanTheBucketHolds() throws Exception {
    ClientBuckets buckets = of(100, 10);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<Boolean>> taken = new ArrayList<>();
    for (int i = 0; i < 1000; i++)
      taken.add(threads.submit(() -> buckets.take("one", 1).isEmpty()));
    int passed = 0;
    for (Future<Boolean> one : taken) if (one.get()) passed++;
    threads.shutdown();
    assertThat(passed).isEqualTo(100);
  }

  @Test
  void ofManyClients_thoseThatWereThereLast_areRemembered() {
    ClientBuckets buckets = of(1, 100);
    for (int i = 0; i < 10_000; i++) {
      assertThat(buckets.take("client " + i, 1)).isEmpty();
      assertThat(buckets.take("busy", 1).isPresent()).isEqualTo(i > 0);
    }
    assertThat(buckets.clients()).isEqualTo(100);
  }

  @Test
  void impossibleRatesAndAmounts_areRefused() {
    assertThatThrownBy(() -> new Rate(0, Duration.ofHours(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Rate(2, Duration.ofNanos(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> of(5, 1).take("a", 6)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theTimeToWait_isToldInWords_andInWholeSeconds() {
    assertThat(new OverLimit("no", 1).seconds()).isEqualTo(1);
    assertThat(new OverLimit("no", SECOND + 1).reasons()).contains("try again in 2 seconds");
    assertThat(new OverLimit("no", SECOND).reasons()).contains("try again in 1 second");
    assertThat(new OverLimit("no", 121 * SECOND).reasons()).contains("try again in 3 minutes");
  }
}
