package org.truckee.cli.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.cap.Capability;
import org.truckee.testing.Waiting;
import org.truckee.testing.command.CommandHome;
import org.truckee.testing.command.CommandRun;
import org.truckee.testing.grid.DriveGrid;

/** What commands take away in a drive, and bring back. */
@Tag("slow")
class TrashCommandsTest {
  @TempDir static Path directory;
  private static DriveGrid grid;

  @TempDir Path home;
  private CommandHome commands;

  @BeforeAll
  static void startGrid() {
    grid = DriveGrid.start(directory, 1);
  }

  @AfterAll
  static void stopGrid() {
    grid.close();
  }

  @BeforeEach
  void makeNode() throws IOException {
    commands = CommandHome.of(home, grid.web());
    for (String name : done("ls", "private:").lines().toList()) done("rm", "private:" + name);
  }

  @Test
  void whatWasRemoved_comesBack() {
    put("one", "private:a/notes.txt");
    put("two", "private:a/notes.txt");
    done("rm", "private:a/notes.txt");
    assertThat(paths("private:")).containsExactlyInAnyOrder("a/notes.txt", "a/notes.txt");

    assertThat(done("trash", "restore", "private:a/notes.txt", "--to", "private:b/back"))
        .isEqualTo("restored b/back\n");
    assertThat(done("trash", "restore", "private:a/notes.txt")).isEqualTo("restored a/notes.txt\n");
    CommandRun none = run("trash", "restore", "private:a/notes.txt");
    assertThat(none.exitCode()).isEqualTo(4);
    assertThat(done("get", "private:a/notes.txt") + done("get", "private:b/back"))
        .containsOnlyOnce("one")
        .containsOnlyOnce("two");
  }

  @Test
  void aPlaceThatIsTaken_isLeftAlone_unlessReplaced() {
    put("one", "private:file");
    done("rm", "private:file");
    put("two", "private:file");

    assertThat(run("trash", "restore", "private:file").errors())
        .contains("something else has that");
    assertThat(done("get", "private:file")).isEqualTo("two");
    done("trash", "restore", "--replace", "private:file");
    assertThat(done("get", "private:file")).isEqualTo("one");
    String shortName = done("trash", "list").split(" +", -1)[2];
    done("trash", "restore", "private:", "--entry", shortName, "--to", "private:second");
    assertThat(done("get", "private:second")).isEqualTo("two");
  }

  @Test
  void copies_moves_andBackups_keepWhatTheyReplace() throws IOException {
    String root = done("mkdir").strip();
    done("add-alias", "my", root);
    grid.gateway().addDrive(Capability.parse(root));
    Path tree = Files.createDirectories(home.resolve("tree/below"));
    Files.writeString(tree.resolve("file"), "one");
    done("cp", "-r", home.resolve("tree").toString(), "my:");
    Files.writeString(tree.resolve("file"), "other");
    Waiting.untilSettled(home.resolve("tree"));
    done("cp", "-r", home.resolve("tree").toString(), "my:");
    assertThat(paths("my:")).containsExactly("tree/below/file");

    put("three", "my:elsewhere/file");
    done("mv", "my:elsewhere/file", "my:tree/below/file");
    assertThat(paths("my:")).hasSize(2).containsOnly("tree/below/file");
    assertThat(done("trash", "empty", "my:")).isEqualTo("took 2 things out of the trash\n");

    done("backup", home.resolve("tree").toString(), "my:saved");
    Files.writeString(tree.resolve("another"), "new");
    Waiting.untilSettled(home.resolve("tree"));
    done("backup", home.resolve("tree").toString(), "my:saved");
    assertThat(paths("my:")).contains("saved/Latest");
  }

  @Test
  void aTree_comesBackAsOfATime_inNumbers() {
    put("one", "private:tree/below/file");
    Instant whole = grid.clock().instant();
    grid.clock().advance(Duration.ofMinutes(1));
    done("rm", "private:tree/below/file");
    done("rm", "private:tree");

    assertThat(done("trash", "restore", "private:tree", "--as-of", whole.toString()))
        .isEqualTo("Restored 2 entries and replaced 0 entries in 2 directories.\n");
    assertThat(done("get", "private:tree/below/file")).isEqualTo("one");
    assertThat(run("trash", "restore", "private:tree", "--as-of", "soon").errors())
        .contains("must be a time such as");
  }

  @Test
  void aCopyOfADrive_passesOverItsTrash_andACopyOfTheTrashDoesNot() {
    put("gone", "private:gone");
    put("kept", "private:kept");
    done("rm", "private:gone");

    CommandRun copied = run("cp", "-r", "private:", home.resolve("out").toString());

    assertThat(copied.exitCode()).as(copied.errors()).isZero();
    assertThat(copied.errors()).contains("passed over: 'private:.trash'");
    assertThat(home.resolve("out/kept")).hasContent("kept");
    assertThat(home.resolve("out/.trash")).doesNotExist();
    done("cp", "-r", "private:.trash", home.resolve("trash").toString());
    assertThat(home.resolve("trash/.trash")).isNotEmptyDirectory();
  }

  @Test
  void aPlaceWithoutATrash_isRefused() {
    assertThat(run("trash", "list", "shared:").errors()).contains("there is no trash here");
    assertThat(run("trash", "list", "private:below").exitCode()).isEqualTo(2);
    assertThat(run("trash", "restore", "private:").exitCode()).isEqualTo(2);
    assertThat(run("trash", "restore", "private:a", "--to", "shared:a").exitCode()).isNotEqualTo(0);
  }

  private List<String> paths(String drive) {
    return done("trash", "list", drive)
        .lines()
        .map(line -> line.replaceAll("^\\S+ \\S+ +\\S+ +", "").replaceAll("/$", ""))
        .toList();
  }

  private void put(String contents, String path) {
    CommandRun put = commands.given(contents, "put", "-", path);
    assertThat(put.exitCode()).as(put.errors()).isEqualTo(0);
  }

  private String done(String... arguments) {
    CommandRun run = run(arguments);
    assertThat(run.exitCode()).as(run.errors()).isZero();
    return run.text();
  }

  private CommandRun run(String... arguments) {
    return commands.run(arguments);
  }
}
