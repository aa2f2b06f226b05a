package org.truckee.web.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.StorageIndex;
import org.truckee.platform.BlockingWork;
import org.truckee.testing.HeldTimers;
import org.truckee.testing.LoggedLines;
import org.truckee.testing.TestClock;
import org.truckee.testing.ToldFigures;
import org.truckee.testing.Waiting;
import org.truckee.testing.http.Ask;

/** Lines become a file a day, beside the event loop, whatever the disk does. */
class RecordWriterTest {
  private static final long HOUR = TimeUnit.HOURS.toMillis(1);

  @TempDir Path home;
  private final Vertx vertx = Vertx.vertx();
  private final TestClock clock = new TestClock();
  private final HeldTimers timers = new HeldTimers();
  private final BlockingWork work = BlockingWork.onThreads(vertx, "record-test", 1);
  private boolean closed;

  @AfterEach
  void stop() {
    Waiting.of(vertx.close());
  }

  private Path logs() {
    return home.resolve("logs");
  }

  private RecordWriter writer(Duration keep) {
    RecordWriter writer = new RecordWriter(new DailyFiles(logs(), keep, clock), work, timers);
    Waiting.of(writer.open());
    return writer;
  }

  private void add(RecordWriter writer, String... lines) {
    for (String line : lines) writer.add(clock.instant(), line);
  }

  /** The outcome, when all that was added has been tried. */
  private List<Long> told(RecordWriter writer) {
    if (!closed) Waiting.of(work.run(() -> {}));
    ToldFigures told = new ToldFigures();
    writer.tell(told);
    return told.of("truckee_gateway_recorded written", "truckee_gateway_recorded dropped");
  }

  private List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    for (Path file : DailyFiles.in(logs())) names.add(file.getFileName().toString());
    return names;
  }

  private Path today() {
    return logs().resolve(name(0));
  }

  /** The name of the file of a day that was so many {@code days} ago. */
  private String name(int days) {
    String time = clock.instant().minus(Duration.ofDays(days)).toString();
    return "audit-" + time.substring(0, 10) + ".jsonl";
  }

  @Test
  void aDay_hasItsFile_forItsOwnerAlone() throws IOException {
    RecordWriter writer = writer(Duration.ofDays(30));
    add(writer, "one", "two");
    assertThat(told(writer)).containsExactly(2L, 0L);
    Path first = today();
    clock.advance(Duration.ofDays(1));
    add(writer, "three");
    Waiting.of(writer.close());
    closed = true;
    assertThat(Files.readString(first)).isEqualTo("one\ntwo\n");
    assertThat(Files.readString(today())).isEqualTo("three\n");
    assertThat(names()).hasSize(2);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first)))
        .isEqualTo("rw-------");
  }

  @Test
  void files_goWhenTheirWholeDayIsTooOld() throws IOException {
    RecordWriter writer = writer(Duration.ofDays(2));
    for (int day = 0; day < 5; day++) {
      add(writer, "day " + day);
      Waiting.of(work.run(() -> {}));
      clock.advance(Duration.ofDays(1));
    }
    Files.writeString(logs().resolve("audit-2001-02-30.jsonl"), "no day");
    Files.writeString(logs().resolve("truckee.log"), "another file");
    assertThat(names()).hasSize(5);
    timers.until(HOUR);
    Waiting.of(work.run(() -> {}));
    assertThat(names()).containsExactly(name(3), name(2), name(1));
    assertThat(logs().resolve("audit-2001-02-30.jsonl")).exists();
    assertThat(logs().resolve("truckee.log")).exists();
  }

  @Test
  void aLineThatWasCutShort_isEndedBeforeTheNext() throws IOException {
    Files.createDirectories(logs());
    Files.writeString(today(), "{\"time\": \"20");
    RecordWriter writer = writer(Duration.ofDays(1));
    add(writer, "whole");
    told(writer);
    assertThat(Files.readAllLines(today())).containsExactly("{\"time\": \"20", "whole");
  }

  @Test
  void aDiskThatTakesNothing_costsLines_andIsToldOfOnce() throws IOException {
    Files.writeString(home.resolve("logs"), "a file in the way");
    try (LoggedLines log = new LoggedLines()) {
      RecordWriter writer = writer(Duration.ofDays(1));
      for (int i = 0; i < 5; i++) {
        add(writer, "lost");
        told(writer);
      }
      assertThat(told(writer)).containsExactly(0L, 5L);
      assertThat(log.lines().stream().filter(line -> line.contains("has gaps"))).hasSize(1);

      Files.delete(home.resolve("logs"));
      add(writer, "found");
      assertThat(told(writer)).containsExactly(1L, 5L);
      assertThat(Files.readAllLines(today()))
          .containsExactly("{\"time\":\"" + clock.instant() + "\",\"dropped\":5}", "found");
    }
  }

  @Test
  void aFullDisk_costsLines_andIsToldOfByItsReason() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full));
    Files.createDirectories(logs());
    Files.createSymbolicLink(today(), full);
    try (LoggedLines log = new LoggedLines()) {
      RecordWriter writer = writer(Duration.ofDays(1));
      add(writer, "lost");
      assertThat(told(writer)).containsExactly(0L, 1L);
      assertThat(log.text()).contains("has gaps", "No space left on device");
      Waiting.of(writer.close());
    }
  }

  @Test
  void aQueueThatIsFull_dropsWhatComes_andIsToldOfOnce() throws Exception {
    RecordWriter writer = writer(Duration.ofDays(1));
    CountDownLatch slow = new CountDownLatch(1);
    Future<Void> disk = work.run(slow::await);
    try (LoggedLines log = new LoggedLines()) {
      for (int i = 0; i < RecordWriter.MOST_WAITING + 7; i++) add(writer, "line " + i);
      slow.countDown();
      Waiting.of(disk);
      assertThat(told(writer)).containsExactly((long) RecordWriter.MOST_WAITING, 7L);
      assertThat(log.lines())
          .containsExactly(
              "WARN the record of requests has gaps, and /metrics counts them: more requests end"
                  + " than can be written");
    }
    assertThat(Files.readAllLines(today()))
        .hasSize(RecordWriter.MOST_WAITING + 1)
        .contains("line 0", "line " + (RecordWriter.MOST_WAITING - 1));
  }

  @Test
  void whatWaits_isWrittenBeforeTheEnd() throws IOException {
    RecordWriter writer = writer(Duration.ofDays(1));
    add(writer, "one", "two", "three");
    Waiting.of(writer.close());
    assertThat(Files.readAllLines(today())).containsExactly("one", "two", "three");
    assertThat(timers.waiting()).isZero();
  }

  @Test
  void aMark_isAnother_underAnotherKey() {
    StorageIndex index = Ask.storageIndex(1);
    String mark = new RecordMark(new Secret(Bytes.utf8("key"))).of(index);
    assertThat(mark)
        .matches("[0-9a-f]{32}")
        .isEqualTo(new RecordMark(new Secret(Bytes.utf8("key"))).of(index))
        .isNotEqualTo(new RecordMark(new Secret(Bytes.utf8("another"))).of(index));
  }
}
