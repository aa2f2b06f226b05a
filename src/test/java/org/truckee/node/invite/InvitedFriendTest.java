package org.truckee.node.invite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.node.DeployedNodes;
import org.truckee.node.account.AccountCommand;
import org.truckee.testing.Waiting;
import org.truckee.testing.command.CommandRun;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.known.Golden;

/** A friend in a grid with accounts: from the code to a stored file. */
@Tag("slow")
class InvitedFriendTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path home;
  private DeployedNodes nodes;

  /** An introducer whose directory is the operator's, and a server that takes accounts only. */
  @BeforeEach
  void start() throws IOException {
    nodes = new DeployedNodes(home);
    nodes.deploy("intro", "{\"introducer\": {}}");
    account("create", "ann", "--quota", "1");
    nodes.deploy("store", "{\"storage\": {\"reserved_space\": 0}}");
    nodes.stop("store");
    ObjectNode settings =
        (ObjectNode)
            JSON.readTree(
                account(
                    "admit", Files.readString(home.resolve("store/private/storage.nurl")).strip()));
    ObjectNode storage = (ObjectNode) settings.get("storage");
    storage.put("reserved_space", 0);
    ((ObjectNode) storage.get("accounts")).put("required", true);
    settings.putArray("introducers").add(JSON.readTree(nodes.nurl("intro", "introducer")).asText());
    Files.writeString(home.resolve("store/conf.json"), settings.toString());
    startStore();
  }

  @AfterEach
  void stop() {
    nodes.close();
  }

  private void startStore() throws IOException {
    Files.copy(
        home.resolve("intro/accounts.list"),
        home.resolve("store/accounts.list"),
        StandardCopyOption.REPLACE_EXISTING);
    nodes.start("store");
  }

  private String account(String... words) {
    String[] all = new String[words.length + 3];
    all[0] = "account";
    System.arraycopy(words, 0, all, 1, words.length);
    all[words.length + 1] = "-C";
    all[words.length + 2] = home.resolve("intro").toString();
    CommandRun run =
        CommandRun.of(Map.of("account", AccountCommand.class), "truckee", home, "", all);
    assertThat(run.exitCode()).as(run.errors()).isZero();
    return run.text();
  }

  @Test
  void aFriend_storesByAnAccountThatCanBeRevoked() throws Exception {
    InviteFixture invite = new InviteFixture(home, home.resolve("intro"), "--quota", "1 MiB");
    CommandRun joined = InviteFixture.join(home, invite.code(), home.resolve("friend"));
    assertThat(joined.errors()).isEmpty();
    assertThat(joined.text()).contains("The grid has 1 storage server: files are stored 1-of-1");
    assertThat(invite.end()).isZero();
    assertThat(invite.errors()).contains("Your friend is in the grid. Account: friend-3.");
    assertThat(Files.readString(home.resolve("friend/private/account")))
        .isEqualTo(account("show", "friend-3", "--token"));

    nodes.start("friend");
    WebPort web = nodes.web("friend");
    byte[] file = Golden.stream("file", 100_000);
    Waiting.until(() -> assertThat(web.send("PUT", "/uri", file).status()).isEqualTo(200));

    account("revoke", "friend-3");
    assertThat(account("show", "friend-3")).contains("revoked");
  }
}
