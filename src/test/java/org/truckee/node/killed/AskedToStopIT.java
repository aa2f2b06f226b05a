package org.truckee.node.killed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.node.process.ProcessGrid;
import org.truckee.testing.Waiting;
import org.truckee.testing.http.WebPort;

/** A gateway in a process of its own that is asked to end while somebody stores a file. */
@Tag("slow")
class AskedToStopIT {
  private static final byte[] FILE = new byte[1 << 20];

  @TempDir Path root;

  @Test
  void aSlowUpload_isFinished_andCanBeReadAfterwards() throws Exception {
    try (ProcessGrid grid = new ProcessGrid(root)) {
      grid.startIntroducer();
      grid.startStorageServers(1, List.of());
      grid.startGateway("gateway", Map.of("needed", 1, "happy", 1, "total", 1), List.of());
      grid.waitForServers("gateway", 1);
      WebPort web = new WebPort(grid.url("gateway"));
      Socket upload = web.beginPut("/uri", FILE.length);
      WebPort.say(upload, Arrays.copyOf(FILE, FILE.length / 2));
      Process process = grid.process("gateway");

      process.destroy();
      Waiting.until(() -> assertThatThrownBy(() -> web.connect().close()).isNotNull());
      assertThat(process.isAlive()).isTrue();
      WebPort.say(upload, Arrays.copyOfRange(FILE, FILE.length / 2, FILE.length));
      String answer = WebPort.hear(upload);
      assertThat(answer).startsWith("HTTP/1.1 200 ");
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

      grid.start("gateway", List.of());
      grid.waitForServers("gateway", 1);
      String cap = answer.substring(answer.indexOf("URI:")).strip();
      assertThat(new WebPort(grid.url("gateway")).read(cap).bytes()).isEqualTo(FILE);
    }
  }
}
