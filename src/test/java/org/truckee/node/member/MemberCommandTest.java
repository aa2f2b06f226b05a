package org.truckee.node.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.testing.command.CommandRun;
import org.truckee.web.member.MemberStore;

/** The owner of a gateway with members, at a terminal. */
class MemberCommandTest {
  private static final String LINK = "https://files\\.example/sign-in\\?link=[a-z2-7]{52}\n";

  @TempDir Path home;

  @BeforeEach
  void make() throws IOException {
    make("node", "{'enabled': true, 'address': 'https://files.example'}");
  }

  private void make(String name, String members) throws IOException {
    String text = "{'gateway': {'web': {'port': 0, 'members': " + members + "}}}";
    new NodeDirectory(home.resolve(name), new SecureRandom()).create(text.replace('\'', '"'));
  }

  private CommandRun runAt(String node, String... words) {
    String[] all = new String[words.length + 3];
    all[0] = "member";
    System.arraycopy(words, 0, all, 1, words.length);
    all[words.length + 1] = "-C";
    all[words.length + 2] = home.resolve(node).toString();
    return CommandRun.of(Map.of("member", MemberCommand.class), "truckee", home, "", all);
  }

  private CommandRun run(String... words) {
    return runAt("node", words);
  }

  @Test
  void aMember_isAdded_listed_andRemoved() {
    assertThat(run("list").errors()).contains("There is no member.");
    CommandRun added = run("add", "ann");
    assertThat(added.text()).as(added.errors()).matches(LINK);
    assertThat(added.errors()).contains("within 7 days", "works once");
    assertThat(run("add", "bob", "--lasts", "1 year", "--within", "1 day").text()).matches(LINK);
    assertThat(run("list").text())
        .matches("ann  invited  since \\S+Z\nbob  invited  since \\S+Z  until \\S+Z\n");
    assertThat(run("link", "ann").text()).matches(LINK).isNotEqualTo(added.text());

    CommandRun removed = run("remove", "ann");
    assertThat(removed.text()).matches("URI:DIR:[a-z2-7]{52}\n");
    assertThat(run("list").text()).startsWith("bob");
    assertThat(run("add", "ann").exitCode()).isZero();
    assertThat(run("remove", "ann").text()).as("another drive").isNotEqualTo(removed.text());
  }

  @Test
  void aQuota_isGivenAndTakenBack() throws IOException {
    make("bounded", "{'enabled': true, 'address': 'https://files.example', 'quota': '2 GiB'}");
    runAt("bounded", "add", "ann");
    assertThat(runAt("bounded", "list").text()).endsWith("  has stored 0 B of 2 GiB\n");
    assertThat(runAt("bounded", "quota", "ann", "10 GiB").exitCode()).isZero();
    assertThat(runAt("bounded", "list").text()).endsWith(" of 10 GiB\n");
    assertThat(runAt("bounded", "quota", "ANN", "none").exitCode()).isZero();
    assertThat(runAt("bounded", "list").text()).doesNotContain("stored");
    assertThat(runAt("bounded", "quota", "ann", "usual").exitCode()).isZero();
    assertThat(runAt("bounded", "list").text()).endsWith(" of 2 GiB\n");

    assertThat(runAt("bounded", "quota", "bob", "none").exitCode()).isEqualTo(4);
    assertThat(runAt("bounded", "quota", "bob", "none").errors()).contains("no member of that");
    for (String size : new String[] {"much", "-1", "1 XB", ""}) {
      CommandRun wrong = runAt("bounded", "quota", "ann", size);
      assertThat(wrong.exitCode()).as(size).isEqualTo(2);
    }
    assertThat(runAt("bounded", "quota", "ann").exitCode()).isEqualTo(2);
  }

  /** The settings of such a gateway are in the grid's file, which is elsewhere. */
  @Test
  void aGatewayOfAWholeGrid_hasMembersToo() throws IOException {
    Path gateway = Files.createDirectories(home.resolve("grid/gateway/private"));
    assertThat(runAt("grid/gateway", "list").errors()).contains("holds no node");

    MemberStore.open(gateway.resolve("members.sqlite"), new SecureRandom()).close();
    assertThat(runAt("grid/gateway", "add", "ann").errors()).contains("start it first");
    Files.writeString(home.resolve("grid/gateway/node.url"), "http://127.0.0.1:3456/\n");
    assertThat(runAt("grid/gateway", "add", "ann").text())
        .startsWith("http://127.0.0.1:3456/sign-in?link=");
    assertThat(runAt("grid/gateway", "list").text()).startsWith("ann  invited");
  }

  @Test
  void whatCantBeDone_isRefusedInWords() {
    run("add", "ann");
    assertThat(run("add", "Ann").exitCode()).isEqualTo(1);
    assertThat(run("add", "Ann").errors()).contains("there is a member Ann already");
    assertThat(run("link", "bob").exitCode()).isEqualTo(4);
    assertThat(run("remove", "bob").exitCode()).isEqualTo(4);
    assertThat(run("remove", "bob").errors()).contains("no member of that name");
    assertThat(run("remove", "ann").exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "ä", "", ".", "a/b"})
  void aNameThatIsNone_isRefused(String name) {
    CommandRun run = run("add", name);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors()).contains("a name is up to 64 letters, digits");
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "0 days", "999999999 years", "-1 days"})
  void aTimeThatIsNone_isRefused(String time) {
    CommandRun run = run("add", "ann", "--within=" + time);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors()).contains("a time is such as");
    assertThat(run("list").text()).isEmpty();
  }

  @Test
  void aGatewayWithoutMembers_saysHowToHaveSome() throws IOException {
    make("plain", "{}");
    CommandRun run = runAt("plain", "add", "ann");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).contains("gateway.web.members.enabled", "conf.json");
    assertThat(home.resolve("plain/private/members.sqlite")).doesNotExist();
    NodeDirectory store = new NodeDirectory(home.resolve("store"), new SecureRandom());
    store.create("{\"storage\": {}}");
    assertThat(runAt("store", "list").errors()).contains("is the directory of no gateway");
    assertThat(runAt("nothing", "list").exitCode()).isNotZero();
    assertThat(home.resolve("nothing")).doesNotExist();
  }

  @Test
  void theAddress_isThatOfTheGateway_unlessItIsSaid() throws IOException {
    make("local", "{'enabled': true}");
    assertThat(runAt("local", "add", "ann").errors()).contains("start it first");
    assertThat(runAt("local", "list").text()).as("nobody is added without a link").isEmpty();
    Files.writeString(home.resolve("local/node.url"), "http://127.0.0.1:3456/\n");
    assertThat(runAt("local", "add", "ann").text())
        .startsWith("http://127.0.0.1:3456/sign-in?link=");
  }
}
