package org.truckee.web.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("statistics/history");
  }

  private static Sample sample(double requests, double servers) {
    return new Sample(Map.of(Series.REQUESTS, requests, Series.SERVERS, servers));
  }

  private static double all(List<Optional<SampleSlot>> slots, Series series) {
    return slots.stream().flatMap(Optional::stream).mapToDouble(slot -> slot.value(series)).sum();
  }

  @Test
  void aDayOfSamples_isThereAfterARestart_inEverySpan() throws IOException {
    Instant now = START;
    try (SampleRings history = SampleRings.open(file)) {
      for (int minute = 0; minute < 24 * 60; minute++, now = now.plusSeconds(60))
        history.add(now, sample(2, minute < 720 ? 10 : 5));
    }
    try (SampleRings history = SampleRings.open(file)) {
      Instant last = now.minusSeconds(1);
      assertThat(all(history.until(last, Span.DAY), Series.REQUESTS)).isEqualTo(2 * 1440);
      assertThat(all(history.until(last, Span.MONTH), Series.REQUESTS)).isEqualTo(2 * 1440);
      assertThat(all(history.until(last, Span.YEAR), Series.REQUESTS)).isEqualTo(2 * 1440);
      List<Optional<SampleSlot>> day = history.until(last, Span.DAY);
      assertThat(day).hasSize(288).allMatch(Optional::isPresent);
      assertThat(day.get(0).orElseThrow().value(Series.SERVERS)).isEqualTo(10);
      assertThat(day.get(287).orElseThrow().value(Series.SERVERS)).isEqualTo(5);
      assertThat(history.until(last, Span.YEAR).get(365).orElseThrow().value(Series.SERVERS))
          .as("the mean of the day")
          .isEqualTo(7.5);
    }
    assertThat(Files.size(file)).isEqualTo(SampleRings.size()).isLessThan(100_000);
  }

  @Test
  void yearsLater_theFileIsNoLarger_andOldTimesAreGone() throws IOException {
    try (SampleRings history = SampleRings.open(file)) {
      for (int day = 0; day < 1000; day++)
        history.add(START.plus(Duration.ofDays(day)), sample(1, 1));
      Instant last = START.plus(Duration.ofDays(999));
      assertThat(all(history.until(last, Span.YEAR), Series.REQUESTS)).isEqualTo(366);
      assertThat(all(history.until(last, Span.DAY), Series.REQUESTS)).isEqualTo(1);
    }
    assertThat(Files.size(file)).isEqualTo(SampleRings.size());
  }

  @Test
  void aClockThatWasWrongForAWhile_costsNothingElse() throws IOException {
    try (SampleRings history = SampleRings.open(file)) {
      history.add(START, sample(1, 1));
      history.add(START.plus(Duration.ofDays(4000)).plusSeconds(7200), sample(1000, 1));
      history.add(START.minusSeconds(3600), sample(5, 1));
      history.add(START.plusSeconds(60), sample(1, 1));
      assertThat(all(history.until(START.plusSeconds(60), Span.DAY), Series.REQUESTS)).isEqualTo(7);
    }
  }

  @Test
  void aTornSlot_andAForeignFile_countAsNothing() throws IOException {
    try (SampleRings history = SampleRings.open(file)) {
      history.add(START, sample(1, 1));
      history.add(START.plusSeconds(300), sample(1, 1));
    }
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(16 + Math.floorMod(Span.DAY.slotOf(START), 288) * (SampleSlot.PAYLOAD + 4L) + 20);
      bytes.write(0x55);
    }
    try (SampleRings history = SampleRings.open(file)) {
      assertThat(all(history.until(START.plusSeconds(300), Span.DAY), Series.REQUESTS))
          .isEqualTo(1);
    }
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.setLength(bytes.length() - 1);
    }
    try (SampleRings history = SampleRings.open(file)) {
      assertThat(all(history.until(START.plusSeconds(300), Span.DAY), Series.REQUESTS))
          .as("of a file that was cut short, the rest counts")
          .isEqualTo(1);
    }
    assertThat(Files.size(file)).isEqualTo(SampleRings.size());
    Files.writeString(file, "something else");
    try (SampleRings history = SampleRings.open(file)) {
      assertThat(all(history.until(START, Span.DAY), Series.REQUESTS)).isZero();
    }
    assertThat(Files.size(file)).isEqualTo(SampleRings.size());
  }
}
