package org.truckee.storage.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.GridException;
import org.truckee.crypto.StorageIndex;
import org.truckee.storage.expire.ExpireMode;
import org.truckee.storage.expire.ExpirePolicy;
import org.truckee.testing.http.Ask;

/** Clients that come at the moment at which a share goes. */
class CrawlRacesTest {
  private static final int FILES = 30;
  private static final byte[] BYTES = new byte[100];
  private static final ExpirePolicy ENABLED =
      new ExpirePolicy(
          true, ExpireMode.AGE, Optional.empty(), Optional.empty(), ExpirePolicy.USUAL.kinds());

  @TempDir Path directory;
  private CrawledShares shares;
  private BucketCollector collector;

  @BeforeEach
  void fill() throws IOException {
    shares = new CrawledShares(directory.resolve("storage"), ENABLED);
    collector = new BucketCollector(shares.store, shares.directories, shares.trash, ENABLED);
    for (int i = 0; i < FILES; i++) shares.put(Ask.storageIndex(i), 0, BYTES);
    shares.pass(Duration.ofDays(32));
  }

  /**
   * Whatever comes first: a client that was told of a share has it, and others have uploaded it.
   */
  @RepeatedTest(5)
  void anUploader_neverLosesWhatItWasToldOf() throws Exception {
    Random random = new Random();
    CompletableFuture<Void> crawl = CompletableFuture.runAsync(this::collectAll);
    for (int i = 0; i < FILES; i++) {
      StorageIndex file = Ask.storageIndex(i);
      if (random.nextInt(4) == 0) Thread.onSpinWait();
      SortedSet<Integer> allocated = shares.allocate(file, 0, BYTES.length).allocated();
      if (!allocated.isEmpty()) shares.finish(file, 0, BYTES);
    }
    crawl.join();
    collectAll();
    for (int i = 0; i < FILES; i++) assertThat(shares.has(Ask.storageIndex(i), 0)).isTrue();
  }

  @RepeatedTest(5)
  void aRenewal_isThereAfterwards_orWasRefused() {
    CompletableFuture<Void> crawl = CompletableFuture.runAsync(this::collectAll);
    boolean[] renewed = new boolean[FILES];
    for (int i = FILES - 1; i >= 0; i--) renewed[i] = renew(Ask.storageIndex(i));
    crawl.join();
    collectAll();
    for (int i = 0; i < FILES; i++)
      assertThat(shares.has(Ask.storageIndex(i), 0)).isEqualTo(renewed[i]);
  }

  @Test
  void anUndeletion_besideACrawl_losesNothing() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Void> crawl =
        CompletableFuture.runAsync(
            () -> {
              while (!over.get()) collectAll();
            });
    int restored = 0;
    while (restored < FILES)
      for (int i = 0; i < FILES; i++) restored += shares.undelete(Ask.storageIndex(i));
    over.set(true);
    crawl.join();
    for (int i = 0; i < FILES; i++) {
      Path share = shares.directories.share(Ask.storageIndex(i), 0);
      assertThat(Files.size(share)).isEqualTo(12 + BYTES.length + 2 * 72);
    }
    assertThat(shares.inTrash()).isEmpty();
  }

  private boolean renew(StorageIndex file) {
    try {
      shares.renew(file, 1);
      return true;
    } catch (GridException gone) {
      assertThat(gone).matches(failure -> GridException.is(failure, GridException.Kind.NOT_FOUND));
      return false;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void collectAll() {
    Instant now = shares.now();
    try {
      for (int i = 0; i < FILES; i++)
        collector.visit(Ask.storageIndex(i), now, true, new FewWarnings());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
