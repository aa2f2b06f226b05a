package org.truckee.node.killed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.node.process.ProcessGrid;
import org.truckee.testing.Waiting;
import org.truckee.testing.http.GatewayClient;

/** Readers that ask for a file and then read nothing of it, and one that reads beside them. */
@Tag("slow")
@Tag("alone")
class StalledReadersIT {
  private static final Map<String, Integer> ENCODING = Map.of("needed", 2, "happy", 3, "total", 4);
  private static final long SIZE = 8L << 20;

  @TempDir Path root;
  private final List<Socket> stalled = new ArrayList<>();

  @Test
  void aFreshReader_isServedWhileTheyStall() throws Exception {
    long seed = new Random().nextLong();
    try (ProcessGrid grid = new ProcessGrid(root)) {
      grid.startIntroducer();
      grid.startStorageServers(4, List.of());
      grid.startGateway("gateway", ENCODING, List.of("-Xmx512m"));
      grid.waitForServers("gateway", 4);
      URI url = grid.url("gateway");
      GatewayClient client = new GatewayClient(url);
      String cap = client.put(seed, SIZE);
      for (int readers : new int[] {0, 45, 120, 200}) {
        while (stalled.size() < readers) stalled.add(stall(url, cap));
        String amongNew = figures(client, cap, seed);
        for (Socket reader : stalled)
          Waiting.untilTrue(() -> reader.getInputStream().available() > 0);
        System.out.printf(
            "beside %3d stalled readers: %s; while they begin: %s%n",
            readers, figures(client, cap, seed), amongNew);
      }
      assertThat(client.matching(client.put(seed + 1, SIZE), seed + 1, SIZE)).isEqualTo(SIZE);
    } finally {
      for (Socket reader : stalled) reader.close();
    }
  }

  private static Socket stall(URI gateway, String cap) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(8 << 10);
    socket.connect(new InetSocketAddress(gateway.getHost(), gateway.getPort()));
    String request =
        "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(GatewayClient.path(cap));
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** The times of a fresh reader, who gets every byte. */
  private static String figures(GatewayClient client, String cap, long seed) throws IOException {
    long begun = System.nanoTime();
    long first = firstByte(client, cap) - begun;
    assertThat(client.matching(cap, seed, SIZE)).isEqualTo(SIZE);
    return "first byte after %d ms, a whole file after %d ms"
        .formatted(first / 1_000_000, (System.nanoTime() - begun) / 1_000_000);
  }

  private static long firstByte(GatewayClient client, String cap) throws IOException {
    try (InputStream in = client.get(cap)) {
      assertThat(in.read()).isNotNegative();
      return System.nanoTime();
    }
  }
}
