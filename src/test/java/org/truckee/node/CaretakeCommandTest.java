package org.truckee.node;

import static org.assertj.core.api.Assertions.assertThat;

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

/** An owner and a friend, by commands: the friend's gateway takes in what the owner entrusts. */
@Tag("slow")
class CaretakeCommandTest {
  private static final String GATEWAY =
      "{%s\"gateway\": {\"web\": {\"port\": 0}, \"encoding\": {\"needed\": 1, \"happy\": 1,"
          + " \"total\": 1}}, \"introducers\": [%s]}";

  @TempDir Path home;
  private DeployedNodes nodes;
  private Path file;

  @BeforeEach
  void start() throws IOException {
    nodes = new DeployedNodes(home);
    nodes.deploy("introducer", "{\"introducer\": {}}");
    String storage = "\"storage\": {\"reserved_space\": 0, \"durable\": false}, ";
    String nurl = nodes.nurl("introducer", "introducer");
    nodes.deploy("owner", GATEWAY.formatted(storage, nurl));
    nodes.deploy("friend", GATEWAY.formatted("", nurl));
    for (String node : List.of("owner", "friend"))
      Waiting.untilTrue(() -> nodes.gateway(node).serversReached() == 1);
    file = home.resolve("for friend");
  }

  @AfterEach
  void stop() {
    nodes.close();
  }

  private CommandRun run(String node, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("-C", home.resolve(node).toString()));
    return CommandRun.of("truckee", home, "", all.toArray(String[]::new));
  }

  private String ok(String node, String... arguments) {
    CommandRun run = run(node, arguments);
    assertThat(run.exitCode()).as(run.errors()).isZero();
    return run.text();
  }

  private String entrust(String... more) throws IOException {
    String root = nodes.web("owner").send("POST", "/uri?t=mkdir", new byte[0]).text();
    nodes.web("owner").send("PUT", "/uri/" + root + "/file", new byte[100]);
    List<String> line = new ArrayList<>(List.of("entrust", root, file.toString()));
    line.addAll(List.of(more));
    return ok("owner", line.toArray(String[]::new));
  }

  @Test
  void whatIsEntrusted_isTakenIn_listed_reported_andGivenUp() throws IOException {
    String key = ok("friend", "caretake", "key").strip();
    assertThat(entrust("--every", "day", "--caretaker", key)).startsWith("2 files and directories");
    assertThat(ok("owner", "entrust", "reports")).contains("for friend: no report yet");
    assertThat(ok("friend", "caretake", "list")).contains("nothing was entrusted");

    assertThat(ok("friend", "caretake", "add", file.toString())).startsWith("3 things are cared");
    Waiting.until(
        () -> assertThat(ok("friend", "caretake", "list")).contains("for friend", "3 healthy"));
    assertThat(ok("owner", "entrust", "reports"))
        .contains("by " + key, "3 files and directories: 3 healthy");
    assertThat(ok("friend", "upkeep", "list")).contains("entrusted:for friend");
    assertThat(ok("friend", "upkeep", "status")).doesNotContain("URI:");

    Path sent = home.resolve("sent");
    Files.writeString(sent, ok("friend", "caretake", "report", "for friend"));
    ok("owner", "entrust", "reports", "for friend", "--from", sent.toString());
    Files.writeString(sent, Files.readString(sent).replace("things 3 3", "things 4 4"));
    CommandRun forged = run("owner", "entrust", "reports", "for friend", "--from", sent.toString());
    assertThat(forged.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(forged.text()).contains("false or damaged");

    ok("friend", "caretake", "remove", "for friend");
    assertThat(ok("friend", "caretake", "list")).contains("nothing was entrusted");
    assertThat(ok("owner", "entrust", "forget", "for friend")).contains("no more reports");
    assertThat(ok("owner", "entrust", "reports")).contains("nothing is entrusted");
  }

  @Test
  void wrongLines_areAnsweredClearly() throws IOException {
    entrust();
    assertWrong(2, "needs a PATH and a FILE", "owner", "entrust");
    assertWrong(2, "day or week", "owner", "entrust", "x", "y", "--every", "month");
    assertWrong(2, "takes a key", "owner", "entrust", "x", "y", "--caretaker", "me");
    assertWrong(4, "nothing is entrusted as", "owner", "entrust", "reports", "other");
    assertWrong(4, "nothing is entrusted as", "owner", "entrust", "forget", "other");
    assertWrong(2, "--from needs a NAME", "owner", "entrust", "reports", "--from", "x");
    assertWrong(4, "under that name", "friend", "caretake", "remove", "other");
    assertWrong(4, "under that name", "friend", "caretake", "report", "other");
    assertWrong(1, "the name of an", "friend", "caretake", "add", file.toString(), "--name", "a/b");
    Files.writeString(file, Files.readString(file).replace("repair yes", "repair no"));
    assertWrong(1, "not what its owner signed", "friend", "caretake", "add", file.toString());
    Files.writeString(file, "nonsense");
    assertWrong(1, "is no entrustment", "friend", "caretake", "add", file.toString());
    assertThat(run("friend", "caretake", "add", home.resolve("none").toString()).errors())
        .contains("none");
  }

  private void assertWrong(int code, String why, String node, String... arguments) {
    CommandRun run = run(node, arguments);
    assertThat(run.errors()).contains(why);
    assertThat(run.exitCode()).isEqualTo(code);
  }
}
