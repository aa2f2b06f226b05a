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

  /** A friend who joins, and is called by a number; the gateway's web port. */
  private WebPort join(String directory, String account) throws Exception {
    InviteFixture invite = new InviteFixture(home, home.resolve("intro"), "--quota", "1 MiB");
    CommandRun joined = InviteFixture.join(home, invite.code(), home.resolve(directory));
    assertThat(joined.errors()).isEmpty();
    assertThat(joined.text()).contains("The grid has 1 storage server: files are stored 1-of-1");
    assertThat(invite.end()).isZero();
    assertThat(invite.errors()).contains("Your friend is in the grid. Account: " + account + ".");
    assertThat(Files.readString(home.resolve(directory + "/private/account")))
        .isEqualTo(account("show", account, "--token"));
    nodes.start(directory);
    return nodes.web(directory);
  }

  private static byte[] file(String name) {
    return Golden.stream(name, 100_000);
  }

  /** Stores a file of its own, as soon as the server is met. */
  private static String store(WebPort web, String name) {
    Waiting.until(() -> assertThat(web.send("PUT", "/uri", file(name)).status()).isEqualTo(200));
    return web.put(file(name));
  }

  @Test
  void aFriendWhoIsRevoked_neitherReadsNorWrites_andOthersGoOn() throws Exception {
    WebPort friend = join("friend", "friend-3");
    WebPort other = join("other", "friend-4");
    String mine = store(friend, "of the friend");
    String theirs = store(other, "of the other");
    assertThat(friend.read(theirs).bytes()).isEqualTo(file("of the other"));

    account("revoke", "friend-3");
    assertThat(account("show", "friend-3")).contains("revoked");
    Path list = Files.copy(home.resolve("intro/accounts.list"), home.resolve("store/new.list"));
    Files.move(list, home.resolve("store/accounts.list"), StandardCopyOption.REPLACE_EXISTING);

    String reason = "account 3 was revoked by its operator";
    Waiting.until(() -> assertThat(friend.read(mine).text()).contains(reason));
    assertThat(friend.read(mine).status()).isEqualTo(403);
    assertThat(friend.read(theirs).status()).isEqualTo(403);
    WebPort.Answer refused = friend.send("PUT", "/uri", file("another of the friend"));
    assertThat(refused.status()).isGreaterThanOrEqualTo(400);
    assertThat(refused.text()).contains(reason);

    assertThat(other.read(theirs).bytes()).isEqualTo(file("of the other"));
    assertThat(other.read(mine).bytes())
        .as("the capability was given away")
        .isEqualTo(file("of the friend"));
    store(other, "another of the other");
  }
}
