package org.truckee.storage.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.GridException;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.account.Account;
import org.truckee.storage.expire.ExpirePolicy;
import org.truckee.testing.http.Ask;

/** Many uploads of one account at once, and its quota. */
class RacingUploadsTest {
  private static final int THREADS = 8;
  private static final int EACH = 30;
  private static final long SHARE = 5_000;
  private static final Account ANN = new Account(2, 40 * SHARE + 4_999);
  private static final Account BOB = new Account(3, 1L << 40);

  @TempDir Path directory;

  /** Puts shares until all threads have had their turns; returns those that were stored. */
  private int race(CountedShares shares) throws Exception {
    AtomicInteger stored = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int first = thread * EACH;
        all.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < EACH; i++) put(shares, first + i, stored);
                  return null;
                }));
      }
      for (Future<?> each : all) each.get();
    } finally {
      threads.shutdownNow();
    }
    return stored.get();
  }

  private static void put(CountedShares shares, int number, AtomicInteger stored)
      throws IOException {
    StorageIndex file = Ask.storageIndex(number);
    try {
      if (number % 3 == 0) shares.write(ANN, file, 0, (int) SHARE);
      else shares.put(ANN, file, 0, SHARE);
      stored.incrementAndGet();
    } catch (GridException refused) {
      assertThat(refused.kind()).isEqualTo(GridException.Kind.NO_SPACE);
    }
    if (number % 3 > 0) shares.put(BOB, file, 1, SHARE);
  }

  @Test
  void quotasHold_howeverManyUploadsRace() throws Exception {
    CountedShares shares = new CountedShares(directory, ExpirePolicy.USUAL);
    assertThat(race(shares)).isEqualTo(40);
    assertThat(shares.ledger()).isEqualTo(shares.disk()).containsEntry(2, 40 * SHARE);
    shares.start();
    assertThat(shares.ledger()).isEqualTo(shares.disk());
  }
}
