package org.truckee.node.invite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.node.DeployedNodes;
import org.truckee.node.account.InviteCommand;
import org.truckee.protocol.announcement.Nurl;
import org.truckee.protocol.invite.InviteCode;
import org.truckee.testing.command.CommandRun;

/** Two friends at their terminals, and an introducer between them. */
class InviteCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path home;
  private static DeployedNodes nodes;

  @BeforeAll
  static void start() throws IOException {
    nodes = new DeployedNodes(home);
    nodes.deploy("intro", "{\"introducer\": {}}");
    node("member", "{\"introducers\": [" + nodes.nurl("intro", "introducer") + "]}");
  }

  @AfterAll
  static void stop() {
    nodes.close();
  }

  private static Path node(String name, String configuration) throws IOException {
    Path node = Files.createDirectories(home.resolve(name));
    Files.createDirectories(node.resolve("private"));
    Files.writeString(node.resolve("conf.json"), configuration);
    return node;
  }

  private static InviteFixture invite() {
    return new InviteFixture(home, home.resolve("member"));
  }

  private static CommandRun join(String code, String directory) {
    return InviteFixture.join(home, code, home.resolve(directory));
  }

  private static CommandRun refused(Path node, String... options) {
    String[] all = new String[options.length + 3];
    all[0] = "invite";
    all[1] = "-C";
    all[2] = node.toString();
    System.arraycopy(options, 0, all, 3, options.length);
    CommandRun run = CommandRun.of(Map.of("invite", InviteCommand.class), "truckee", home, "", all);
    assertThat(run.exitCode()).isNotZero();
    return run;
  }

  @Test
  void aFriendWithTheCode_getsANodeOfTheGrid_andNobodyWithItAfterwards() throws Exception {
    InviteFixture invite = invite();
    String code = invite.code();
    CommandRun joined = join(code.toUpperCase(Locale.ROOT), "friend");

    assertThat(joined.errors()).isEmpty();
    assertThat(joined.text()).contains("The grid has 0 storage servers", "truckee start -C ");
    assertThat(invite.end()).isZero();
    assertThat(invite.errors())
        .contains("good for one try, within 60 minutes")
        .contains("Your friend is in the grid.");
    JsonNode made = JSON.readTree(home.resolve("friend/conf.json").toFile());
    assertThat(made.at("/introducers/0").asText())
        .isEqualTo(JSON.readTree(nodes.nurl("intro", "introducer")).asText());
    assertThat(Files.exists(home.resolve("friend/private/account"))).isFalse();

    CommandRun again = join(code, "another");
    assertThat(again.exitCode()).isEqualTo(4);
    assertThat(again.errors()).contains("it has ended, was used, or never was; ask for a new code");
    assertThat(Files.exists(home.resolve("another"))).isFalse();
  }

  /** Its settings are those of the grid, in another place. */
  @Test
  void theIntroducerOfAWholeGrid_invitesToo() throws Exception {
    Path introducer = home.resolve("grid/introducer");
    Files.createDirectories(introducer.resolve("private"));
    Files.writeString(
        introducer.resolve("private/introducer.nurl"),
        JSON.readTree(nodes.nurl("intro", "introducer")).asText() + "\n");
    InviteFixture invite = new InviteFixture(home, introducer);

    assertThat(join(invite.code(), "guest").errors()).isEmpty();
    assertThat(invite.end()).isZero();
  }

  @Test
  void wrongWords_useTheCodeUp_andBothAreTold() throws Exception {
    InviteFixture invite = invite();
    CommandRun wrong = join(InviteFixture.mistaken(invite.code()), "wrong");
    assertThat(wrong.exitCode()).isEqualTo(1);
    assertThat(wrong.errors()).contains("the words of the code are wrong").contains("one try");
    assertThat(invite.end()).isEqualTo(1);
    assertThat(invite.errors()).contains("with other words, and got nothing");

    assertThat(join(invite.code(), "late").errors())
        .contains("somebody has used that code already");
    assertThat(Files.exists(home.resolve("wrong"))).isFalse();
  }

  @Test
  void aWordThatIsNone_usesNothingUp() throws Exception {
    InviteFixture invite = invite();
    CommandRun slip = join(invite.code().replaceFirst("-[a-z]+-", "-gutiarist-"), "slip");
    assertThat(slip.exitCode()).isEqualTo(2);
    assertThat(slip.errors()).contains("\"gutiarist\" is never the first word of a code");
    assertThat(join("7", "slip").errors()).contains("it looks like 7-guitarist-zulu@");

    assertThat(join(invite.code(), "slip").errors()).isEmpty();
    assertThat(invite.end()).isZero();
  }

  @Test
  void aDirectoryOfANode_isLeftAlone_andTheCodeStaysGood() throws Exception {
    InviteFixture invite = invite();
    Path node = node("full", "{}");
    assertThat(join(invite.code(), "full").errors())
        .contains("holds a node already: the code was not used");
    assertThat(Files.readString(node.resolve("conf.json"))).isEqualTo("{}");
    Files.writeString(home.resolve("file"), "");
    assertThat(join(invite.code(), "file/node").errors()).contains("no directory can be made in");

    assertThat(join(invite.code(), "other").errors()).isEmpty();
    assertThat(invite.end()).isZero();
  }

  @Test
  void withoutAnIntroducer_bothAreTold() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    CommandRun away = join("7-guitarist-zulu@127.0.0.1:" + closed, "away");
    assertThat(away.exitCode()).isEqualTo(3);
    assertThat(away.errors())
        .contains("the introducer at 127.0.0.1:" + closed + " can't be reached");

    String nurl = "pb://%s@127.0.0.1:%d/swissnum#v=1".formatted("A".repeat(43), closed);
    CommandRun alone = refused(node("alone", "{\"introducers\": [\"" + nurl + "\"]}"));
    assertThat(alone.errors()).contains("can't be reached");
    assertThat(refused(node("none", "{}")).errors()).contains("knows no introducer");
    assertThat(refused(node("fresh", "{\"introducer\": {}}")).errors()).contains("start it first");
    assertThat(refused(home.resolve("member"), "--name", "ann").errors())
        .contains("this node is not the operator's");
  }

  @Test
  void anIntroducerWithAnotherKeyOrSecret_isToldApart() throws IOException {
    Nurl nurl = Nurl.parse(JSON.readTree(nodes.nurl("intro", "introducer")).asText());
    String other = nurl.toUri().replaceFirst("pb://.{43}", "pb://" + "A".repeat(43));
    assertThat(refused(node("key", "{\"introducers\": [\"" + other + "\"]}")).errors())
        .contains("no introducer of this grid is at " + nurl);
    String wrong = nurl.toUri().replaceFirst("/[^/]+#", "/wrong#");
    assertThat(refused(node("secret", "{\"introducers\": [\"" + wrong + "\"]}")).errors())
        .contains("does not know this node's secret");
  }

  @Test
  void whereTooManyInvitesWait_aMemberIsTold() throws IOException {
    nodes.deploy("busy", "{\"introducer\": {}}");
    Nurl nurl = Nurl.parse(JSON.readTree(nodes.nurl("busy", "introducer")).asText());
    for (int i = 0; i < 20; i++) {
      InviteCode code = Inviting.begin(nurl, new SecureRandom()).code();
      assertThat(code.number()).isPositive();
    }
    assertThat(refused(home.resolve("busy")).errors()).contains("has no room for another invite");
    nodes.stop("busy");
  }
}
