package org.truckee.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that lead no terminal and no shell astray. */
class QuotingTest {
  @ParameterizedTest
  @CsvSource({
    "plain, plain, 'plain'",
    "with space, with space, 'with space'",
    "é😀, é😀, 'é😀'",
    "a$b`c, a$b`c, 'a$b`c'",
    "'', '', ''"
  })
  void whatIsHarmless_isShownAsItIs(String name, String plain, String quoted) {
    assertThat(Quoting.plain(name)).isEqualTo(plain);
    assertThat(Quoting.quoted(name)).isEqualTo("'" + quoted + "'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "27 91 50 74 | \"\\x1b[2J\"",
        "97 10 98 | \"a\\nb\"",
        "127 | \"\\x7f\"",
        "155 | \"\\x9b\"",
        "8238 97 | \"\\u202ea\"",
        "65279 | \"\\ufeff\"",
        "917505 | \"\\U000e0001\"",
        "55296 | \"\\ud800\"",
        "34 36 92 96 7 | \"\\\"\\$\\\\\\`\\x07\""
      })
  void whatCouldLeadATerminalAstray_isEscaped(String codes, String shown) {
    String name =
        List.of(codes.strip().split(" ", -1)).stream()
            .map(code -> Character.toString(Integer.parseInt(code)))
            .reduce("", String::concat);
    assertThat(Quoting.plain(name)).isEqualTo(shown);
    assertThat(Quoting.quoted(name)).isEqualTo(shown);
  }

  @Test
  void aSingleQuote_isPutInDoubleOnes() {
    assertThat(Quoting.quoted("it's")).isEqualTo("\"it's\"");
    assertThat(Quoting.plain("it's")).isEqualTo("it's");
  }

  /** The shell itself is asked what it makes of the word. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "two words",
        "it's",
        "~",
        "~root",
        "a~",
        "$HOME",
        "`date`",
        "a\nb",
        "tab\t",
        "\\",
        "!x",
        "*",
        "-n",
        "",
        "é😀",
        "\u202e",
        "a;b|c&d",
        "#x",
        "\u001b[2J",
        "{a,b}"
      })
  void aWordForTheShell_isThatWord(String text) throws IOException, InterruptedException {
    ProcessBuilder bash =
        new ProcessBuilder("bash", "-c", "printf %s " + Quoting.shell(text))
            .redirectErrorStream(true);
    bash.environment().put("LC_ALL", "C.UTF-8");
    Process process = bash.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(said).isEqualTo(text);
  }
}
