package org.truckee.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.cli.session.Session;
import org.truckee.cli.session.Streams;

/**
 * One process works in a directory, whatever way another one is started; the other touches nothing.
 */
class OneProcessTest {
  @TempDir Path home;
  private Path node;
  private String errors;

  @BeforeEach
  void makeANode() throws IOException {
    node = home.resolve("node");
    assertThat(run("create-node", node.toString())).isZero();
    Path incoming = Files.createDirectories(node.resolve("storage/shares/incoming"));
    Files.writeString(incoming.resolve("x.upload"), "an upload under way");
    Files.createDirectories(home.resolve("grid"));
    Files.writeString(home.resolve("conf.json"), "{\"grid\": {\"web\": {\"port\": 0}}}");
  }

  private int run(String... arguments) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Session session =
        new Session(
            "truckee",
            new Streams(
                InputStream.nullInputStream(),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false),
            Map.of(),
            home);
    int code = Main.run(session, arguments);
    errors = err.toString(StandardCharsets.UTF_8);
    return code;
  }

  /** Every file below {@code directory}: when it was changed, and what it holds. */
  private static Map<String, String> snapshot(Path directory) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.toList())
        files.put(
            file.toString(),
            Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                + " "
                + (Files.isRegularFile(file) ? Files.readString(file) : ""));
    }
    return files;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"run -C node", "start -C node", "grid -c conf.json", "create-client other"})
  void aSecondProcess_saysThatTheNodeRuns_andTouchesNothing(String command) throws Exception {
    String[] words = command.split(" ");
    String where =
        command.startsWith("create") ? "other" : command.startsWith("grid") ? "grid" : "node";
    Path used = Files.createDirectories(home.resolve(where));
    words[words.length - 1] = home.resolve(words[words.length - 1]).toString();
    try (HeldDirectory other = HeldDirectory.hold(used)) {
      Map<String, String> before = snapshot(home);

      assertThat(run(words)).isEqualTo(1);

      assertThat(errors)
          .contains(used + " runs already, as process " + other.pid())
          .hasLineCount(1);
      assertThat(snapshot(home)).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"stop", "restart"})
  void aStrangerWithTheNumberInThePidFile_isLeftAlone(String command) throws Exception {
    try (HeldDirectory stranger =
        HeldDirectory.hold(Files.createDirectory(home.resolve("its own")))) {
      Files.writeString(node.resolve("truckee.pid"), stranger.pid() + "\n");
      Files.writeString(node.resolve("truckee.lock"), stranger.pid() + "\n");
      if (command.equals("restart")) Files.writeString(node.resolve("conf.json"), "{\"x\": 1}");

      assertThat(run(command, "-C", node.toString())).isNotZero();

      assertThat(stranger.isAlive()).isTrue();
      assertThat(errors).hasLineCount(1);
    }
  }

  @Test
  void stop_withoutARunningNode_saysSo() {
    assertThat(run("stop", "-C", node.toString())).isEqualTo(4);
    assertThat(errors).isEqualTo("truckee: no node runs in " + node + "\n");
  }

  @Test
  void stop_endsTheProcessThatHoldsTheDirectory_whateverThePidFileSays() throws Exception {
    try (HeldDirectory held = HeldDirectory.hold(node)) {
      Files.writeString(node.resolve("truckee.pid"), "1\n");

      assertThat(run("stop", "-C", node.toString())).isZero();

      assertThat(held.isAlive()).isFalse();
    }
  }

  @Test
  void restart_stopsNothing_ifTheNodeCouldNotStartAgain() throws Exception {
    Files.writeString(node.resolve("conf.json"), "{\"storrage\": {}}");
    try (HeldDirectory held = HeldDirectory.hold(node)) {
      assertThat(run("restart", "-C", node.toString())).isEqualTo(1);

      assertThat(errors).contains("storrage");
      assertThat(held.isAlive()).isTrue();
    }
  }
}
