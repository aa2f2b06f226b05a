package org.truckee.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Base64;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.testing.Waiting;
import org.truckee.testing.command.CommandHome;
import org.truckee.testing.command.CommandRun;
import org.truckee.testing.grid.DriveGrid;
import org.truckee.testing.known.Golden;

/** The commands against a gateway and servers that are real. */
class CommandsOnAGridTest {
  @TempDir static Path directory;
  private static DriveGrid grid;

  @TempDir Path home;
  private CommandHome commands;

  @BeforeAll
  static void startGrid() {
    grid = DriveGrid.start(directory, 2);
  }

  @AfterAll
  static void stopGrid() {
    grid.close();
  }

  @BeforeEach
  void makeNode() throws IOException {
    commands = CommandHome.of(home, grid.web());
    for (String name : done("ls").lines().toList()) done("rm", name);
  }

  @Test
  void theQuickStart_works() throws IOException {
    Path readme = Files.writeString(home.resolve("README.md"), "read me\n".repeat(100));

    assertThat(done("ls")).isEmpty();
    assertThat(done("mkdir", "Documents")).startsWith("URI:DIR:");
    assertThat(done("put", readme.toString(), "Documents/")).startsWith("URI:CHK:");
    assertThat(done("ls", "Documents")).isEqualTo("README.md\n");
    assertThat(done("ls", "-F")).isEqualTo("Documents/\n");
    assertThat(done("get", "Documents/README.md")).isEqualTo(Files.readString(readme));
    assertThat(done("rm", "Documents/README.md")).isEqualTo("removed Documents/README.md\n");
    assertThat(done("ls", "Documents")).isEmpty();
  }

  @Test
  void aTree_comesBackEqual_andIsNotCopiedAgain() throws IOException {
    Path tree = makeTree(home.resolve("tree"));
    done("create-alias", "my");

    assertThat(done("cp", "-r", tree.toString(), "my:up")).isEqualTo("Success: files copied\n");
    assertThat(done("ls", "my:up/tree/d1")).isEqualTo("empty.txt\nf0.txt\nf1.txt\nf2.txt\n");
    done("cp", "-r", "my:up/tree", home.resolve("down").toString());
    assertThat(contents(home.resolve("down/tree"))).isEqualTo(contents(tree));

    assertThat(copied("cp", "-r", "--json", tree.toString(), "my:up")).isZero();
    assertThat(copied("cp", "-r", "--json", "my:up/tree", home.resolve("down").toString()))
        .isZero();
    Path changed = Files.writeString(tree.resolve("d2/f1.txt"), "something else");
    Files.setLastModifiedTime(changed, FileTime.fromMillis(1_000_000_000_123L));
    assertThat(copied("cp", "-r", "--json", tree.toString(), "my:up")).isEqualTo(1);
    assertThat(copied("cp", "-r", "--json", "my:up/tree", home.resolve("down").toString()))
        .isEqualTo(1);
    assertThat(contents(home.resolve("down/tree"))).isEqualTo(contents(tree));
  }

  @Test
  void withinTheGrid_aTreeIsCopied_andALinkIsMoved() throws IOException {
    Path tree = makeTree(home.resolve("tree"));
    done("cp", "-r", tree.toString(), "global:a");

    done("cp", "-r", "global:a/tree/d1", "global:b");
    assertThat(done("ls", "b/d1")).isEqualTo("empty.txt\nf0.txt\nf1.txt\nf2.txt\n");
    assertThat(done("mv", "b/d1/f0.txt", "b/")).isEqualTo("OK\n");
    assertThat(done("ls", "b")).isEqualTo("d1\nf0.txt\n");
    assertThat(done("ln", "b/f0.txt", "b/again")).isEqualTo("OK\n");
    assertThat(done("get", "b/again")).isEqualTo(done("get", "a/tree/d1/f0.txt"));
    assertThat(run("mv", "b/again", "b/d1").errors())
        .isEqualTo("You can't overwrite a directory with a file\n");
    assertThat(run("mv", "b/again", "b/again").exitCode()).isEqualTo(2);
    assertThat(done("ls", "b")).isEqualTo("again\nd1\nf0.txt\n");
  }

  /** Tahoe's links it and then takes the old link away; here it is never in both, nor in none. */
  @Test
  void aMove_isOneStep_andTakesWhatIsNotedAlong() throws IOException {
    Path tree = makeTree(home.resolve("tree"));
    Waiting.untilSettled(tree);
    done("cp", "-r", tree.toString(), "global:");
    done("mkdir", "b");
    String noted = metadata("tree/d1/f0.txt").path("mtime").toString();
    int before = grid.vdrive().requests().size();

    done("mv", "tree/d1/f0.txt", "b/moved.txt");

    assertThat(grid.vdrive().requests().subList(before, grid.vdrive().requests().size()))
        .filteredOn(request -> request.startsWith("POST"))
        .hasSize(1);
    assertThat(done("ls", "tree/d1")).isEqualTo("empty.txt\nf1.txt\nf2.txt\n");
    assertThat(metadata("b/moved.txt").path("mtime").toString()).isEqualTo(noted).isNotEmpty();
  }

  private JsonNode metadata(String path) throws IOException {
    return new ObjectMapper().readTree(done("ls", "--json", path)).path(1).path("metadata");
  }

  @Test
  void aMove_leadsFromADriveToADirectoryOfTheGridToo_andBack() {
    commands.given("hello", "put", "-", "x");
    done("create-alias", "my");

    done("mv", "x", "my:y");
    assertThat(done("ls")).isEmpty();
    assertThat(done("get", "my:y")).isEqualTo("hello");
    done("mv", "my:y", "z");
    assertThat(done("ls", "my:")).isEmpty();
    assertThat(done("get", "z")).isEqualTo("hello");
  }

  @Test
  void aMove_makesTheDirectoryThatIsMissing_ifThereIsSomethingToMove() {
    commands.given("hello", "put", "-", "x");

    assertThat(run("mv", "y", "new/y").exitCode()).isEqualTo(4);
    assertThat(done("ls")).isEqualTo("x\n");
    done("mv", "x", "new/deep/");
    assertThat(done("get", "new/deep/x")).isEqualTo("hello");
    assertThat(done("ls")).isEqualTo("new\n");
  }

  /** The same directory under two aliases: what is moved onto itself must not get lost. */
  @Test
  void aLinkThatIsMovedOntoItself_stays() {
    String cap = done("mkdir").strip();
    done("add-alias", "one", cap);
    commands.given(cap + "\n", "add-alias", "two:");
    commands.given("hello", "put", "-", "one:x");

    assertThat(run("mv", "one:x", "two:").exitCode()).isEqualTo(2);
    assertThat(done("get", "two:x")).isEqualTo("hello");
  }

  @Test
  void aMutableFile_isChangedInPlace() {
    String cap = commands.given("first", "put", "--mutable").text().strip();
    assertThat(cap).startsWith("URI:SSK:");

    assertThat(commands.given("second", "put", "-", cap).text().strip()).isEqualTo(cap);
    assertThat(commands.given(cap + "\n", "get", "-").text()).isEqualTo("second");
  }

  /** A key that was recorded with Tahoe, in PEM, gives the capability that Tahoe made of it. */
  @Test
  void aPrivateKey_decidesTheCapability() throws IOException {
    JsonNode row = Golden.rows("mutable.jsonl.gz").get(0);
    byte[] der = Golden.hex(row, "private_key_der_hex").toArray();
    String base64 = Base64.getMimeEncoder().encodeToString(der);
    Path pem =
        Files.writeString(
            home.resolve("key.pem"),
            "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n");

    CommandRun put = commands.given("x", "put", "-m", "--private-key-path", pem.toString());
    assertThat(put.text().strip()).isEqualTo(row.get("write_cap").asText());
  }

  @Test
  void aBackup_canBeRead_andIsMadeOfWhatWasThere() throws IOException {
    Path tree = makeTree(home.resolve("tree"));
    Waiting.untilSettled(tree);

    assertThat(done("backup", "--exclude", "f2*", tree.toString(), "backups"))
        .startsWith(" 9 files uploaded (0 reused)");
    assertThat(done("backup", "--exclude", "f2*", tree.toString(), "backups"))
        .contains(" 0 files uploaded (9 reused)", "0 directories created (4 reused)");
    assertThat(done("backup", "-v", "--ignore-timestamps", tree.toString(), "more"))
        .contains("uploading '" + tree.resolve("d1/f0.txt") + "'..\n", "f0.txt -> URI:")
        .contains("Backing up 1/16... 0h 0m ", "Backing up 16/16... 0h 0m ")
        .contains(" directories created (", " files and directories checked\n")
        .contains("\n backup done, elapsed time: 0:00:");
    done("cp", "-r", "global:backups/Latest", home.resolve("down").toString());
    SortedMap<String, String> expected = contents(tree);
    expected.keySet().removeIf(name -> name.contains("f2"));
    assertThat(contents(home.resolve("down/Latest"))).isEqualTo(expected);
    assertThat(done("check", "backups/Latest")).startsWith("Summary: Healthy");
  }

  @Test
  void aWalk_seesEverything() throws IOException {
    done("cp", "-r", makeTree(home.resolve("tree")).toString(), "global:");

    assertThat(done("deep-check", ""))
        .endsWith("done: 17 objects checked, 17 healthy, 0 unhealthy\n");
    assertThat(done("manifest")).hasLineCount(17).contains(" tree/d0/f1.txt\n");
    assertThat(done("stats")).contains("     count-directories: 5\n");
    assertThat(done("webopen", "--print", "tree/d0"))
        .isEqualTo(grid.web().address() + "vdrive/global/tree/d0\n");
  }

  @Test
  void status_tellsWhatWasDone() throws IOException {
    done("mkdir", "--format=sdmf");
    String file = done("put", makeTree(home.resolve("tree")).resolve("d1/f1.txt").toString());
    done("get", file.strip());

    assertThat(done("status"))
        .contains("2 of 2 servers answer\n", "Statistics (for the last ", " uploaded ")
        .contains("No active operations.\n", "Recent operations:\n")
        .containsPattern("  upload +[a-z2-7]{26} +[0-9.]+ k?B  done\n")
        .contains("more (audits, repairs, mutable files and directories), which --verbose shows\n")
        .doesNotContain("  publish ");
    assertThat(done("status", "-v")).contains("  publish ").doesNotContain("--verbose");
    JsonNode all = new ObjectMapper().readTree(done("status", "--json"));
    assertThat(all.at("/operations/recent/0/type").asText()).isEqualTo("download");
  }

  private static Path makeTree(Path root) throws IOException {
    Random random = new Random(7);
    for (int d = 0; d < 3; d++) {
      Path sub = Files.createDirectories(root.resolve("d" + d));
      Files.createFile(sub.resolve("empty.txt"));
      for (int f = 0; f < 3; f++) {
        byte[] bytes = new byte[100 + random.nextInt(2000)];
        random.nextBytes(bytes);
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) ('a' + (bytes[i] & 15));
        Files.write(sub.resolve("f" + f + ".txt"), bytes);
      }
    }
    return root;
  }

  private static SortedMap<String, String> contents(Path root) throws IOException {
    SortedMap<String, String> contents = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.filter(Files::isRegularFile).toList())
        contents.put(root.relativize(path).toString(), Files.readString(path));
    }
    return contents;
  }

  private int copied(String... command) throws IOException {
    return new ObjectMapper().readTree(done(command)).path("files_copied").asInt();
  }

  private String done(String... command) {
    CommandRun run = run(command);
    assertThat(run.errors().lines()).allMatch(line -> line.contains("this brings it back: "));
    assertThat(run.exitCode()).isZero();
    return run.text();
  }

  private CommandRun run(String... command) {
    return commands.run(command);
  }
}
