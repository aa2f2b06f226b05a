package org.truckee.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.testing.http.WebPort;

/** A gateway that has heard of no server, since the introducer is away. */
class AwayIntroducersTest {
  private static final byte[] FILE = new byte[1000];
  private static final String CHK = "URI:CHK:" + "a".repeat(26) + ":" + "a".repeat(52) + ":3:10:99";
  private static final String SSK = "URI:SSK:" + "a".repeat(26) + ":" + "a".repeat(52);

  @TempDir Path home;
  private DeployedNodes nodes;
  private String address;
  private WebPort web;

  @BeforeEach
  void start() throws IOException {
    nodes = new DeployedNodes(home);
    address = "127.0.0.1:" + closedPort();
    nodes.deploy(
        "gateway",
        """
        {"gateway": {"web": {"port": 0}}, "introducers": ["pb://%s@%s/swissnum-is-secret#v=1"]}
        """
            .formatted("a".repeat(43), address));
    web = nodes.web("gateway");
  }

  @AfterEach
  void stop() {
    nodes.close();
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void everythingThatNeedsServers_is503_andNamesTheIntroducer() {
    for (String accept : new String[] {"text/plain", "text/html", "application/json"}) {
      check(web.send("PUT", "/uri", FILE, "Accept", accept));
      check(web.send("PUT", "/uri?format=sdmf", FILE, "Accept", accept));
      check(web.get("/uri/" + CHK.replace(":", "%3A"), "Accept", accept));
      check(web.get("/uri/" + SSK.replace(":", "%3A"), "Accept", accept));
      check(web.send("PUT", "/uri/" + SSK.replace(":", "%3A"), FILE, "Accept", accept));
      check(web.send("POST", "/uri?t=mkdir", new byte[0], "Accept", accept));
      check(web.get("/vdrive/private/", "Accept", accept));
      check(web.send("PUT", "/vdrive/private/file", FILE, "Accept", accept));
      check(web.get("/vdrive/global/?t=json", "Accept", accept));
    }
  }

  private void check(WebPort.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(503);
    assertThat(answer.text())
        .contains("an introducer is away since 20")
        .contains(address)
        .doesNotContain("swissnum-is-secret");
  }

  @Test
  void pagesAndStatus_tellSinceWhenAndWhy() throws IOException {
    assertThat(web.get("/").text())
        .contains("<strong>not connected</strong>")
        .contains(address)
        .contains(", since 20");
    JsonNode introducers =
        new ObjectMapper().readTree(web.get("/?t=json").text()).path("introducers");
    assertThat(introducers.path("statuses").get(0).asText())
        .isEqualTo("Not connected to " + address);
    JsonNode failure = introducers.path("details").get(0).path("last_failure");
    assertThat(failure.path("reason").asText()).contains(address);
    assertThat(failure.path("since").asLong()).isPositive();
    assertThat(nodes.run("gateway", "status").text())
        .contains("introducer: Not connected to " + address + "  since 20");
    assertThat(web.get("/?t=json").text()).doesNotContain("swissnum-is-secret");
  }

  @Test
  void aCommand_tellsIt() {
    assertThat(nodes.run("gateway", "put", "-", "notes.txt").errors()).contains(address);
  }
}
