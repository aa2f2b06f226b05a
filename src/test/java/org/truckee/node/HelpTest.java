package org.truckee.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.cli.session.Session;
import org.truckee.cli.session.Streams;

/** The help of all commands, those of nodes too, has one form. */
class HelpTest {
  private static final Pattern LISTED =
      Pattern.compile("(?m)^  ([a-z-]+)(?:, [a-z-]+)?  +(.*(?:\\n {10,}.*)*)");

  private static String help(String line) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream printer = new PrintStream(out, true, StandardCharsets.UTF_8);
    Session session =
        new Session(
            "truckee",
            new Streams(InputStream.nullInputStream(), printer, printer, false),
            Map.of(),
            Path.of("nowhere"));
    assertThat(Main.run(session, (line + " --help").strip().split(" ", -1))).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String commandsOf(String help) {
    return help.replaceFirst("(?s)^.*\\nCommands:\\n", "").replaceFirst("(?s)\\n\\n.*$", "");
  }

  static Stream<String> names() {
    return LISTED.matcher(commandsOf(help(""))).results().map(found -> found.group(1));
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyCommand_offersItsHelpInTheSameWords(String name) {
    assertThat(help(name)).containsOnlyOnce("Show this help message and exit.");
  }

  @Test
  void aGatewayThatServesNobodyElse_isOfferedNoPortForThat() {
    assertThat(help("create-client")).contains("--webport").doesNotContain("--host", "--port");
    assertThat(help("create-node")).contains("--host", "--port");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "vdrive",
        "trash",
        "debug",
        "admin",
        "upkeep",
        "entrust",
        "caretake",
        "storage"
      })
  void inAList_aCommandIsToldInWholeSentences(String of) {
    assertThat(LISTED.matcher(commandsOf(help(of))).results().map(found -> found.group(2)))
        .isNotEmpty()
        .allSatisfy(told -> assertThat(told).endsWith("."));
  }
}
