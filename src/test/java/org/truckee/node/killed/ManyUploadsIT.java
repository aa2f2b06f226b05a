package org.truckee.node.killed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.node.process.ProcessGrid;
import org.truckee.node.process.ResidentMemory;
import org.truckee.testing.http.GatewayClient;

/** As many uploads at once as a busy gateway may get, beside very many connections. */
@Tag("slow")
@Tag("alone")
class ManyUploadsIT {
  private static final Map<String, Integer> ENCODING = Map.of("needed", 3, "happy", 7, "total", 10);
  private static final int CONNECTIONS = 10_000;
  private static final int ADDRESSES = 8;
  private static final int UPLOADS = 200;

  @TempDir Path root;
  private final List<SocketChannel> connections = new ArrayList<>();
  private final Random random = new Random();

  @Test
  void allSucceed() throws Exception {
    assumeTrue(
        openFiles() > CONNECTIONS + 2_000,
        "a process may open only " + openFiles() + " files here: see ulimit -n");
    try (ProcessGrid grid = new ProcessGrid(root)) {
      grid.startIntroducer();
      grid.startStorageServers(10, List.of());
      grid.startGateway("gateway", ENCODING, List.of());
      grid.waitForServers("gateway", 10);
      URI gateway = grid.url("gateway");
      print(grid, "at first");
      upload(gateway, 50);
      print(grid, "after 50 uploads at once, from cold");
      for (int i = 0; i < CONNECTIONS; i++) connections.add(connect(gateway, i));
      print(grid, "with " + CONNECTIONS + " connections");
      for (SocketChannel connection : connections) ask(connection);
      upload(gateway, UPLOADS);
      print(grid, "after " + UPLOADS + " uploads at once");
    } finally {
      for (SocketChannel connection : connections) connection.close();
    }
  }

  private static long openFiles() {
    return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getMaxFileDescriptorCount();
  }

  private static void print(ProcessGrid grid, String when) throws IOException {
    System.out.printf(
        "the gateway holds %.0f MiB %s%n",
        ResidentMemory.nowMib(grid.process("gateway").pid()).orElse(0), when);
  }

  private static SocketChannel connect(URI gateway, int number) throws IOException {
    SocketChannel connection = SocketChannel.open();
    connection.bind(new InetSocketAddress("127.0.0." + (2 + number % ADDRESSES), 0));
    connection.connect(new InetSocketAddress(gateway.getHost(), gateway.getPort()));
    return connection;
  }

  private static void ask(SocketChannel connection) throws IOException {
    String request = "GET /?t=json HTTP/1.1\r\nHost: localhost\r\n\r\n";
    connection.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
  }

  /** Puts {@code count} files at once, a quarter of them of a megabyte, and reads some again. */
  private void upload(URI gateway, int count) throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    IdentityHashMap<byte[], CompletableFuture<HttpResponse<String>>> uploads =
        new IdentityHashMap<>();
    for (int i = 0; i < count; i++) {
      byte[] contents = new byte[i % 4 == 0 ? 1_000_000 : 200_000];
      random.nextBytes(contents);
      HttpRequest request =
          HttpRequest.newBuilder(gateway.resolve("/uri"))
              .timeout(Duration.ofMinutes(10))
              .PUT(HttpRequest.BodyPublishers.ofByteArray(contents))
              .build();
      uploads.put(contents, http.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
    }
    for (CompletableFuture<HttpResponse<String>> upload : uploads.values())
      assertThat(upload.join().statusCode()).as(upload.join().body()).isEqualTo(200);
    int read = 0;
    for (Map.Entry<byte[], CompletableFuture<HttpResponse<String>>> upload : uploads.entrySet()) {
      if (read++ % 10 > 0) continue;
      GatewayClient client = new GatewayClient(gateway);
      byte[] back = client.get(upload.getValue().join().body().strip()).readAllBytes();
      assertThat(back).isEqualTo(upload.getKey());
    }
  }
}
