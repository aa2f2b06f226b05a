package org.truckee.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.testing.LoggedLines;

/** Files of lines: damage costs its own line, and the log says which. */
class KeptLinesTest {
  @TempDir Path directory;

  private final List<String> lines = new ArrayList<>();

  private List<String> read(byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) all.write(part);
    Path file = Files.write(directory.resolve("kept"), all.toByteArray());
    KeptLines.read(file, this::take);
    return lines;
  }

  private void take(String line) {
    if (line.equals("bad")) throw new IllegalArgumentException("it is bad");
    lines.add(line);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void lines_areReadInOrder_andEmptyOnesPassedOver() throws IOException {
    assertThat(read(text("one\n\ntwo\né\nlast without an end")))
        .containsExactly("one", "two", "é", "last without an end");
  }

  @Test
  void aDamagedLine_isLeftOutAlone_andTold() throws IOException {
    try (LoggedLines log = new LoggedLines()) {
      assertThat(read(text("one\nbad\n"), new byte[] {(byte) 0xff, '\n'}, text("two\n")))
          .containsExactly("one", "two");
      assertThat(log.lines())
          .anyMatch(line -> line.contains("line 2 is damaged and left out: it is bad"))
          .anyMatch(line -> line.contains("line 3 is damaged and left out: it is not a text"));
    }
  }

  @Test
  void aLineThatIsTooLong_costsNoMemory_andNoOtherLine() throws IOException {
    try (LoggedLines log = new LoggedLines()) {
      assertThat(read(text("one\n" + "x".repeat(300_000) + "\ntwo\n")))
          .containsExactly("one", "two");
      assertThat(log.lines())
          .anyMatch(line -> line.contains("line 2") && line.contains("too long"));
    }
  }

  @Test
  void ofManyDamagedLines_aFewAreTold_andTheirNumber() throws IOException {
    try (LoggedLines log = new LoggedLines()) {
      assertThat(read(text("bad\n".repeat(1000)))).isEmpty();
      assertThat(log.lines()).hasSize(11).last().asString().contains("1000 lines are damaged");
    }
  }

  @Test
  void whereNoFileIs_nothingWasKept() throws IOException {
    KeptLines.read(directory.resolve("none"), this::take);
    assertThat(lines).isEmpty();
  }

  @Test
  void aDirectoryInItsPlace_isToldInWords() {
    assertThatThrownBy(() -> KeptLines.read(directory, this::take))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there is a directory in its place");
  }
}
