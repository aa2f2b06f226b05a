package org.truckee.node.killed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.node.process.Processes;
import org.truckee.testing.Waiting;
import org.truckee.testing.http.WebPort;

/** A whole grid in one process that Ctrl-C ends while somebody stores a file. */
@Tag("slow")
class GridAskedToStopIT {
  private static final byte[] FILE = new byte[1 << 20];
  private static final String UP = "The grid is up. Its gateway: ";

  @TempDir Path root;
  private Process grid;
  private WebPort web;

  @BeforeEach
  void start() throws IOException {
    Path configuration = root.resolve("conf.json");
    Files.writeString(
        configuration,
        """
        {"grid": {"directory": "grid", "storage_servers": 3, "storage": {"reserved_space": 0},
          "web": {"port": 0, "stop": {"finish": 60}},
          "encoding": {"needed": 1, "happy": 3, "total": 3}}}
        """);
    // A script's background ignores Ctrl-C, and so would everything that is started there.
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    command.addAll(Processes.command(List.of(), "grid", "-c", configuration.toString()));
    grid = new ProcessBuilder(command).redirectErrorStream(true).start();
    BufferedReader said = grid.inputReader(StandardCharsets.UTF_8);
    String line = said.readLine();
    while (!line.startsWith(UP)) line = said.readLine();
    web = new WebPort(URI.create(line.substring(UP.length())));
  }

  @AfterEach
  void end() throws InterruptedException {
    grid.destroyForcibly().waitFor();
  }

  private void interrupt() throws Exception {
    new ProcessBuilder("kill", "-INT", Long.toString(grid.pid())).start().waitFor();
  }

  private void untilNobodyIsServed() {
    Waiting.until(() -> assertThatThrownBy(() -> web.connect().close()).isNotNull());
  }

  @Test
  void anUploadUnderWay_isStoredOnAllServers() throws Exception {
    Socket upload = web.beginPut("/uri", FILE.length);
    WebPort.say(upload, Arrays.copyOf(FILE, FILE.length / 2));

    interrupt();
    untilNobodyIsServed();
    WebPort.say(upload, Arrays.copyOfRange(FILE, FILE.length / 2, FILE.length));

    assertThat(WebPort.hear(upload)).startsWith("HTTP/1.1 200 ").contains("URI:CHK:");
    assertThat(grid.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(grid.exitValue()).isEqualTo(130);
  }

  @Test
  void aSecondCtrlC_endsItAtOnce() throws Exception {
    Socket upload = web.beginPut("/uri", FILE.length);
    WebPort.say(upload, Arrays.copyOf(FILE, FILE.length / 2));

    interrupt();
    untilNobodyIsServed();
    assertThat(grid.isAlive()).isTrue();
    interrupt();

    assertThat(grid.waitFor(20, TimeUnit.SECONDS)).as("the upload has 60 seconds").isTrue();
    assertThat(grid.exitValue()).isEqualTo(130);
  }
}
