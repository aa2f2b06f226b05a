package org.truckee.node.role;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.cli.session.Session;
import org.truckee.cli.session.Streams;
import org.truckee.node.Main;

/**
 * Failures of a node's commands: each ends with one sentence that names the fault and its place.
 */
class NodeFailuresTest {
  @TempDir Path home;
  private String errors;

  @BeforeEach
  void makeNodes() throws IOException {
    assertThat(run("create-client", at("node"))).isZero();
    for (String copy : new String[] {"words", "latin", "list", "folder"})
      Files.createDirectory(home.resolve(copy));
    Files.writeString(home.resolve("words/conf.json"), "These are words.");
    Files.write(home.resolve("latin/conf.json"), new byte[] {'{', '"', (byte) 0xfc, '"', '}'});
    Files.writeString(home.resolve("list/conf.json"), "[]");
    Files.createDirectory(home.resolve("folder/conf.json"));
    Files.writeString(home.resolve("file"), "no share, no backup, no directory");
  }

  private String at(String name) {
    return home.resolve(name).toString();
  }

  private int run(String... arguments) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Session session =
        new Session(
            "truckee",
            new Streams(
                new ByteArrayInputStream("no key\n".getBytes(StandardCharsets.UTF_8)),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false),
            Map.of(),
            home);
    int code = Main.run(session, arguments);
    errors = err.toString(StandardCharsets.UTF_8);
    return code;
  }

  @ParameterizedTest
  @CsvSource({
    "run -C @nowhere, @nowhere holds no node",
    "run -C @words, @words/conf.json: line 1 is not JSON",
    "run -C @latin, @latin/conf.json is not a text in UTF-8",
    "run -C @list, must be an object",
    "run -C @folder, @folder/conf.json",
    "run -C @file, @file",
    "start -C @nowhere, @nowhere holds no node",
    "start -C @words, @words/conf.json",
    "start -C @file, @file",
    "stop -C @nowhere, no node runs in @nowhere",
    "stop -C @file, @file",
    "restart -C @nowhere, @nowhere holds no node",
    "restart -C @words, @words/conf.json",
    "create-node @node, @node holds a node already",
    "create-node @file, @file",
    "create-node @file/below, @file",
    "create-introducer --port 70000 @new, \"\"listen.port\"\" must be",
    "create-vdrive --global-root x @new, \"\"vdrive.global_root\"\" must be",
    "create-client -i pb://x @new, not a NURL",
    "create-client --webport x @new, not a port",
    "create-client --shares-needed 11 @new, gateway.encoding",
    "grid -c @nowhere, @nowhere",
    "grid -c @words, @words",
    "grid -c @file, @file: line 1 is not JSON",
    "vdrive backup -C @node @copy, there is no vdrive to copy",
    "vdrive backup -C @nowhere @copy, there is no vdrive to copy",
    "vdrive restore -C @node @file, the file is no backup",
    "vdrive restore -C @node @nowhere, there is no backup",
    "vdrive restore -C @node, either FILE must be given",
    "vdrive restore -C @node --as-of 2026-01-01 --path private:x @file, leave out --as-of",
    "vdrive restore -C @node --as-of 2026-01-01, either FILE must be given",
    "debug dump-share @nowhere, @nowhere",
    "debug dump-share @words, @words",
    "debug dump-share @file, @file",
    "debug dump-cap -d @nowhere URI:LIT:pa, @nowhere",
    "debug catalog-shares @nowhere, @nowhere",
    "debug find-shares x @nowhere, x",
    "admin derive-pubkey x, not a private key",
    "admin derive-pubkey -, not a private key",
    "bench --directory @file, @file",
  })
  void aFailure_isOneSentence(String command, String said) {
    int code = run(command.replace("@", home + "/").split(" ", -1));

    assertThat(code).isPositive();
    assertThat(errors)
        .startsWith("truckee: ")
        .contains(said.replace("\"\"", "\"").replace("@", home + "/"))
        .hasLineCount(1)
        .doesNotContain("Exception", "nobody foresaw");
  }

  @Test
  void aGridWhosePortIsTaken_makesNothing() throws IOException {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Path configuration = home.resolve("conf.json");
      Files.writeString(
          configuration, "{\"grid\": {\"web\": {\"port\": " + busy.getLocalPort() + "}}}");

      assertThat(run("grid", "-c", configuration.toString())).isEqualTo(1);

      assertThat(errors)
          .contains("port " + busy.getLocalPort() + " is in use", "\"grid.web.port\"")
          .hasLineCount(1);
      assertThat(home.resolve("grid")).doesNotExist();
    }
  }
}
