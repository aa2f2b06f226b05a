package org.truckee.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.cli.session.ExitCodes;
import org.truckee.testing.Waiting;
import org.truckee.testing.command.CommandRun;

/** A node of one storage server and a gateway, whose upkeep is steered by commands. */
class UpkeepCommandTest {
  @TempDir Path home;
  private DeployedNodes nodes;

  @BeforeEach
  void start() throws IOException {
    nodes = new DeployedNodes(home);
    nodes.deploy("introducer", "{\"introducer\": {}}");
    nodes.deploy("node", configuration("{}"));
    Waiting.untilTrue(() -> nodes.gateway("node").serversReached() == 1);
    Waiting.untilTrue(() -> nodes.gateway("node").knowsVdrive());
  }

  @AfterEach
  void stop() {
    nodes.close();
  }

  private String configuration(String upkeep) {
    return ("{\"storage\": {\"reserved_space\": 0, \"durable\": false}, \"vdrive\": {}, \"gateway\": {\"upkeep\": %s,"
            + " \"web\": {\"port\": 0}, \"encoding\": {\"needed\": 1, \"happy\": 1, \"total\": 1}},"
            + " \"introducers\": [%s]}")
        .formatted(upkeep, nodes.nurl("introducer", "introducer"));
  }

  private CommandRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("-C", home.resolve("node").toString()));
    return CommandRun.of("truckee", home, "", all.toArray(String[]::new));
  }

  private String ok(String... arguments) {
    CommandRun run = run(arguments);
    assertThat(run.exitCode()).as(run.errors()).isZero();
    return run.text();
  }

  private String page(String address) throws IOException {
    return nodes.web("node").get(address).text();
  }

  private JsonNode state() throws IOException {
    return new ObjectMapper().readTree(ok("upkeep", "status", "--json"));
  }

  @Tag("slow")
  @Test
  void aDirectoryThatIsAdded_isKeptUp_untilItIsRemoved() throws IOException {
    nodes.web("node").send("PUT", "/vdrive/private/folder/file", new byte[100]);
    ok("create-alias", "work");
    String other = nodes.web("node").send("POST", "/uri?t=mkdir", new byte[0]).text();
    assertThat(ok("upkeep", "add", "work:")).contains("is kept up from now on");
    assertThat(ok("upkeep", "add", other, "--name", "other")).contains("is kept up from now on");
    Waiting.until(() -> assertThat(state().path("things").path("healthy").asInt()).isEqualTo(3));

    assertThat(ok("upkeep", "list")).contains("private:", "work:", "other");
    assertThat(page("/upkeep")).contains("Nothing is due", "work:").doesNotContain("URI:");
    assertThat(page("/")).contains("upkeep\">Upkeep</a>");
    JsonNode first = new ObjectMapper().readTree(nodes.web("node").get("/?t=json").text());
    assertThat(first.path("upkeep").path("overdue").isBoolean()).isTrue();
    assertThat(nodes.web("node").get("/statistics?t=openmetrics").text())
        .contains("tahoe_stats_upkeep_things 3", "tahoe_stats_upkeep_overdue 0");
    assertThat(ok("upkeep", "status")).contains("3 healthy").doesNotContain("URI:");
    assertThat(Files.readString(home.resolve("node/private/upkeep_roots"))).contains(other);
    ok("upkeep", "remove", "other");
    Waiting.until(() -> assertThat(ok("upkeep", "list")).doesNotContain("other"));
    assertThat(run("upkeep", "remove", "other").exitCode()).isEqualTo(ExitCodes.NOT_FOUND);
  }

  @Test
  void upkeep_isPaused_andResumed_andRun() {
    assertThat(ok("upkeep", "pause")).contains("paused");
    assertThat(ok("upkeep", "status")).contains("upkeep is paused");
    CommandRun refused = run("upkeep", "run");
    assertThat(refused.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(refused.errors()).contains("paused");
    assertThat(ok("upkeep", "resume")).contains("goes on");
    assertThat(ok("upkeep", "run")).contains("due now");
  }

  @Test
  void whatIsNoDirectory_isRefused() throws IOException {
    String file = nodes.web("node").send("PUT", "/uri", new byte[100]).text();

    CommandRun refused = run("upkeep", "add", file, "--name", "f");
    assertThat(refused.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(refused.errors()).contains("only a directory");
    String root = nodes.web("node").send("POST", "/uri?t=mkdir", new byte[0]).text();
    assertThat(run("upkeep", "add", root).errors()).contains("--name");
    assertThat(nodes.web("node").send("POST", "/upkeep?t=nonsense", new byte[0]).status())
        .isEqualTo(400);
  }

  @Test
  void upkeepThatIsOff_saysSo() throws IOException {
    nodes.stop("node");
    Files.deleteIfExists(home.resolve("node/private/upkeep.sqlite"));
    Files.writeString(home.resolve("node/conf.json"), configuration("{\"enabled\": false}"));
    nodes.start("node");

    assertThat(ok("upkeep", "status")).contains("off in the configuration");
    assertThat(run("upkeep", "pause").errors()).contains("gateway.upkeep.enabled");
    assertThat(home.resolve("node/private/upkeep.sqlite")).doesNotExist();
  }
}
