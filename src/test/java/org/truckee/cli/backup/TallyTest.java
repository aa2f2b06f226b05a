package org.truckee.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The summary of a backup, in Tahoe's words. */
class TallyTest {
  private final Tally tally = new Tally();

  @BeforeEach
  void backUp() {
    tally.file(true);
    tally.file(true);
    tally.file(false);
    tally.directory(true);
    tally.directory(false);
    tally.directory(false);
  }

  @Test
  void theSummary_countsAll() {
    tally.skippedFile();
    tally.skippedDirectory();
    assertThat(tally.summary())
        .isEqualTo(
            " 2 files uploaded (1 reused), 1 files skipped,"
                + " 1 directories created (2 reused), 1 directories skipped");
    assertThat(tally.done()).isEqualTo(8);
  }

  @Test
  void whatWasLeftOutOrIsInDoubt_makesItIncomplete() {
    assertThat(tally.isIncomplete()).isFalse();
    tally.check();
    assertThat(tally.isIncomplete()).isFalse();
    assertThat(tally.checks()).isEqualTo(" 1 files and directories checked");

    Tally file = new Tally();
    file.skippedFile();
    assertThat(file.isIncomplete()).isTrue();

    Tally directory = new Tally();
    directory.skippedDirectory();
    assertThat(directory.isIncomplete()).isTrue();

    tally.doubt();
    assertThat(tally.isIncomplete()).isTrue();
    assertThat(tally.done()).isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource({"0, '0:00:00'", "59, '0:00:59'", "3661, '1:01:01'", "90000, '25:00:00'"})
  void theTime_isInHoursMinutesAndSeconds(long seconds, String text) {
    assertThat(Tally.elapsed(Duration.ofSeconds(seconds)))
        .isEqualTo(" backup done, elapsed time: " + text);
  }

  @Test
  void theProgress_isALine() {
    assertThat(tally.progress(20, Duration.ofSeconds(3723)))
        .isEqualTo("Backing up 6/20... 1h 2m 3s elapsed...");
  }
}
