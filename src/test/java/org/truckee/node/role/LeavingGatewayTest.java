package org.truckee.node.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.node.DeployedNodes;
import org.truckee.testing.Waiting;
import org.truckee.testing.http.WebPort;

/** A gateway that is asked to stop while it is used. */
class LeavingGatewayTest {
  private static final byte[] BODY = new byte[2_000];

  static {
    Arrays.fill(BODY, (byte) 'x');
  }

  @TempDir Path home;

  private DeployedNodes nodes;
  private WebPort web;

  @BeforeEach
  void start() throws IOException {
    nodes = new DeployedNodes(home);
    nodes.deploy(
        "store", "{\"admin\": {\"enabled\": false}, \"storage\": {\"reserved_space\": 0}}");
  }

  @AfterEach
  void stop() {
    nodes.close();
  }

  private void gateway(String stop) throws IOException {
    String servers = DeployedNodes.json(home.resolve("store/private/servers.json"));
    nodes.deploy(
        "gateway",
        ("{\"admin\": {\"enabled\": false}, \"servers\": %s, \"gateway\": {\"instances\": 2,"
                + " \"encoding\": {\"needed\": 1, \"happy\": 1, \"total\": 1},"
                + " \"mutable\": {\"keys_ahead\": 0}, \"web\": {\"port\": 0, \"stop\": %s}}}")
            .formatted(servers, stop));
    web = nodes.web("gateway");
    Waiting.until(() -> assertThat(web.get("/readyz").status()).isEqualTo(200));
  }

  private CompletableFuture<Void> stopping() {
    return CompletableFuture.runAsync(() -> nodes.stop("gateway"));
  }

  /** Begins an upload of which half has come. */
  private Socket half() {
    Socket upload = web.beginPut("/uri", BODY.length);
    WebPort.say(upload, Arrays.copyOf(BODY, BODY.length / 2));
    Waiting.until(() -> assertThat(web.get("/status?t=json").status()).isEqualTo(200));
    return upload;
  }

  @Test
  void anUploadUnderWay_isFinished_andNobodyElseIsServed() throws IOException {
    gateway("{\"finish\": 60}");
    Socket idle = web.connect();
    Socket upload = half();

    CompletableFuture<Void> stopped = stopping();
    Waiting.until(() -> assertThatThrownBy(() -> web.connect().close()).isNotNull());
    assertThat(WebPort.hear(idle)).isEmpty();
    assertThat(stopped).isNotDone();
    WebPort.say(upload, Arrays.copyOfRange(BODY, BODY.length / 2, BODY.length));
    String answer = WebPort.hear(upload);

    assertThat(answer).startsWith("HTTP/1.1 200 ");
    stopped.join();
    nodes.start("gateway");
    web = nodes.web("gateway");
    Waiting.until(() -> assertThat(web.get("/readyz").status()).isEqualTo(200));
    assertThat(web.read(answer.substring(answer.indexOf("URI:")).strip()).bytes()).isEqualTo(BODY);
  }

  @Test
  void anUploadThatTakesTooLong_isBrokenOff() throws IOException {
    gateway("{\"finish\": 1}");
    Socket upload = half();

    stopping().join();

    assertThat(heard(upload)).doesNotContain(" 200 ");
  }

  private static String heard(Socket socket) {
    try {
      return WebPort.hear(socket);
    } catch (UncheckedIOException reset) {
      return "";
    }
  }

  @Test
  @Tag("slow")
  void duringItsNotice_itServesAsBefore_andSaysThatItIsNotReady() throws IOException {
    gateway("{\"notice\": 8, \"finish\": 0}");
    String cap = web.put(BODY);
    Socket kept = web.connect();

    CompletableFuture<Void> stopped = stopping();
    Waiting.until(() -> assertThat(web.get("/readyz").status()).isEqualTo(503));
    assertThat(web.get("/readyz").text()).isEqualTo("not ready: the gateway is stopping\n");
    assertThat(web.read(cap).bytes()).isEqualTo(BODY);
    WebPort.say(
        kept,
        "GET /uri/URI:LIT:me HTTP/1.1\r\nHost: localhost\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII));

    assertThat(WebPort.hear(kept)).startsWith("HTTP/1.1 200 ").contains("onnection: close\r\n");
    assertThat(stopped).as("the connection did not wait for the end").isNotDone();
    stopped.join();
  }

  @Test
  void aNodeThatNobodyUses_stopsAtOnce() throws IOException {
    gateway("{\"finish\": 3600}");
    try (Socket idle = web.connect()) {
      stopping().orTimeout(30, TimeUnit.SECONDS).join();

      assertThat(idle.getInputStream().read()).isEqualTo(-1);
    }
  }
}
