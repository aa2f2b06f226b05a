package org.truckee.node.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.testing.Waiting;
import org.truckee.testing.http.WebPort;

/** A storage server shows its state in numbers: at the web port, or else on loopback. */
class AdminPortTest {
  private static final String FREE_GATEWAY =
      "{\"storage\": {\"reserved_space\": 1000000000}, \"gateway\": {\"web\": {\"port\": 0}}}";

  @TempDir Path home;

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() {
    Waiting.of(vertx.close());
  }

  private NodeDirectory started(String name, String configuration) throws IOException {
    NodeDirectory directory = new NodeDirectory(home.resolve(name), new SecureRandom());
    directory.create(configuration);
    start(directory);
    return directory;
  }

  private Node start(NodeDirectory directory) throws IOException {
    Node node = new Node(directory, directory.readConfiguration(), new SecureRandom());
    Waiting.of(node.start(vertx));
    return node;
  }

  private static WebPort port(Path url) throws IOException {
    return new WebPort(URI.create(Files.readString(url).strip()));
  }

  private static JsonNode json(WebPort.Answer answer) throws IOException {
    assertThat(answer.status()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.text());
  }

  private static String token(NodeDirectory directory) throws IOException {
    Path file = directory.root().resolve("private/api_auth_token");
    return "tahoe-lafs " + Files.readString(file).strip();
  }

  @Test
  void aStorageServer_showsItsStateOnLoopback_andNowhereElse() throws IOException {
    NodeDirectory store = started("store", "{\"nickname\": \"bärn\", \"storage\": {}}");
    WebPort admin = port(store.adminUrl());

    WebPort.Answer page = admin.get("/storage", "Accept", "text/html");
    assertThat(page.text())
        .contains("<h1><bdi>Storage Server Status</bdi></h1>", "storage server “<bdi>bärn</bdi>”")
        .contains("<a href=\"./storage\">Storage</a>")
        .doesNotContain("provisioning");
    assertThat(
            json(admin.get("/storage?t=json")).at("/stats/storage_server.reserved_space").asLong())
        .isEqualTo(1 << 30);
    assertThat(admin.get("/").header("location")).isEqualTo("./storage");
    assertThat(admin.get("/static/truckee.css").status()).isEqualTo(200);
    assertThat(admin.get("/private/storage/trash").status()).isEqualTo(401);
    assertThat(
            admin.speak("GET /storage HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 403 ");
    assertThat(admin.send("PUT", "/storage", new byte[1]).status()).isEqualTo(405);
    assertThat(admin.get("/uri/URI:LIT:").status()).isEqualTo(404);
    assertThat(admin.get("/private/storage").status()).isEqualTo(401);
    assertThat(json(admin.get("/private/storage?t=json", "Authorization", token(store))))
        .isNotEmpty();
    for (InetAddress other : otherAddresses()) assertThat(answers(other, admin)).isFalse();
  }

  /** The addresses of this machine but for those of loopback. */
  private static List<InetAddress> otherAddresses() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress())
        .toList();
  }

  private static boolean answers(InetAddress address, WebPort port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port.address().getPort()), 1_000);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  @Test
  void aGatewayThatKeepsShares_showsThemItself() throws IOException {
    NodeDirectory both = started("both", FREE_GATEWAY);
    WebPort web = port(both.nodeUrl());

    assertThat(json(port(both.adminUrl()).get("/storage?t=json")).at("/stats")).isNotEmpty();
    assertThat(json(web.get("/storage?t=json")).at("/stats/storage_server.reserved_space").asLong())
        .isEqualTo(1_000_000_000);
    assertThat(web.get("/storage").text())
        .contains("Storage Server Status", "Available for shares");
    assertThat(web.get("/").text()).contains("<a href=\"./storage\">Storage</a>");
    assertThat(web.get("/storage", "Via", "1.1 proxy").text()).contains("Available for shares");
    assertThat(web.get("/statistics?t=openmetrics", "Via", "1.1 proxy").text())
        .contains("tahoe_stats_storage_server_disk_avail");
    assertThat(json(web.get("/private/storage?t=json", "Authorization", token(both)))).isNotEmpty();
  }

  @Test
  void aGatewayWithoutShares_saysSo() throws IOException {
    WebPort web = port(started("gateway", "{\"gateway\": {\"web\": {\"port\": 0}}}").nodeUrl());

    assertThat(web.get("/storage").text()).contains("No Storage Server Running");
    assertThat(json(web.get("/storage?t=json")).path("stats")).isEmpty();
    assertThat(web.get("/").text()).doesNotContain("\"./storage\"");
    WebPort admin = port(new NodeDirectory(home.resolve("gateway"), new SecureRandom()).adminUrl());
    assertThat(admin.get("/").text()).contains("/metrics, /healthz and /readyz");
    assertThat(admin.get("/storage", "Accept", "text/html").text())
        .contains("No Storage Server Running", "node “<bdi>node</bdi>”")
        .doesNotContain("\"./storage\"");
    assertThat(admin.get("/statistics?t=openmetrics").text()).isEqualTo("# EOF\n");
  }

  @Test
  void thePort_isTheOneOfTheLastTime_orTheConfiguredOne_orNone() throws IOException {
    NodeDirectory store = new NodeDirectory(home.resolve("store"), new SecureRandom());
    store.create("{\"storage\": {}}");
    Node first = start(store);
    String url = Files.readString(store.adminUrl());
    Waiting.of(first.stop());
    Node again = start(store);
    assertThat(Files.readString(store.adminUrl())).isEqualTo(url);
    Waiting.of(again.stop());

    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Files.writeString(store.adminUrl(), "http://127.0.0.1:" + taken.getLocalPort() + "/\n");
      Waiting.of(start(store).stop());
      assertThat(Files.readString(store.adminUrl())).doesNotContain(":" + taken.getLocalPort());
      Files.writeString(
          store.configuration(),
          "{\"storage\": {}, \"admin\": {\"port\": %d}}".formatted(taken.getLocalPort()));
      assertThatThrownBy(() -> start(store))
          .hasMessageContaining("\"admin.port\" in " + store.configuration());
    }
    Files.writeString(store.configuration(), "{\"storage\": {}, \"admin\": {\"enabled\": false}}");
    start(store);
    assertThat(store.adminUrl()).doesNotExist();
  }
}
