package org.truckee.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFilesTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "UTF-8, false, \\n",
    "UTF-8, true, \\n",
    "UTF-8, false, \\r\\n",
    "UTF-8, true, \\r\\n",
    "UTF-16LE, true, \\r\\n",
    "UTF-16BE, true, \\n"
  })
  void aTextReadsTheSame_inWhateverFormAnEditorSavedIt(String charset, boolean mark, String end)
      throws IOException {
    String saved =
        (mark ? "\uFEFF" : "") + ("first: über" + end + "second" + end).translateEscapes();
    Path file = Files.writeString(directory.resolve("text"), saved, Charset.forName(charset));

    assertThat(TextFiles.read(file)).isEqualTo("first: über\nsecond\n");
    assertThat(TextFiles.lines(file)).containsExactly("first: über", "second");
  }

  @Test
  void aMarkInTheMiddle_isText() throws IOException {
    Path file = Files.writeString(directory.resolve("text"), "a\uFEFFb");

    assertThat(TextFiles.read(file)).isEqualTo("a\uFEFFb");
  }

  @Test
  void emptyAndTinyFiles_areTexts() throws IOException {
    for (String text : new String[] {"", "a", "\uFEFF"})
      assertThat(TextFiles.text(text.getBytes(StandardCharsets.UTF_8)))
          .isEqualTo(text.replace("\uFEFF", ""));
  }

  @Test
  void whatIsNoText_isNamed() throws IOException {
    Path file = Files.write(directory.resolve("text"), new byte[] {'a', (byte) 0xfc, 'b'});

    assertThatThrownBy(() -> TextFiles.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + " is not a text in UTF-8");
  }
}
