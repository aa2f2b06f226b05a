package org.truckee.node.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.testing.command.InstalledLauncher;

/** Standard error of every kind: earlier output stays, and each line comes in its turn. */
class StandardErrorIT {
  private static final String SAID =
      "truckee: nowhere holds no node: conf.json is missing (see truckee create-client)\n";

  @TempDir Path home;
  private InstalledLauncher launcher;

  @BeforeEach
  void install() throws IOException {
    launcher = InstalledLauncher.in(home);
  }

  private int run(String shell, String script) throws Exception {
    return launcher.shell(shell, script, "run", "-C", "nowhere").start().waitFor();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo earlier >log; \"$@\" 2>>log; echo later >>log",
        "(echo earlier; \"$@\"; echo later) >log 2>&1",
        "(echo earlier >&2; \"$@\"; echo later >&2) 2>log",
        "(echo earlier; \"$@\"; echo later) 2>&1 | cat >log",
        "mkfifo p; cat p >log & (echo earlier; \"$@\"; echo later) >p 2>&1; wait"
      })
  void filesAndPipes_getItInItsTurn(String script) throws Exception {
    run("sh", script);

    assertThat(home.resolve("log")).hasContent("earlier\n" + SAID + "later\n");
  }

  @Test
  void aSocket_getsIt() throws Exception {
    assumeTrue(Files.exists(Path.of("/bin/bash")), "bash opens sockets");
    try (ServerSocket log = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Process program =
          launcher
              .shell(
                  "bash",
                  "exec \"$@\" 2>/dev/tcp/127.0.0.1/" + log.getLocalPort(),
                  "run",
                  "-C",
                  "nowhere")
              .start();
      try (Socket connection = log.accept()) {
        byte[] said = connection.getInputStream().readAllBytes();
        assertThat(new String(said, StandardCharsets.UTF_8)).isEqualTo(SAID);
      }
      assertThat(program.waitFor()).isEqualTo(1);
    }
  }

  @Test
  void aTerminal_getsIt() throws Exception {
    assumeTrue(Files.exists(Path.of("/usr/bin/script")), "script(1) is a terminal");

    run("sh", "script -qec \"$1 $2 $3 $4\" terminal");

    assertThat(Files.readString(home.resolve("terminal"))).contains(SAID.strip() + "\r\n");
  }

  @Test
  void aClosedOne_changesNothing() throws Exception {
    assertThat(run("sh", "exec \"$@\" 2>&-")).isEqualTo(1);
    assertThat(run("sh", "exec \"$@\" <&- >&- 2>&-")).isEqualTo(1);
  }
}
