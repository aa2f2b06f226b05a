package org.truckee.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileStateTest {
  private static final Instant READ = Instant.parse("2026-01-01T00:00:10.500Z");

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "00:00:10.499, 00:00:01.001, false",
    "00:00:01.001, 00:00:10.499, false",
    "00:00:10.400, 00:00:10.400, true",
    "00:00:11.000, 00:00:01.001, false",
    "00:00:09.000, 00:00:09.000, false",
    "00:00:08.000, 00:00:08.000, true",
  })
  void aFileIsSettled_ifItsTimesAreOlderThanAStepOfItsClock(
      String modified, String changed, boolean settled) {
    assertThat(new FileState(1, time(modified), time(changed), 1).isSettled(READ))
        .isEqualTo(settled);
  }

  private static FileTime time(String text) {
    return FileTime.from(Instant.parse("2026-01-01T" + text + "Z"));
  }

  @ParameterizedTest
  @CsvSource({"shorter, 10", "longer, 3000", "same, 2000"})
  void aFileThatChangesWhileItIsRead_isDoubtful(String way, int size) throws IOException {
    Path file = Files.writeString(directory.resolve("f"), "a".repeat(2000));
    try (LocalContents contents = LocalContents.open(file)) {
      contents.in().readNBytes(5);
      Files.setLastModifiedTime(file, FileTime.from(READ));
      Files.writeString(file, "b".repeat(size));
      contents.in().readAllBytes();

      assertThat(contents.doubt()).as(way).isPresent();
      assertThat(contents.strictDoubt()).isPresent();
      assertThat(contents.isSettled()).isFalse();
    }
  }

  @Test
  void aFileThatStaysAsItIs_isNot() throws IOException {
    Path file = Files.writeString(directory.resolve("f"), "a");
    try (LocalContents contents = LocalContents.open(file)) {
      contents.in().readAllBytes();
      assertThat(contents.strictDoubt()).isEmpty();
    }
  }

  /** Of a directory, every file system refuses to read bytes. */
  @Test
  void aFailureToRead_namesTheFile() throws IOException {
    try (LocalContents contents = LocalContents.open(directory)) {
      assertThatThrownBy(() -> contents.in().read())
          .isInstanceOf(FileSystemException.class)
          .hasMessageContaining(directory.toString())
          .hasMessageContaining("can't be read");
    }
  }
}
