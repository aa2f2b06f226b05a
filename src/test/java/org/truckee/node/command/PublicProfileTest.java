package org.truckee.node.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.node.DeployedNodes;
import org.truckee.testing.Waiting;
import org.truckee.testing.command.CommandRun;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.known.Golden;
import org.truckee.web.record.DailyFiles;

/** A gateway as {@code create-client --public} makes it, in a grid. */
class PublicProfileTest {
  @TempDir Path home;
  private final ObjectMapper json = new ObjectMapper();
  private DeployedNodes nodes;

  @AfterEach
  void stop() {
    if (nodes != null) nodes.close();
  }

  private CommandRun create(String... options) {
    String[] all = new String[options.length + 1];
    all[0] = "create-client";
    System.arraycopy(options, 0, all, 1, options.length);
    Map<String, Class<?>> known = Map.of("create-client", CreateCommand.Client.class);
    return CommandRun.of(known, "truckee", home, "", all);
  }

  private Path gateway() {
    return home.resolve("gateway");
  }

  private JsonNode settings() throws IOException {
    return json.readTree(gateway().resolve("conf.json").toFile()).get("gateway");
  }

  @Test
  void allThatStrangersNeed_isWritten_andNothingIsGuessed() throws IOException {
    CommandRun run =
        create("--public", "--report", "abuse@example.org", "-p", "0", gateway().toString());
    assertThat(run.errors()).isEmpty();
    JsonNode web = settings().get("web");
    assertThat(web.get("secret").asText()).matches("[a-z2-7]{32}");
    assertThat(settings().fieldNames())
        .toIterable()
        .containsExactly("report", "web", "public", "audit", "admission", "encoding");
    assertThat(settings().get("admission").toString())
        .isEqualTo("{\"quota\":\"100 MiB\",\"period\":\"30 days\"}");
    assertThat(web.fieldNames()).toIterable().containsExactly("host", "port", "secret", "limits");
    assertThat(web.get("limits").toString())
        .isEqualTo(
            "{\"requests_per_minute\":600,\"bytes_per_hour\":\"2 GiB\",\"directories_per_hour\":100,"
                + "\"keys_per_hour\":20}");
  }

  @Test
  void withoutAnAddressForReports_thereIsNone() {
    CommandRun run = create("--public", gateway().toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors()).contains("--public needs --report ADDRESS");
    CommandRun wrong = create("--public", "--report", "me", gateway().toString());
    assertThat(wrong.exitCode()).isNotZero();
    assertThat(gateway()).doesNotExist();
  }

  @Test
  void anAddressAlone_makesNoGatewayPublic() throws IOException {
    create("--report", "https://example.org/abuse", gateway().toString());
    assertThat(settings().get("report").asText()).isEqualTo("https://example.org/abuse");
    assertThat(settings().has("public")).isFalse();
  }

  @Test
  void theGateway_keepsStrangersToWhatIsTheirs() throws IOException {
    nodes = new DeployedNodes(home);
    nodes.deploy("introducer", "{\"introducer\": {}}");
    String nurl = nodes.nurl("introducer", "introducer");
    nodes.deploy(
        "server",
        "{\"introducers\": [%s], \"storage\": {\"durable\": false, \"reserved_space\": 0}}"
            .formatted(nurl));
    nodes.deploy("vdrive", "{\"introducers\": [%s], \"vdrive\": {}}".formatted(nurl));
    String[] more = {"--shares-needed", "1", "--shares-happy", "1", "--shares-total", "1"};
    create(
        "--public",
        "--report",
        "abuse@example.org",
        "-p",
        "0",
        "-i",
        json.readValue(nurl, String.class),
        more[0],
        more[1],
        more[2],
        more[3],
        more[4],
        more[5],
        gateway().toString());
    nodes.start("gateway");
    Waiting.until(() -> assertThat(nodes.gateway("gateway").serversReached()).isEqualTo(1));
    Waiting.until(() -> assertThat(nodes.gateway("gateway").knowsVdrive()).isTrue());
    WebPort web = nodes.web("gateway");

    String secret = ":" + settings().get("web").get("secret").asText();
    String basic =
        "Basic " + Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
    byte[] file = Golden.stream("public", 1000);
    assertThat(web.send("PUT", "/uri", file).header("Link")).contains("admission");
    String cap = web.send("PUT", "/uri", file, "Authorization", basic).text();
    assertThat(web.read(cap).header("Content-Disposition")).isEqualTo("attachment");
    assertThat(web.get("/vdrive/global/?t=uri").text()).startsWith("URI:DIR-RO:");
    assertThat(web.get("/vdrive/private?t=uri").status()).isEqualTo(401);
    assertThat(web.get("/vdrive/private?t=uri", "Authorization", basic).text())
        .startsWith("URI:DIR:");
    assertThat(web.get("/", "Accept", "text/html").text()).contains("mailto:abuse@example.org");
    Waiting.until(() -> assertThat(DailyFiles.in(gateway().resolve("logs"))).hasSize(1));
  }
}
