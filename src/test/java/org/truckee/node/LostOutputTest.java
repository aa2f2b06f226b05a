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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.cli.session.Session;
import org.truckee.cli.session.Streams;

/** A command whose output can't be written has not done what it was asked. */
class LostOutputTest {
  private static final String FULL = "No space left on device";

  @TempDir Path home;

  /** A destination that takes some bytes, and then fails. */
  private static final class Failing extends OutputStream {
    private final String reason;
    private int room;

    Failing(int room, String reason) {
      this.room = room;
      this.reason = reason;
    }

    @Override
    public void write(int one) throws IOException {
      if (room-- <= 0) throw new IOException(reason);
    }
  }

  private record Run(int exitCode, String errors) {}

  private Run run(OutputStream out, String line) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Session session =
        new Session(
            "truckee",
            new Streams(
                InputStream.nullInputStream(),
                Session.printer(out),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false),
            Map.of(),
            home);
    int code = Main.run(session, line.split(" ", -1));
    return new Run(code, err.toString(StandardCharsets.UTF_8));
  }

  @BeforeEach
  void makeNode() throws IOException {
    Files.createDirectories(home.resolve(".truckee/private"));
    Files.writeString(home.resolve(".truckee/private/aliases"), "a: URI:DIR2:a:b\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--version",
        "--help",
        "ls --help",
        "debug --help",
        "man",
        "completion bash",
        "list-aliases",
        "debug dump-cap URI:LIT:me",
        "webopen -p -u http://127.0.0.1:1"
      })
  void aFullDisk_isToldOf(String line) {
    assertThat(run(new Failing(0, FULL), line))
        .isEqualTo(new Run(1, "truckee: standard output can't be written: " + FULL + "\n"));
    assertThat(run(new Failing(1 << 20, FULL), line)).isEqualTo(new Run(0, ""));
  }

  @Test
  void whatWasNotWrittenToItsEnd_wasNotWritten() {
    assertThat(run(new Failing(100, FULL), "man").exitCode()).isEqualTo(1);
  }

  @Test
  void aReaderThatHadEnough_isToldNothing_butTheCommandIsNotDone() {
    assertThat(run(new Failing(0, "Broken pipe"), "man")).isEqualTo(new Run(1, ""));
  }
}
