package org.truckee.storage.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.crypto.StorageIndex;
import org.truckee.storage.cycle.CorruptShare;
import org.truckee.storage.cycle.CycleReport;
import org.truckee.storage.cycle.Outcome;
import org.truckee.storage.cycle.Space;
import org.truckee.storage.expire.ExpireMode;
import org.truckee.storage.expire.ExpirePolicy;
import org.truckee.testing.http.Ask;

/** What a crawl does to shares on a disk, as time passes. */
class LeaseCrawlerTest {
  private static final StorageIndex FILE = Ask.storageIndex(7);
  private static final StorageIndex OTHER = Ask.storageIndex(8);
  private static final Duration MONTH = Duration.ofDays(31);
  private static final ExpirePolicy ENABLED = policy(true);

  @TempDir Path directory;
  private CrawledShares shares;

  @BeforeEach
  void start() throws IOException {
    shares = new CrawledShares(directory.resolve("storage"), ENABLED);
  }

  private static ExpirePolicy policy(boolean enabled) {
    ExpirePolicy usual = ExpirePolicy.USUAL;
    return new ExpirePolicy(
        enabled, ExpireMode.AGE, Optional.empty(), Optional.empty(), usual.kinds());
  }

  @Test
  void fourHundredDays_keepWhatIsKeptUp_andNothingElse() throws IOException {
    shares.put(FILE, 0, new byte[1000]);
    shares.putMutable(OTHER, 3, new byte[500]);
    for (int day = 5; day <= 400; day += 5) {
      if (day % 20 == 0) shares.put(Ask.storageIndex(100 + day / 20), 1, new byte[2000]);
      if (day % 25 == 0) shares.renew(FILE, 1);
      if (day % 30 == 0) shares.renew(OTHER, 9);
      shares.cycle();
      shares.pass(Duration.ofHours(108));
      assertThat(shares.has(FILE, 0)).isTrue();
      assertThat(shares.has(OTHER, 3)).isTrue();
      assertThat(stored()).as("on day %d", day).isLessThanOrEqualTo(4);
      assertThat(shares.inTrash().size()).as("on day %d", day).isLessThanOrEqualTo(1);
    }
    assertThat(shares.crawler.status().history()).hasSize(10);
  }

  private long stored() throws IOException {
    try (var all = Files.walk(shares.directories.shares())) {
      return all.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void aDryRun_countsWhatWouldGo_andMovesNothing() throws IOException {
    shares = new CrawledShares(directory.resolve("dry"), policy(false));
    shares.put(FILE, 0, new byte[1000]);
    shares.put(FILE, 1, new byte[1000]);
    shares.pass(MONTH);
    CycleReport report = shares.cycle();
    assertThat(report.space().of(Outcome.CONFIGURED, Optional.empty()))
        .isEqualTo(report.space().of(Outcome.ORIGINAL, Optional.empty()))
        .isEqualTo(new Space(1, 2, 2 * (12 + 1000 + 72), 3 * 4096));
    assertThat(CrawledShares.shares(report, Outcome.ACTUAL)).isZero();
    assertThat(shares.has(FILE, 0)).isTrue();
    assertThat(shares.directory.resolve("trash")).doesNotExist();
  }

  @Test
  void aShareThatWent_isInTheTrashForAWeek_andThenGoneForGood() throws IOException {
    shares.put(FILE, 0, new byte[1000]);
    shares.pass(MONTH);
    CycleReport report = shares.cycle();
    assertThat(CrawledShares.shares(report, Outcome.ACTUAL)).isEqualTo(1);
    assertThat(shares.directories.of(FILE)).doesNotExist();
    String name = FILE.toString();
    assertThat(shares.inTrash())
        .containsExactly("2026-02-01/" + name.substring(0, 2) + "/" + name + "/0");
    shares.pass(Duration.ofDays(6));
    shares.cycle();
    assertThat(shares.inTrash()).hasSize(1);
    shares.pass(Duration.ofDays(1));
    shares.cycle();
    assertThat(shares.directory.resolve("trash")).isEmptyDirectory();
  }

  @Test
  void whatIsUndeleted_isTheSame_andHasAMonth() throws IOException {
    shares.put(FILE, 0, new byte[1000]);
    shares.putMutable(OTHER, 2, "mutable".getBytes(StandardCharsets.UTF_8));
    byte[] before = Files.readAllBytes(shares.directories.share(FILE, 0));
    shares.pass(MONTH);
    shares.cycle();
    assertThat(shares.undelete(FILE)).isEqualTo(1);
    assertThat(shares.undelete(OTHER)).isEqualTo(1);
    assertThat(shares.undelete(FILE)).isZero();
    assertThat(Files.readAllBytes(shares.directories.share(FILE, 0)))
        .startsWith(Arrays.copyOf(before, 8))
        .hasSize(before.length + 72);
    shares.pass(Duration.ofDays(29));
    shares.cycle();
    assertThat(shares.has(FILE, 0)).isTrue();
    assertThat(shares.has(OTHER, 2)).isTrue();
    shares.pass(Duration.ofDays(3));
    shares.cycle();
    assertThat(shares.has(FILE, 0)).isFalse();
    assertThat(shares.has(OTHER, 2)).isFalse();
  }

  @Test
  void aNewerShare_isNotReplacedByOneFromTheTrash() throws IOException {
    shares.put(FILE, 0, new byte[1000]);
    shares.pass(MONTH);
    shares.cycle();
    shares.put(FILE, 0, new byte[20]);
    assertThat(shares.undelete(FILE)).isZero();
    assertThat(Files.size(shares.directories.share(FILE, 0))).isEqualTo(12 + 20 + 72);
    assertThat(shares.inTrash()).hasSize(1);
  }

  @Test
  void aPlaceInTheTrashThatIsTaken_makesTheShareStay() throws IOException {
    shares.put(FILE, 0, new byte[1000]);
    shares.pass(MONTH.plusHours(13));
    Path taken = shares.directory.resolve("trash/2026-02-02").resolve(prefixed()).resolve("0");
    Files.createDirectories(taken.getParent());
    Files.writeString(taken, "another");
    CycleReport report = shares.cycle();
    assertThat(CrawledShares.shares(report, Outcome.ACTUAL)).isZero();
    assertThat(shares.has(FILE, 0)).isTrue();
    assertThat(taken).hasContent("another");
    shares.pass(Duration.ofHours(12));
    shares.cycle();
    assertThat(shares.has(FILE, 0)).isFalse();
  }

  private static String prefixed() {
    return FILE.toString().substring(0, 2) + "/" + FILE;
  }

  @Test
  void aTrashThatTakesNothing_makesTheSharesStay() throws IOException {
    shares.put(FILE, 0, new byte[1000]);
    Files.writeString(shares.directory.resolve("trash"), "no directory");
    shares.pass(MONTH);
    CycleReport report = shares.cycle();
    assertThat(CrawledShares.shares(report, Outcome.ACTUAL)).isZero();
    assertThat(shares.has(FILE, 0)).isTrue();
  }

  @Test
  void unreadableContainers_areListedAndStay() throws IOException {
    for (int number = 0; number < 5; number++) shares.put(FILE, number, new byte[1000]);
    shares.putMutable(OTHER, 0, new byte[1000]);
    shares.pass(MONTH);
    Path first = shares.directories.share(FILE, 0);
    Files.write(first, new byte[0]);
    change(shares.directories.share(FILE, 1), 0, 3);
    change(shares.directories.share(FILE, 2), 4, 999);
    cut(shares.directories.share(FILE, 3), 500);
    change(shares.directories.share(OTHER, 0), 88, 5000);
    CycleReport report = shares.cycle();
    String name = FILE.toString();
    assertThat(report.corrupt())
        .containsExactlyInAnyOrder(
            new CorruptShare(name, 0),
            new CorruptShare(name, 1),
            new CorruptShare(name, 2),
            new CorruptShare(name, 3),
            new CorruptShare(OTHER.toString(), 0));
    assertThat(CrawledShares.shares(report, Outcome.ACTUAL)).isEqualTo(1);
    for (int number = 0; number < 4; number++) assertThat(shares.has(FILE, number)).isTrue();
    assertThat(shares.has(FILE, 4)).isFalse();
    assertThat(shares.has(OTHER, 0)).isTrue();
  }

  @Test
  void whatIsNoShare_isLeftAlone() throws IOException {
    shares.put(FILE, 0, new byte[1000]);
    Path bucket = shares.directories.of(FILE);
    Files.writeString(bucket.resolve("notes"), "mine");
    Files.createDirectories(bucket.resolveSibling("zz"));
    Files.createDirectories(shares.directories.shares().resolve("lost+found/0"));
    shares.pass(MONTH);
    shares.cycle();
    assertThat(shares.has(FILE, 0)).isFalse();
    assertThat(bucket.resolve("notes")).hasContent("mine");
    assertThat(shares.directories.shares().resolve("lost+found/0")).exists();
  }

  private static void change(Path file, long position, int value) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(4).putInt(value).flip(), position);
    }
  }

  private static void cut(Path file, long size) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-40, 40})
  void aClockThatJumpsByYears_deletesNothing(int years) throws IOException {
    shares.put(FILE, 0, new byte[1000]);
    Duration jump = Duration.ofDays(365L * years);
    shares.jump(jump);
    shares.cycle();
    shares.cycle();
    shares.jump(jump.negated());
    shares.cycle();
    assertThat(shares.has(FILE, 0)).isTrue();
    assertThat(shares.crawler.status().heldUntil()).isPresent();
    shares.pass(MONTH);
    shares.cycle();
    assertThat(shares.has(FILE, 0)).isFalse();
  }

  @Test
  void aServerThatWasAway_letsItsClientsRenewFirst() throws IOException {
    shares.put(FILE, 0, new byte[1000]);
    shares.crawler.save();
    shares.jump(Duration.ofDays(50));
    shares.start();
    shares.cycle();
    shares.pass(Duration.ofDays(45));
    shares.cycle();
    assertThat(shares.has(FILE, 0)).isTrue();
    shares.pass(Duration.ofDays(5));
    shares.cycle();
    assertThat(shares.has(FILE, 0)).isFalse();
  }

  @Test
  void aLeaseThatIsRenewedJustBefore_wins() throws IOException {
    shares.put(FILE, 0, new byte[1000]);
    shares.put(OTHER, 0, new byte[1000]);
    shares.pass(MONTH.plusDays(1));
    shares.renew(FILE, 5);
    assertThat(shares.allocate(OTHER, 0, 1000).alreadyHave()).containsExactly(0);
    assertThat(CrawledShares.shares(shares.cycle(), Outcome.ACTUAL)).isZero();
  }

  @Test
  void aClientThatComesJustAfter_uploadsAnew() throws IOException {
    shares.put(FILE, 0, new byte[1000]);
    shares.pass(MONTH);
    shares.cycle();
    assertThat(shares.allocate(FILE, 0, 1000).allocated()).containsExactly(0);
    shares.finish(FILE, 0, new byte[1000]);
    shares.cycle();
    assertThat(shares.has(FILE, 0)).isTrue();
  }

  @Test
  void theState_isKeptAfterARestart() throws IOException {
    shares.put(FILE, 0, new byte[1000]);
    CycleReport report = shares.cycle();
    shares.start();
    assertThat(shares.crawler.status().history()).containsOnlyKeys(0L).containsValue(report);
    assertThat(List.of(shares.finished())).containsExactly(0L);
  }
}
