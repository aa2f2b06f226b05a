package org.truckee.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.cli.Commands;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Session;
import org.truckee.cli.session.Streams;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;

/** The first line of each failure, and the exit code, by the name that the program is called by. */
class TahoesNameTest {
  @TempDir static Path home;
  private static TestGrid grid;

  @BeforeAll
  static void start() throws IOException {
    grid = TestGrid.start(home.resolve("grid"), 1, GatewaySettings.encoding(1, 1, 1));
    for (String node : new String[] {".tahoe", ".truckee"}) {
      Files.createDirectories(home.resolve(node + "/private"));
      Files.writeString(home.resolve(node + "/node.url"), grid.web().address() + "\n");
    }
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  private record Run(int exitCode, String errors) {}

  private static Run run(String name, String line) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Session session =
        new Session(
            name,
            new Streams(
                InputStream.nullInputStream(),
                Session.printer(OutputStream.nullOutputStream()),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false),
            Map.of(),
            home);
    String[] words = line.split(" ", -1);
    int code = Main.run(session, words);
    return new Run(
        session.asTahoe() ? ExitCodes.asTahoe(Commands.named(words), code) : code,
        err.toString(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ls                   | 1 | error: No alias specified, and the default 'tahoe' alias",
        "ls none:             | 1 | error: Unknown alias 'none', please create it",
        "get none:x           | 1 | error: Unknown alias 'none', please create it",
        "cp none:x here       | 1 | error: Unknown alias 'none', please create it",
        "rm none:x            | 1 | error: Unknown alias 'none', please create it",
      })
  void underTahoesName_noSentenceBeginsWithIt(String line, int code, String begin) {
    Run run = run("tahoe", line.strip());

    assertThat(run.exitCode()).isEqualTo(code);
    assertThat(run.errors()).startsWith(begin).doesNotContain("tahoe: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"ls none: | 1", "get none:x | 1", "ls | 4", "rm none:x | 1"})
  void underItsOwnName_everySentenceDoes(String line, int code) {
    Run run = run("truckee", line.strip());

    assertThat(run.exitCode()).isEqualTo(code);
    assertThat(run.errors()).startsWith("truckee: ");
  }
}
