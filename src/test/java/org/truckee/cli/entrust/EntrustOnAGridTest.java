package org.truckee.cli.entrust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.cap.Capability;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.entrust.Entrusted;
import org.truckee.protocol.entrust.Entrustment;
import org.truckee.protocol.entrust.EntrustmentText;
import org.truckee.protocol.entrust.Rhythm;
import org.truckee.testing.command.CommandHome;
import org.truckee.testing.command.CommandRun;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.LostShares;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.http.WebPort;

/** What an owner entrusts is healed by a friend's gateway, which can't read it. */
class EntrustOnAGridTest {
  @TempDir static Path directory;
  private static TestGrid grid;
  private static WebPort friends;
  private static int made;

  @TempDir Path home;
  @TempDir Path friend;
  private Path file;

  @BeforeAll
  static void start() {
    GatewaySettings settings = GatewaySettings.encoding(2, 3, 4);
    grid = TestGrid.start(directory, 4, settings);
    friends = grid.gateway(settings).web();
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  @BeforeEach
  void makeNodes() throws IOException {
    CommandHome.of(home, grid.web());
    CommandHome.of(friend, friends);
    file = friend.resolve("entrusted");
  }

  @Test
  void aFriend_healsWhatLostShares_withoutReadingIt() throws IOException {
    String cap = fileWith("SDMF", 2);
    String root = treeOf(fileWith("CHK", 2), cap);

    CommandRun entrusted = run(home, "entrust", root, file.toString());
    assertThat(entrusted.exitCode()).as(entrusted.errors()).isZero();
    assertThat(entrusted.text()).startsWith("3 files and directories are entrusted until 20");
    assertThat(Files.readString(file)).doesNotContain("URI:CHK:", "\nURI:SSK:", "URI:DIR2", cap);

    CommandRun cared = run(friend, "caretake", "once", file.toString());

    assertThat(cared.text())
        .isEqualTo(
            """
             repair successful
             repair successful
            done: 4 objects checked
             pre-repair: 2 healthy, 2 unhealthy
             2 repairs attempted, 2 successful, 0 failed
             post-repair: 4 healthy, 0 unhealthy
            """);
    assertThat(cared.exitCode()).isZero();
    assertThat(run(home, "deep-check", "--verify", root).exitCode()).isZero();
    byte[] next = "written after the repair".getBytes(StandardCharsets.UTF_8);
    assertThat(grid.web().send("PUT", WebPort.path(cap), next).status()).isEqualTo(200);
    assertThat(run(friend, "caretake", "once", "--raw", file.toString()).text()).hasLineCount(4);
  }

  @Test
  void aShareThatIsDamaged_isFoundByTheAudit() {
    String cap = fileWith("CHK", 4);
    StorageIndex index = Capability.parse(cap).verifyCap().orElseThrow().storageIndex();
    TestServer holder =
        grid.servers().stream().filter(server -> server.shares(index).contains(1)).findAny().get();
    holder.damage(index, 1, 60);
    run(home, "entrust", treeOf(cap, "URI:LIT:nbswy3dp"), file.toString());

    CommandRun cared = run(friend, "caretake", "once", file.toString());

    assertThat(cared.text()).contains(" pre-repair: 2 healthy, 1 unhealthy", "corrupt: server ");
  }

  @Test
  void withoutThePowerToRepair_nothingIsRepaired() {
    String root = treeOf(fileWith("CHK", 3), fileWith("MDMF", 3));
    assertThat(run(home, "entrust", "--without-repair", root, file.toString()).exitCode()).isZero();

    CommandRun cared = run(friend, "caretake", "once", file.toString());

    assertThat(cared.exitCode()).isEqualTo(1);
    assertThat(cared.text())
        .contains(" 0 repairs attempted", " post-repair: 2 healthy, 2 unhealthy");
  }

  @Test
  void whatIsOverOrAltered_isRefused() throws IOException {
    Ed25519SigningKey key = Ed25519SigningKey.generate(new SplittableRandom(1));
    Entrustment.Policy over = new Entrustment.Policy(LocalDate.of(2020, 1, 1), true, Rhythm.WEEKLY);
    Entrusted thing = Entrusted.of(Capability.parse(fileWith("CHK", 4)), true).orElseThrow();
    Files.writeString(file, EntrustmentText.of(key, over, Optional.empty(), List.of(thing)));
    assertThat(run(friend, "caretake", "once", file.toString()))
        .returns(1, CommandRun::exitCode)
        .matches(run -> run.errors().contains("this entrustment ended with 2020-01-01"));

    Files.writeString(file, Files.readString(file).replace("2020", "2120"));
    assertThat(run(friend, "caretake", "once", file.toString()))
        .returns(1, CommandRun::exitCode)
        .matches(run -> run.errors().contains("it is not what its owner signed"));
    assertThat(run(home, "entrust", "--until", "2020-01-01", "URI:LIT:me", file.toString()))
        .returns(2, CommandRun::exitCode);
    assertThat(run(home, "entrust", "--until", "2026-13-01", "URI:LIT:me", file.toString()))
        .matches(run -> run.errors().contains("not a date such as 2026-01-31: '2026-13-01'"));
    assertThat(run(home, "entrust", "URI:LIT:me", friend.resolve("none/file").toString()))
        .returns(4, CommandRun::exitCode)
        .matches(run -> run.errors().contains("there is no directory"));
    for (String directory : List.of("/", ".", friend.toString()))
      assertThat(run(home, "entrust", "URI:LIT:me", directory))
          .returns(2, CommandRun::exitCode)
          .matches(run -> run.errors().contains(directory + " is a directory"));
    assertThat(run(friend, "caretake", "add", "/").errors()).contains("/ can't be read");
  }

  @Test
  void whatIsNoEntrustment_isRefused() {
    for (byte[] body : List.of(new byte[0], new byte[] {-1, 0, -1}, new byte[] {'U', 'R', 'I'})) {
      assertThat(friends.send("POST", "/entrusted?t=care", body).status()).isEqualTo(400);
      assertThat(friends.send("POST", "/entrusted", body).status()).isEqualTo(400);
    }
    assertThat(friends.send("POST", "/entrusted?t=add&name=a", new byte[] {'x'}).status())
        .isEqualTo(404);
    assertThat(friends.get("/entrusted").text()).isEqualTo("[]\n");
    assertThat(friends.get("/entrusted?t=nonsense").status()).isEqualTo(400);
  }

  private String treeOf(String one, String other) {
    String root = run(home, "mkdir").text().strip();
    run(home, "ln", one, root + "/one");
    run(home, "ln", other, root + "/other");
    return root;
  }

  private static String fileWith(String format, int shares) {
    byte[] contents = ("to entrust " + made++ + " ").repeat(99).getBytes(StandardCharsets.UTF_8);
    return LostShares.put(grid, "/uri?format=" + format, contents, share -> share < shares);
  }

  private static CommandRun run(Path home, String... command) {
    return new CommandHome(home).run(command);
  }
}
