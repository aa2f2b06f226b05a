package org.truckee.web.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.cap.Capability;
import org.truckee.client.server.connection.ServerTimeouts;
import org.truckee.crypto.StorageIndex;
import org.truckee.testing.command.CommandHome;
import org.truckee.testing.command.CommandRun;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.known.Golden;

/** {@code GET /audit/VERIFYCAP} and {@code truckee audit}, from the web port to the shares. */
class AuditRouteTest {
  private static final ServerTimeouts PATIENCE = new ServerTimeouts(5_000, 20_000, 60_000, 300);

  @TempDir static Path directory;

  /** A capability of a file that is larger than any can be. */
  private static final String ENDLESS =
      "URI:CHK-Verifier:6qmgpz3yz5u4ka53xocbwkjmjm:"
          + "hpzuyfjhpnjnhrrvnhoqgxfzzdpjcx6n3srpoakogy63vvkzbpxq:3:10:9000000000000000000";

  private static TestGrid grid;

  @TempDir Path home;
  private CommandHome commands;

  @BeforeAll
  static void start() {
    grid = TestGrid.start(directory, 4, GatewaySettings.encoding(2, 3, 4).patience(PATIENCE));
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  @BeforeEach
  void makeNode() throws IOException {
    commands = CommandHome.of(home, grid.web());
  }

  private CommandRun run(String... arguments) {
    return commands.run(arguments);
  }

  private static String put(String name) {
    return grid.web().put(Golden.stream(name, 300_000));
  }

  private static String verify(String cap) {
    return Capability.parse(cap).verifyCap().orElseThrow().toUri();
  }

  private static JsonNode audit(String cap, String query) throws IOException {
    WebPort.Answer answer = grid.web().get("audit/" + cap + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.text());
  }

  private static void damage(String cap, int share) {
    StorageIndex index = Capability.parse(cap).verifyCap().orElseThrow().storageIndex();
    TestServer holder =
        grid.servers().stream()
            .filter(server -> server.shares(index).contains(share))
            .findFirst()
            .orElseThrow();
    holder.damage(index, share, 100);
  }

  @Test
  void aVerifyCap_isEnough_andMoreIsNotUsed() throws IOException {
    String cap = put("kept");
    for (String power : new String[] {verify(cap), cap}) {
      JsonNode answer = audit(power, "?t=json&blocks=2");
      assertThat(answer.path("verdict").asText()).isEqualTo("good");
      assertThat(answer.path("verify-cap").asText()).isEqualTo(verify(cap));
      assertThat(answer.path("summary").asText())
          .isEqualTo("4 of 4 shares are good, by 8 sampled blocks");
      assertThat(answer.path("shares")).hasSize(4);
      assertThat(answer.path("shares").path(0).path("blocks")).hasSize(2);
      assertThat(answer.path("shares").path(0).path("blocks-of").asInt()).isEqualTo(3);
      assertThat(answer.path("chance-to-miss").path(1).path("chance").asDouble())
          .isBetween(0.43, 0.431);
      assertThat(answer.toString()).doesNotContain("URI:CHK:");
    }
  }

  @Test
  void damage_isShownOnThePage_andInTheScoreOfItsServer() throws IOException {
    String cap = put("damaged");
    damage(cap, 0);
    assertThat(audit(verify(cap), "?blocks=64").path("verdict").asText()).isEqualTo("bad");

    String page =
        grid.web().get("audit/" + verify(cap) + "?blocks=3", "Accept", "text/html").text();
    assertThat(page)
        .contains("Not good.", "3 of 4 shares are good", "block 0 is not what was hashed");
    String welcome = grid.web().get("", "Accept", "text/html").text();
    assertThat(welcome)
        .contains("<th scope=\"col\">Audits</th>")
        .containsPattern("[1-9]\\d* % bad");
    JsonNode servers =
        new ObjectMapper().readTree(grid.web().get("?t=json").text()).path("servers");
    double bad = 0;
    for (JsonNode server : servers) bad += server.path("audits").path("bad").asDouble();
    assertThat(bad).isPositive();
  }

  @Test
  void anAudit_hasATimeline_andItsServersAreScoredInTheStatus() throws IOException {
    String cap = put("asked about");
    long bytes = audit(verify(cap), "?t=json").path("sampled-bytes").asLong();

    JsonNode recent =
        new ObjectMapper().readTree(grid.web().get("status?t=json").text()).path("recent").get(0);
    assertThat(recent.path("type").asText()).isEqualTo("audit");
    assertThat(recent.path("status").asText()).isEqualTo("done");
    assertThat(recent.path("total-size").asLong()).isEqualTo(bytes).isPositive();
    String page = grid.web().get("status/audit-" + recent.path("number").asLong()).text();
    assertThat(page).contains("File Audit Status", "Audit " + recent.path("number"), " read");
    for (TestServer server : grid.servers()) assertThat(page).contains(server.name());
    assertThat(grid.web().get("status/", "Accept", "text/html").text()).contains(">Audit<");
    assertThat(run("status").text()).containsPattern("  audits: \\d+ % good, \\d+ % bad, ");
    assertThat(run("status", "--verbose").text()).containsPattern("  audit +[a-z2-7]{26}");
  }

  @ParameterizedTest
  @CsvSource({
    "blocks=0, blocks= must be a number from 1 to 64",
    "blocks=65, blocks= must be a number from 1 to 64",
    "blocks=-1, blocks= must be a number from 1 to 64",
    "blocks=x, blocks= must be a number from 1 to 64",
    "shares=0, shares= must be a number from 1 to 1000",
    "shares=99999999999, shares= must be a number from 1 to 1000"
  })
  void aNumberOutOfItsBounds_isRefused(String query, String why) {
    WebPort.Answer answer = grid.web().get("audit/" + verify(put("bounds")) + "?" + query);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains(why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nonsense", "URI:CHK-Verifier:broken", "URI:NEW:abc", "x-tahoe-future:y", ENDLESS})
  void whatIsNoCapability_isRefused(String cap) {
    assertThat(grid.web().get("audit/" + cap).status()).isEqualTo(400);
  }

  @Test
  void aFileInItsCapability_hasNothingToAudit() throws IOException {
    String cap = grid.web().put("small".getBytes(StandardCharsets.UTF_8));
    assertThat(audit(cap, "").path("sampled-blocks").asInt()).isZero();
    assertThat(grid.web().get("audit/" + cap, "Accept", "text/html").text())
        .contains("Nothing to audit.");
    CommandRun run = run("audit", cap);
    assertThat(run.exitCode()).isZero();
    assertThat(run.text()).contains("nothing to audit");
  }

  @Test
  void aCommand_tellsByItsExitCode() {
    String kept = put("kept by command");
    CommandRun good = run("audit", kept, verify(kept));
    assertThat(good.exitCode()).as(good.errors()).isZero();
    assertThat(good.text())
        .startsWith("good: 4 of 4 shares are good, by 4 sampled blocks\n storage index: ")
        .contains("\n share   0  good ")
        .contains(" a loss of 10 % of all blocks would have been missed with a chance of 65.6 %\n");

    String damaged = put("damaged by command");
    damage(damaged, 1);
    CommandRun bad = run("audit", "--blocks", "3", damaged, kept);
    assertThat(bad.exitCode()).isEqualTo(1);
    assertThat(bad.text()).contains(" share   1  bad ", "is not what was hashed");
    assertThat(run("audit", "--blocks", "0", kept).exitCode()).isEqualTo(1);
  }

  @Test
  void aPath_isAuditedByTheCapabilityThatItLeadsTo() throws IOException {
    String root = run("mkdir").text().strip();
    run("ln", put("linked"), root + "/file");
    JsonNode answer = new ObjectMapper().readTree(run("audit", "--json", root + "/file").text());
    assertThat(answer.path("verify-cap").asText()).startsWith("URI:CHK-Verifier:");
    assertThat(run("audit", root).text()).startsWith("good: 4 of 4 shares");
    assertThat(run("audit", root + "/nothing").exitCode()).isEqualTo(4);
  }

  @Test
  void aServerThatIsAway_makesTheAuditIncomplete() {
    String cap = put("half away");
    grid.server(2).stop();
    CommandRun run = run("audit", cap);
    grid.server(2).start();
    grid.waitUntilTrusted();
    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.text())
        .startsWith("silent: 3 of 4 shares")
        .contains(" no answer from server v0-");
  }
}
