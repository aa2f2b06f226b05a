package org.truckee.introducer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.GridException;
import org.truckee.protocol.announcement.Announcement;
import org.truckee.testing.TestClock;
import org.truckee.testing.grid.SampleAnnouncements;

/** The announcements that an introducer keeps, and the time for which it keeps them. */
class AnnouncementLogTest {
  private static final int SMALL = 600;

  @TempDir Path directory;

  private final TestClock clock = new TestClock();

  private Path file() {
    return directory.resolve("introducer/announcements.jsonl");
  }

  private AnnouncementLog open() throws IOException {
    AnnouncementLog log = new AnnouncementLog(file(), clock);
    log.open();
    return log;
  }

  private static Announcement announcement(int number, int size) {
    return SampleAnnouncements.unsigned(
        number / AnnouncementLog.MAX_SERVICES,
        "service" + number % AnnouncementLog.MAX_SERVICES,
        1,
        size);
  }

  private static Map<String, Long> bySource(AnnouncementLog log) {
    return log.all().stream()
        .map(KeptAnnouncement::source)
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  /** Announces from {@code source} for as long as there is room. */
  private static int fill(AnnouncementLog log, int first, int size, String source) {
    for (int number = first; ; number++) {
      try {
        log.add(announcement(number, size), source);
      } catch (GridException full) {
        assertThat(full).hasMessage("no more announcements are kept");
        return number;
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"600, 10000", "3200, 10000", "16384, 1953"})
  void announcements_areBoundedInNumberAndSize_andTheLargestSourceGivesWay(int size, int most)
      throws IOException {
    AnnouncementLog log = open();

    int next = fill(log, 0, size, "10.0.0.1");

    assertThat(log.all().size()).isEqualTo(most);
    for (int i = 0; i < 20; i++) log.add(announcement(next + i, size), "10.0.0.2");
    log.add(announcement(next + 20, size), "10.0.0.3");
    assertThat(bySource(log))
        .containsEntry("10.0.0.2", 20L)
        .containsEntry("10.0.0.3", 1L)
        .containsEntry("10.0.0.1", most - 21L);
    assertThat(log.find(announcement(0, size).serverId(), "service0")).as("the oldest").isEmpty();
    assertThatThrownBy(() -> log.add(announcement(next + 30, size), "10.0.0.1"))
        .hasMessage("no more announcements are kept");
  }

  @Test
  void aNetworkOfIpv6_isOneSource_howeverManyAddressesItHas() throws IOException {
    AnnouncementLog log = open();
    for (int i = 0; i < AnnouncementLog.MAX_ANNOUNCEMENTS; i++)
      log.add(announcement(i, SMALL), "2001:db8:0:1::" + Integer.toHexString(i));

    log.add(announcement(20_000, SMALL), "2001:db8:0:2::1");

    assertThat(bySource(log)).containsEntry("2001:db8:0:2::1", 1L);
  }

  @Test
  void anAnnouncementThatGrows_needsRoomToo_andStaysAsItWasWhereThereIsNone() throws IOException {
    AnnouncementLog log = open();
    fill(log, 0, SMALL, "10.0.0.1");
    Announcement larger = SampleAnnouncements.unsigned(0, "service1", 2, Announcement.MAX_SIZE);

    assertThatThrownBy(() -> log.add(larger, "10.0.0.1")).hasMessageContaining("no more");

    assertThat(log.all().size()).isEqualTo(AnnouncementLog.MAX_ANNOUNCEMENTS);
    assertThat(log.find(larger.serverId(), "service1").orElseThrow().about().sequence())
        .isEqualTo(1);
    log.add(larger, "10.0.0.2");
    assertThat(log.find(larger.serverId(), "service1").orElseThrow().about().sequence())
        .isEqualTo(2);
    assertThat(log.all().stream().mapToLong(AnnouncementLog::weight).sum())
        .isLessThanOrEqualTo(AnnouncementLog.MAX_SIZE);
  }

  @Test
  void aNode_hasSoManyServicesAndNoMore() throws IOException {
    AnnouncementLog log = open();
    for (int i = 0; i < AnnouncementLog.MAX_SERVICES; i++)
      log.add(SampleAnnouncements.unsigned(1, "service" + i, 1, SMALL), "10.0.0.1");

    assertThatThrownBy(() -> log.add(SampleAnnouncements.unsigned(1, "more", 1, SMALL), "10.0.0.1"))
        .hasMessage("no more than 10 services of a node are kept");

    log.add(SampleAnnouncements.unsigned(1, "service3", 2, SMALL), "10.0.0.1");
    log.add(SampleAnnouncements.unsigned(2, "more", 1, SMALL), "10.0.0.1");
    assertThat(log.all()).hasSize(AnnouncementLog.MAX_SERVICES + 1);
  }

  @Test
  void whatNobodyRenews_ends() throws IOException {
    AnnouncementLog log = open();
    log.add(SampleAnnouncements.signed(1, 1), "10.0.0.1");
    log.add(SampleAnnouncements.signed(2, 1), "10.0.0.1");
    clock.advance(AnnouncementLog.LIFETIME.minusHours(1));
    log.add(SampleAnnouncements.signed(2, 2), "10.0.0.1");
    log.expire();
    assertThat(log.all()).hasSize(2);

    clock.advance(Duration.ofHours(2));
    log.expire();

    assertThat(log.all()).extracting(kept -> kept.about().nickname()).containsExactly("node2");
  }

  @Test
  void anIntroducerThatWasAwayForLong_givesNodesTimeToComeBack() throws IOException {
    AnnouncementLog before = open();
    before.save(before.add(SampleAnnouncements.signed(1, 1), "10.0.0.1"));
    clock.advance(AnnouncementLog.LIFETIME.multipliedBy(3));

    AnnouncementLog after = open();

    after.expire();
    assertThat(after.all()).hasSize(1);
    clock.advance(AnnouncementLog.GRACE.plusHours(1));
    after.expire();
    assertThat(after.all()).isEmpty();
  }

  @Test
  void whatIsKept_outlivesTheProcess_withWhenAndWhereItCameFrom() throws IOException {
    AnnouncementLog before = open();
    before.save(before.add(SampleAnnouncements.signed(1, 1), "10.0.0.1"));
    before.save(before.add(SampleAnnouncements.signed(1, 2), "10.0.0.2"));
    clock.advance(Duration.ofDays(20));

    assertThat(open().all())
        .singleElement()
        .satisfies(kept -> assertThat(kept.about().sequence()).isEqualTo(2))
        .satisfies(kept -> assertThat(kept.source()).isEqualTo("10.0.0.2"))
        .satisfies(
            kept ->
                assertThat(kept.received()).isEqualTo(clock.instant().minus(Duration.ofDays(20))));
  }

  @Test
  void theFile_growsToTwiceWhatCounts_andIsThenWrittenAnew() throws IOException {
    AnnouncementLog log = open();
    long largest = 0;
    long renewals = 0;
    for (long before = -1; Files.notExists(file()) || Files.size(file()) > before; renewals++) {
      before = Files.exists(file()) ? Files.size(file()) : -1;
      largest = Math.max(largest, before);
      log.save(log.add(SampleAnnouncements.unsigned(1, "s", renewals, 16_000), "10.0.0.1"));
    }

    assertThat(largest).isBetween(1L << 20, (1L << 20) + 100_000);
    assertThat(Files.readAllLines(file())).hasSize(1);
    assertThat(Files.readString(file())).contains("\\\"seqnum\\\":" + (renewals - 1));
    assertThat(directory.resolve("introducer")).isDirectoryNotContaining("glob:**.new");
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"torn', 1 2 3",
    "'junk\n\n\u0000\u0001', 1 2 3",
    "'{\"msg\": 1}\n', 1 2 3",
    "'', 1 2 3"
  })
  void aDamagedOrTornEnd_costsWhatItHit_andNothingThatIsAddedLater(String end, String left)
      throws IOException {
    AnnouncementLog log = open();
    for (int i = 1; i <= 2; i++) log.save(log.add(SampleAnnouncements.signed(i, 1), "10.0.0.1"));
    Files.writeString(file(), Files.readString(file()) + end);

    AnnouncementLog next = open();
    next.save(next.add(SampleAnnouncements.signed(3, 1), "10.0.0.1"));

    assertThat(nodes(open())).isEqualTo(left);
  }

  @Test
  void anyByteThatIsDamaged_costsItsLine() throws IOException {
    AnnouncementLog log = open();
    for (int i = 1; i <= 3; i++) log.save(log.add(SampleAnnouncements.signed(i, 1), "10.0.0.1"));
    byte[] good = Files.readAllBytes(file());
    int middle = new String(good, StandardCharsets.US_ASCII).indexOf('\n') + 100;
    for (int value : new int[] {0, '\n', 0xc3, 0xff}) {
      byte[] bad = good.clone();
      bad[middle] = (byte) value;
      Files.write(file(), bad);

      assertThat(nodes(open())).as("byte %d", value).isEqualTo("1 3");
    }
  }

  @Test
  void theFileOfAnOlderVersion_isRead() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 1; i <= 3; i++) lines.add(SampleAnnouncements.signed(i, 1).toJson());
    Files.createDirectories(file().getParent());
    Files.write(file(), lines);

    AnnouncementLog log = open();

    assertThat(nodes(log)).isEqualTo("1 2 3");
    assertThat(log.all()).allMatch(kept -> kept.received().equals(clock.instant()));
  }

  @Test
  void whatADiskDidNotTake_isWrittenWithTheNext() throws IOException {
    AnnouncementLog log = open();
    log.save(log.add(SampleAnnouncements.signed(1, 1), "10.0.0.1"));
    Path kept = Files.move(file(), directory.resolve("kept"));
    Files.createDirectory(file());
    KeptAnnouncement second = log.add(SampleAnnouncements.signed(2, 1), "10.0.0.1");
    assertThatThrownBy(() -> log.save(second)).isInstanceOf(IOException.class);
    Files.delete(file());
    Files.move(kept, file());

    log.save(log.add(SampleAnnouncements.signed(3, 1), "10.0.0.1"));

    assertThat(nodes(open())).isEqualTo("1 2 3");
  }

  private static String nodes(AnnouncementLog log) {
    return log.all().stream()
        .map(kept -> kept.about().nickname().replace("node", ""))
        .sorted()
        .collect(Collectors.joining(" "));
  }
}
