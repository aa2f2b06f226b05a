package org.truckee.node.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.node.DeployedNodes;
import org.truckee.node.account.AccountCommand;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.testing.command.CommandRun;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.known.Golden;

/** Whole nodes on a grid with accounts, set up by the commands of its operator. */
class AccountNodeTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GATEWAY =
      "{\"gateway\": {\"web\": {\"port\": 0},"
          + " \"encoding\": {\"needed\": 1, \"happy\": 1, \"total\": 1}}}";

  @TempDir Path home;
  private DeployedNodes nodes;

  /** A storage server that has run once, whose directory is the operator's, too. */
  @BeforeEach
  void start() throws IOException {
    nodes = new DeployedNodes(home);
    nodes.deploy("store", "{\"storage\": {\"reserved_space\": 0}}");
    nodes.stop("store");
  }

  @AfterEach
  void stop() {
    nodes.close();
  }

  private String account(String... words) {
    String[] all = new String[words.length + 3];
    all[0] = "account";
    System.arraycopy(words, 0, all, 1, words.length);
    all[words.length + 1] = "-C";
    all[words.length + 2] = home.resolve("store").toString();
    CommandRun run =
        CommandRun.of(Map.of("account", AccountCommand.class), "truckee", home, "", all);
    assertThat(run.exitCode()).as(run.errors()).isZero();
    return run.text();
  }

  private void takeAccounts(String nurl) throws IOException {
    ObjectNode settings = (ObjectNode) JSON.readTree(account("admit", nurl));
    ObjectNode storage = (ObjectNode) settings.get("storage");
    storage.put("reserved_space", 0);
    ((ObjectNode) storage.get("accounts")).put("required", true);
    Files.writeString(home.resolve("store/conf.json"), settings.toString());
  }

  private String nurl() throws IOException {
    return Files.readString(home.resolve("store/private/storage.nurl")).strip();
  }

  private Path gateway(String account) throws IOException {
    NodeDirectory gateway = new NodeDirectory(home.resolve("gateway"), new SecureRandom());
    ObjectNode configuration = (ObjectNode) JSON.readTree(GATEWAY);
    configuration.set(
        "servers", JSON.readTree(home.resolve("store/private/servers.json").toFile()));
    gateway.create(configuration.toString());
    return Files.writeString(home.resolve("gateway/private/account"), account);
  }

  @Test
  void aMember_storesAndReads_andIsRefusedOverItsQuota() throws IOException {
    String ann = account("create", "ann", "--quota", "300000");
    takeAccounts(nurl());
    nodes.start("store");
    gateway(ann);
    nodes.start("gateway");
    WebPort web = nodes.web("gateway");
    byte[] file = Golden.stream("file", 200_000);

    String cap = web.send("PUT", "/uri", file).text();
    assertThat(web.get("/uri/" + cap).bytes()).isEqualTo(file);
    WebPort.Answer refused = web.send("PUT", "/uri", Golden.stream("another", 200_000));
    assertThat(refused.status()).isEqualTo(507);
    assertThat(refused.text()).contains("account 2 has used 20").contains("its quota of 300000");
    String token = ann.lines().skip(1).findFirst().orElseThrow();
    assertThat(web.get("/?t=json").text()).doesNotContain(token);
  }

  @Test
  void aServerWithTheWordForAnother_doesNotStart() throws IOException {
    account("create", "ann", "--quota", "1");
    takeAccounts("pb://" + "A".repeat(43) + "@127.0.0.1:4711/swissnum#v=1");
    assertThatThrownBy(() -> nodes.start("store"))
        .hasMessageContaining("storage.accounts.admission")
        .hasMessageContaining("is not what the operator signed for this server");
  }

  @Test
  void aGatewayWithSomethingElseForItsAccount_doesNotStart() throws IOException {
    gateway("a1_2_3_4_5_6\n");
    assertThatThrownBy(() -> nodes.start("gateway"))
        .hasMessageContaining("private/account does not hold what it must");
  }
}
