package org.truckee.storage.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.bytes.Bytes;
import org.truckee.platform.BlockingWork;
import org.truckee.storage.disk.StorageConfig;
import org.truckee.storage.expire.ExpireMode;
import org.truckee.storage.expire.ExpirePolicy;
import org.truckee.storage.share.StoragePolicy;
import org.truckee.storage.trash.TrashedDay;
import org.truckee.testing.HeldTimers;
import org.truckee.testing.Waiting;
import org.truckee.testing.http.Ask;

/** The crawl as its timer wakes it, and the way out of the trash. */
class GarbageCollectionTest {
  private static final ExpirePolicy ENABLED =
      new ExpirePolicy(
          true, ExpireMode.AGE, Optional.empty(), Optional.empty(), ExpirePolicy.USUAL.kinds());

  @TempDir Path directory;
  private final Vertx vertx = Vertx.vertx();
  private final HeldTimers timers = new HeldTimers();
  private CrawledShares shares;
  private GarbageCollection collection;

  @BeforeEach
  void open() throws IOException {
    shares = new CrawledShares(directory.resolve("storage"), ENABLED);
    StorageConfig config =
        new StorageConfig(shares.directory, Bytes.wrap(new byte[20]), StoragePolicy.USUAL)
            .expiring(ENABLED);
    collection =
        new GarbageCollection(config, shares.store, timers, BlockingWork.of(vertx), shares.clock);
    assertThat(collection.status()).isEmpty();
    Waiting.of(collection.open());
  }

  @AfterEach
  void close() {
    Waiting.of(vertx.close());
  }

  @Test
  void theFirstSlice_comesSixMinutesAfterTheStart_andOthersFollow() {
    timers.until(Duration.ofMinutes(6).toMillis() - 1);
    assertThat(collection.status().orElseThrow().progress().cycle()).isEmpty();
    shares.clock.advance(Duration.ofMinutes(6));
    timers.until(Duration.ofMinutes(6).toMillis());
    Waiting.untilTrue(() -> timers.waiting() == 1);
    assertThat(collection.status().orElseThrow().progress().cycle()).contains(0L);
    Waiting.untilTrue(this::hasHistory);
    assertThat(collection.status().orElseThrow().history()).containsOnlyKeys(0L);
  }

  /** Lets the next slice come, if the one before is over, unless there has been a whole cycle. */
  private boolean hasHistory() {
    boolean over = !collection.status().orElseThrow().history().isEmpty();
    if (!over && timers.waiting() == 1) timers.until(timers.nanos() / 1_000_000 + 1000);
    return over;
  }

  @Test
  void anEnd_isRemembered_andStopsTheTimer() {
    timers.until(Duration.ofMinutes(6).toMillis());
    Waiting.untilTrue(() -> timers.waiting() == 1);
    Waiting.of(collection.close());
    assertThat(timers.waiting()).isZero();
    assertThat(shares.directory.resolve("lease_checker.json")).content().contains("current-cycle");
  }

  @Test
  void whatWent_isTold_andComesBack() throws IOException {
    for (int i = 0; i < 4; i++) shares.put(Ask.storageIndex(i), i, new byte[100]);
    shares.pass(Duration.ofDays(32));
    shares.cycle();
    assertThat(Waiting.of(collection.trash()))
        .containsExactly(new TrashedDay(LocalDate.of(2026, 2, 2), 4, 4 * (12 + 100 + 72)));
    assertThat(Waiting.of(collection.undelete(Ask.storageIndex(2)))).isEqualTo(1);
    assertThat(Waiting.of(collection.undelete(Ask.storageIndex(99)))).isZero();
    Files.createDirectories(shares.directory.resolve("trash/2026-02-02/notes/mine"));
    assertThat(Waiting.of(collection.undeleteSince(LocalDate.of(2026, 2, 3)))).isZero();
    assertThat(Waiting.of(collection.undeleteSince(LocalDate.of(2026, 2, 2)))).isEqualTo(3);
    for (int i = 0; i < 4; i++) assertThat(shares.has(Ask.storageIndex(i), i)).isTrue();
  }
}
