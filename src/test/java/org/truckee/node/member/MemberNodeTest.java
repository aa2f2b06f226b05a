package org.truckee.node.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.node.DeployedNodes;
import org.truckee.testing.Waiting;
import org.truckee.testing.command.CommandRun;
import org.truckee.testing.http.WebPort;

/** A whole gateway that has members, and the commands of its owner beside it. */
@Tag("slow")
class MemberNodeTest {
  private static final String STORE =
      """
      {"admin": {"enabled": false}, "storage": {"durable": false, "reserved_space": 0},
       "vdrive": {"durable": false}}
      """;
  private static final String GATEWAY =
      """
      {"admin": {"enabled": false}, "servers": %s,
       "gateway": {"web": {"port": 0, "members": {"enabled": true}},
                   "mutable": {"keys_ahead": 0},
                   "encoding": {"needed": 1, "happy": 1, "total": 1}}}
      """;
  private static final String WORDS = "passphrase=some+words+of+ann&again=some+words+of+ann";

  @TempDir Path home;
  private DeployedNodes nodes;

  @BeforeEach
  void start() throws IOException {
    nodes = new DeployedNodes(home);
    nodes.deploy("store", STORE);
    String servers = DeployedNodes.json(home.resolve("store/private/servers.json"));
    nodes.deploy("gateway", GATEWAY.formatted(servers));
  }

  @AfterEach
  void stop() {
    nodes.close();
  }

  private WebPort ready() throws IOException {
    WebPort web = nodes.web("gateway");
    Waiting.until(() -> assertThat(web.get("/readyz").status()).isEqualTo(200));
    return web;
  }

  private String run(String... words) {
    String[] all = new String[words.length + 3];
    all[0] = "member";
    System.arraycopy(words, 0, all, 1, words.length);
    all[words.length + 1] = "-C";
    all[words.length + 2] = home.resolve("gateway").toString();
    CommandRun run = CommandRun.of(Map.of("member", MemberCommand.class), "truckee", home, "", all);
    assertThat(run.exitCode()).as(run.errors()).isZero();
    return run.text().strip();
  }

  private static WebPort.Answer post(WebPort web, String path, String form) {
    return web.send(
        "POST",
        path,
        form.getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        "application/x-www-form-urlencoded");
  }

  private static String cookie(WebPort.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.header("Set-Cookie").split(";", 2)[0];
  }

  @Test
  void aMember_hasADriveThatLasts_untilTheOwnerRemovesIt() throws IOException {
    WebPort web = ready();
    String link = run("add", "ann").replaceFirst(".*link=", "");
    String session = cookie(post(web, "/sign-in", "link=" + link + "&" + WORDS));
    byte[] file = new byte[100];
    assertThat(web.send("PUT", "/vdrive/mine/a.txt", file, "Cookie", session).status())
        .isEqualTo(201);
    assertThat(run("list")).startsWith("ann  member  since ");

    nodes.stop("gateway");
    nodes.start("gateway");
    WebPort later = ready();
    assertThat(later.get("/vdrive/mine/a.txt", "Cookie", session).bytes()).isEqualTo(file);
    assertThat(later.send("DELETE", "/vdrive/mine/a.txt", new byte[0], "Cookie", session).status())
        .isEqualTo(200);
    assertThat(later.get("/vdrive/mine/?t=trash", "Cookie", session).text()).contains("a.txt");
    assertThat(later.send("POST", "/upkeep?t=run", new byte[0]).status()).isEqualTo(200);
    Waiting.until(() -> assertThat(upkeep(later)).contains("\"members/ann:\"", "\"private:\""));
    assertThat(later.get("/member?t=json", "Cookie", session).text()).contains("\"stored\": 4096");
    assertThat(cookie(post(later, "/sign-in", "name=ann&passphrase=some+words+of+ann")))
        .isNotEqualTo(session);

    assertThat(run("remove", "ann")).startsWith("URI:DIR:");
    assertThat(later.get("/vdrive/mine/", "Cookie", session).status()).isEqualTo(401);
  }

  @Test
  void whatStandsInADrive_countsForItsMember_whoeverStoredIt() throws IOException {
    WebPort web = ready();
    String link = run("add", "ann").replaceFirst(".*link=", "");
    String session = cookie(post(web, "/sign-in", "link=" + link + "&" + WORDS));
    byte[] cap = web.put(new byte[10_000]).getBytes(StandardCharsets.UTF_8);
    assertThat(web.send("PUT", "/vdrive/mine/b?t=uri", cap, "Cookie", session).status())
        .isLessThan(300);
    assertThat(run("list")).doesNotContain("stored");
    assertThat(web.send("POST", "/upkeep?t=run", new byte[0]).status()).isEqualTo(200);
    Waiting.until(() -> assertThat(run("list")).contains("has stored 10000 B"));
    run("quota", "ann", "12000");
    assertThat(web.send("PUT", "/uri", new byte[3_000], "Cookie", session).status()).isEqualTo(507);
  }

  private static String upkeep(WebPort web) throws IOException {
    return new ObjectMapper().readTree(web.get("/upkeep?t=json").text()).toString();
  }
}
