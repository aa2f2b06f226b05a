package org.truckee.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.cli.session.ExitCodes;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.testing.Waiting;
import org.truckee.testing.command.CommandRun;
import org.truckee.testing.http.WebPort;

/** A grid of three servers, of which some are removed for good. */
class ForgottenServersTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] FILE = new byte[1000];
  private static final Pattern BUTTON =
      Pattern.compile("action=\"[./]*(servers\\?t=forget[^\"]*)\"");

  @TempDir Path home;
  private DeployedNodes nodes;
  private WebPort web;
  private String mutable;

  @BeforeEach
  void start() throws IOException {
    nodes = new DeployedNodes(home);
    nodes.deploy("introducer", "{\"introducer\": {}}");
    for (int i = 0; i < 3; i++) nodes.deploy("store" + i, configuration(i));
    nodes.deploy("gateway", gateway());
    web = nodes.web("gateway");
    Waiting.untilTrue(() -> nodes.gateway("gateway").serversReached() == 3);
    mutable = "/uri/" + web.send("PUT", "/uri?format=sdmf", FILE).text().replace(":", "%3A");
  }

  @AfterEach
  void stop() {
    nodes.close();
  }

  private String configuration(int number) {
    return "{\"nickname\": \"store%d\", \"storage\": {\"reserved_space\": 0, \"durable\": false}, \"introducers\": [%s]}"
        .formatted(number, nodes.nurl("introducer", "introducer"));
  }

  private String gateway() {
    return "{\"gateway\": {\"web\": {\"port\": 0}, \"encoding\": {\"needed\": 1, \"happy\": 1, \"total\": 3}}, \"introducers\": [%s]}"
        .formatted(nodes.nurl("introducer", "introducer"));
  }

  private int known() throws IOException {
    return JSON.readTree(web.get("/?t=json").text()).path("servers").size();
  }

  private int overwrite() {
    return web.send("PUT", mutable, FILE).status();
  }

  @Test
  void whoIsForgotten_countsNoMore_andComesBackOnlyByAnAnnouncement() throws IOException {
    nodes.stop("store1");
    nodes.stop("store2");
    assertThat(overwrite()).isEqualTo(503);

    CommandRun forgotten = nodes.run("gateway", "forget-server", "store1", "store2");
    assertThat(forgotten.exitCode()).as(forgotten.errors()).isZero();

    assertThat(known()).isEqualTo(1);
    assertThat(overwrite()).isEqualTo(200);
    restartGateway();
    assertThat(known()).isEqualTo(1);
    assertThat(overwrite()).isEqualTo(200);

    nodes.start("store1");
    Waiting.untilTrue(() -> known() == 2);
  }

  /** The introducer tells it once more what it told before. */
  private void restartGateway() throws IOException {
    nodes.stop("gateway");
    nodes.start("gateway");
    web = nodes.web("gateway");
    Waiting.untilTrue(() -> nodes.gateway("gateway").serversReached() == 1);
    Waiting.untilTrue(() -> web.get("/").text().contains(": connected"));
  }

  @Test
  void aButtonForgetsServersThatAreAway_ifTheFormIsOurs() throws IOException {
    assertThat(web.get("/").text()).doesNotContain("t=forget");
    nodes.stop("store1");
    Waiting.until(
        () -> {
          web.send("PUT", "/uri?convergent=false", FILE);
          assertThat(web.get("/").text()).contains("t=forget");
        });
    Matcher button = BUTTON.matcher(web.get("/").text());
    assertThat(button.find()).isTrue();
    String action = "/" + button.group(1).replace("&amp;", "&");

    String strange = action.replaceFirst("form=.*", "form=x");
    assertThat(web.send("POST", strange, new byte[0], "Origin", "null").status()).isEqualTo(403);
    assertThat(web.send("POST", action, new byte[0], "Origin", "http://evil").status())
        .isEqualTo(403);
    assertThat(web.get(action).status()).isEqualTo(405);
    assertThat(web.send("POST", action, new byte[0], "X-Forwarded-For", "1.2.3.4").status())
        .as("who comes through a proxy is not the owner")
        .isEqualTo(403);
    assertThat(known()).isEqualTo(3);

    WebPort.Answer done =
        web.send("POST", action, new byte[0], "Origin", "null", "Accept", "text/html");
    assertThat(done.status()).isEqualTo(303);
    assertThat(known()).isEqualTo(2);
  }

  @Test
  void whatCannotBeForgotten_isToldInWords() throws IOException {
    assertThat(nodes.run("gateway", "forget-server", "nobody").exitCode())
        .isEqualTo(ExitCodes.NOT_FOUND);
    assertThat(web.send("POST", "/servers?t=forget&server=v0-x", new byte[0]).status())
        .isEqualTo(404);
    assertThat(web.send("POST", "/servers?t=forget", new byte[0]).status()).isEqualTo(400);
    assertThat(web.send("POST", "/servers", new byte[0]).status()).isEqualTo(400);

    ObjectNode fixed = (ObjectNode) JSON.readTree("{\"gateway\": {\"web\": {\"port\": 0}}}");
    NodeDirectory store = new NodeDirectory(home.resolve("store0"), null);
    fixed.set("servers", JSON.readTree(store.servers().toFile()));
    nodes.deploy("fixed", fixed.toString());
    CommandRun refused = nodes.run("fixed", "forget-server", "store0");
    assertThat(refused.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(refused.errors()).contains("stands in the configuration");
  }
}
