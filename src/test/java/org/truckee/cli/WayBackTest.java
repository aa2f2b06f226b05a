package org.truckee.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.testing.command.CommandHome;
import org.truckee.testing.command.CommandRun;
import org.truckee.testing.grid.DriveGrid;

/** Removed and replaced things: a command names each with a line that brings it back. */
class WayBackTest {
  private static final String BACK = "this brings it back: truckee ";

  @TempDir static Path directory;
  private static DriveGrid grid;

  @TempDir Path home;
  private CommandHome commands;
  private Path one;
  private Path two;
  private String root;

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
    one = Files.writeString(home.resolve("one"), "one\n".repeat(30));
    two = Files.writeString(home.resolve("two"), "two\n".repeat(30));
    root = "shared:" + home.getFileName();
    done("mkdir", root);
  }

  @Test
  void whatIsRemoved_comesBack() throws IOException {
    put(one, root + "/d/it's $HOME");

    CommandRun removed = done("rm", root + "/d");

    assertThat(removed.text()).isEqualTo("removed " + root + "/d\n");
    assertThat(run("ls", root + "/d").exitCode()).isEqualTo(4);
    followWayBack(removed);
    assertThat(done("get", root + "/d/it's $HOME").text()).isEqualTo(Files.readString(one));
  }

  @Test
  void theLine_namesTheNodeThatWasChosen() throws IOException {
    String node = home.resolve(".truckee").toString();
    String url = grid.web().address().toString();
    for (List<String> choice :
        List.of(
            List.of("-C", node), List.of("-u", url), List.of("-C", home.toString(), "-u", url))) {
      put(one, root + "/chosen");
      List<String> command = new ArrayList<>(choice);
      command.add(0, "rm");
      command.add(root + "/chosen");
      CommandRun removed = done(command.toArray(String[]::new));

      assertThat(removed.errors()).contains(BACK + "ln " + String.join(" ", choice) + " URI:");
      followWayBack(removed);
      assertThat(done("get", root + "/chosen").text()).isEqualTo(Files.readString(one));
    }
  }

  @Test
  void aFullDirectory_isRemovedAtATerminal_onlyIfThatIsMeant() {
    put(one, root + "/d/f");
    for (String no : new String[] {"", "\n", "n\n", "nonsense\n"})
      assertThat(CommandRun.answered(home, no, "rm", root + "/d"))
          .returns(1, CommandRun::exitCode)
          .extracting(CommandRun::errors)
          .asString()
          .contains("is a directory that is not empty", "nothing was removed");
    assertThat(done("get", root + "/d/f").exitCode()).isZero();

    assertThat(CommandRun.answered(home, "y\n", "rm", root + "/d").exitCode()).isZero();
    done("mkdir", root + "/empty");
    assertThat(CommandRun.answered(home, "", "rm", root + "/empty").exitCode()).isZero();
    put(one, root + "/d/f");
    assertThat(CommandRun.answered(home, "", "rm", root + "/d/f").exitCode()).isZero();
    put(one, root + "/d/f");
    assertThat(CommandRun.answered(home, "", "rm", "-f", root + "/d").exitCode()).isZero();
    assertThat(done("ls", root).text()).isEmpty();
  }

  @Test
  void whatIsReplaced_byEachCommandThatReplaces_comesBack() throws IOException {
    put(two, root + "/other");
    Path tree = Files.createDirectories(home.resolve("tree"));
    Files.copy(two, tree.resolve("x y"));
    String place = root + "/tree/x y";
    for (String[] command :
        List.of(
            new String[] {"put", two.toString(), place},
            new String[] {"cp", two.toString(), place},
            new String[] {"cp", root + "/other", place},
            new String[] {"cp", "-r", tree.toString(), root},
            new String[] {"ln", root + "/other", place},
            new String[] {"mv", root + "/other", place})) {
      put(one, place);

      CommandRun run = done(command);

      assertThat(done("get", place).text()).isEqualTo(Files.readString(two));
      followWayBack(run);
      assertThat(done("get", place).text()).isEqualTo(Files.readString(one));
    }
  }

  @Test
  void theSameAgain_replacesNothing() {
    put(one, root + "/same");
    assertThat(done("put", one.toString(), root + "/same").errors()).isEmpty();
    assertThat(done("put", "-q", two.toString(), root + "/same").errors()).isEmpty();
  }

  @Test
  void aDirectory_isNeverMovedIntoItself() {
    String cap = done("mkdir").text().strip();
    String sub = done("mkdir", cap + "/d/sub").text().strip();
    done("add-alias", "top", cap);
    put(one, cap + "/d/f");
    put(one, cap + "/file");

    for (String target :
        List.of(
            cap + "/d/",
            cap + "/d/e",
            cap + "/d/sub/",
            "top:d/sub/",
            "top:d/new/",
            sub + "/",
            sub)) {
      CommandRun run = run("mv", cap + "/d", target);
      assertThat(run.exitCode()).as(target).isEqualTo(1);
      assertThat(run.errors())
          .isEqualTo("a directory can't be moved into itself: nothing is moved\n");
    }
    assertThat(done("ls", "-F", cap).text()).isEqualTo("d/\nfile\n");
    assertThat(done("ls", "-F", cap + "/d").text()).isEqualTo("f\nsub/\n");
    done("mv", "top:file", sub + "/");
    assertThat(done("get", "top:d/sub/file").text()).isEqualTo("one\n".repeat(30));
  }

  @Test
  void aDirectory_isNoFile() throws IOException {
    done("mkdir", root + "/d");
    Path out = home.resolve("out");

    assertThat(run("get", root + "/d", out.toString()))
        .returns(1, CommandRun::exitCode)
        .returns(root + "/d is a directory: use cp -r\n", CommandRun::errors);
    assertThat(out).doesNotExist();
    assertThat(run("put", one.toString(), root + "/d"))
        .returns(1, CommandRun::exitCode)
        .extracting(CommandRun::errors)
        .asString()
        .startsWith(root + "/d is a directory");
    Path page = Files.writeString(home.resolve("p.html"), "<p>a file</p>".repeat(10));
    put(page, root + "/p.html");
    assertThat(done("get", root + "/p.html").text()).isEqualTo(Files.readString(page));
  }

  /** Nobody trims names, and two that differ by a space are two. */
  @Test
  void spaces_belongToNames() throws IOException {
    for (String name : List.of("x", "x ", " x", "x\u3000", "x\t", "+x", "x%41", "x;y&z=1#?")) {
      assertThat(commands.given(name, "put", "-", root + "/" + name).exitCode()).isZero();
    }
    assertThat(done("get", root + "/x ").text()).isEqualTo("x ");
    done("mv", root + "/x ", root + "/ y ");
    done("ln", root + "/x", root + "/l ");
    done("mkdir", root + "/dir ");
    assertThat(done("ls", root).text())
        .isEqualTo(" x\n y \n+x\ndir \nl \nx\n\"x\\x09\"\nx%41\nx;y&z=1#?\nx\u3000\n");
    done("rm", root + "/ x");
    assertThat(done("get", root + "/x").text()).isEqualTo("x");
    assertThat(commands.given(root + "/ y \n", "get", "-").text()).isEqualTo("x ");
    done("cp", root + "/ y ", home + "/ y ");
    assertThat(home.resolve(" y ")).hasContent("x ");
  }

  private void put(Path file, String place) {
    done("put", "-q", file.toString(), place);
  }

  /** Does what a shell would do with the line that was told. */
  private void followWayBack(CommandRun run) throws IOException {
    assertThat(run.errors()).containsOnlyOnce(BACK);
    String line = run.errors().substring(run.errors().indexOf(BACK) + BACK.length()).strip();
    Process shell = new ProcessBuilder("bash", "-c", "printf '%s\\0' " + line).start();
    byte[] words = shell.getInputStream().readAllBytes();
    done(new String(words, StandardCharsets.UTF_8).split("\0"));
  }

  private CommandRun done(String... command) {
    CommandRun run = run(command);
    assertThat(run.exitCode()).as(() -> Arrays.toString(command) + run.errors()).isZero();
    return run;
  }

  private CommandRun run(String... command) {
    return commands.run(command);
  }
}
