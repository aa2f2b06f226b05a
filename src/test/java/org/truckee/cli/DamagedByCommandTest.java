package org.truckee.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truckee.testing.command.CommandHome;
import org.truckee.testing.command.CommandRun;
import org.truckee.testing.faults.DamagedDirectories;
import org.truckee.testing.grid.DriveGrid;

/** Damaged entries by each command: they are named and left out, and all the rest is done. */
class DamagedByCommandTest {
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
    Files.writeString(home.resolve("new"), "new");
  }

  /** A new directory of each kind each time. */
  static Stream<String> changeable() {
    return Stream.of(DamagedDirectories.on(grid.vdrive()), DamagedDirectories.mutable(grid.web()))
        .map(String::strip);
  }

  static Stream<String> all() {
    return Stream.concat(changeable(), Stream.of(DamagedDirectories.immutable(grid.web()).strip()));
  }

  private CommandRun run(String... command) {
    return commands.run(command);
  }

  private void ends(int code, CommandRun run, String... errors) {
    assertThat(run.exitCode()).as(run.errors()).isEqualTo(code);
    assertThat(run.errors()).doesNotContain("Exception");
    for (String error : errors) assertThat(run.errors()).contains(error);
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatLooksAtAll_namesTheDamaged_andShowsTheRest(String there) {
    CommandRun listed = run("ls", there);
    ends(5, listed, "damaged: 'half'", "damaged: 'damaged-entry-", "damaged: 'broken'");
    assertThat(listed.text()).contains("sound", "noted", "half");
    ends(5, run("ls", "-lF", there), "damaged: 'half'");
    ends(5, run("ls", there + "/half"), "damaged: 'half'");
    for (String walk : List.of("manifest", "deep-check", "stats")) {
      CommandRun run = run(walk, there);
      ends(5, run, "half", "damaged-entry-", "its entry in the directory is damaged");
      assertThat(run.text()).isNotBlank();
    }
    ends(0, run("check", there));
  }

  @ParameterizedTest
  @MethodSource("all")
  void aCopy_leavesThemOut(String there) throws IOException {
    CommandRun down = run("cp", "-r", there, home.resolve("down").toString());
    ends(5, down, "/half': its entry in the directory is damaged", "'..'", "'a/b'", "''");
    try (Stream<Path> files = Files.list(home.resolve("down"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("broken", "noted", "sound");
    }
    assertThat(home.resolve("down/sound")).hasContent("hello");

    String other = run("mkdir").text().strip();
    ends(5, run("cp", "-r", there, other + "/copy"), "/half': its entry in the directory");
    assertThat(run("get", other + "/copy/sound").text()).isEqualTo("hello");
    assertThat(run("ls", other + "/copy").text()).doesNotContain("half", "damaged");
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatIsAboutOneOfThem_saysThatItIsDamaged(String there) {
    String half = there + "/half";
    String local = home.resolve("one").toString();
    for (List<String> command :
        List.of(
            List.of("get", half),
            List.of("get", half, local),
            List.of("cp", half, local),
            List.of("cp", "-r", half, local),
            List.of("ln", half, there + "/other"),
            List.of("check", half),
            List.of("deep-check", half),
            List.of("manifest", half),
            List.of("stats", half),
            List.of("backup", home.toString(), half))) {
      CommandRun run = run(command.toArray(String[]::new));
      assertThat(run.exitCode()).as(command.get(0)).isEqualTo(1);
      assertThat(run.errors()).as(command.get(0)).contains("damaged");
      assertThat(run.text()).as(command.get(0)).isEmpty();
    }
    assertThat(Files.exists(home.resolve("one"))).isFalse();
  }

  @ParameterizedTest
  @MethodSource("changeable")
  void oneOfThem_canNotBeMoved(String there) {
    CommandRun run = run("mv", there + "/half", there + "/other");
    ends(1, run, "damaged", "replaced or removed");
    ends(4, run("get", there + "/other"));
  }

  @ParameterizedTest
  @MethodSource("changeable")
  void theyAreReplaced(String there) throws IOException {
    String file = home.resolve("new").toString();
    Path tree = Files.createDirectories(home.resolve("tree"));
    Files.writeString(tree.resolve("half"), "new");
    for (List<String> command :
        List.of(
            List.of("put", file, "/half"),
            List.of("cp", file, "/half"),
            List.of("cp", tree + "/half", "/"),
            List.of("ln", DamagedDirectories.READ, "/half"),
            List.of("mv", "/sound", "/half"),
            List.of("put", file, "/broken"))) {
      String copy =
          there.startsWith("URI:DIR:")
              ? DamagedDirectories.on(grid.vdrive())
              : DamagedDirectories.mutable(grid.web()).strip();
      String[] words =
          command.stream()
              .map(
                  word ->
                      word.startsWith("/") && !word.startsWith(home.toString())
                          ? copy + word
                          : word)
              .toArray(String[]::new);
      CommandRun run = run(words);
      assertThat(run.exitCode()).as(String.join(" ", words) + run.errors()).isZero();
      String name = command.contains("/broken") ? "/broken" : "/half";
      assertThat(run("get", copy + name).text()).isIn("new", "hello");
      assertThat(run("ls", copy + name).exitCode()).as(command.get(0)).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("changeable")
  void oneOfThem_doesNotBecomeADirectoryInSilence(String there) throws IOException {
    Files.writeString(Files.createDirectories(home.resolve("half")).resolve("in"), "it");
    Files.writeString(Files.createDirectories(home.resolve("half/sub")).resolve("in"), "it");

    ends(1, run("mkdir", there + "/half"), "damaged");
    CommandRun copy = run("cp", "-r", home.resolve("half").toString(), there + "/");
    ends(5, copy, "half': its entry in the directory is damaged");
  }

  @ParameterizedTest
  @MethodSource("changeable")
  void theyAreRemoved(String there) {
    for (String name : run("ls", there).text().lines().toList())
      if (!name.isEmpty() && !name.equals("..") && !name.equals("a/b"))
        ends(0, run("rm", there + "/" + name));
    assertThat(run("ls", there).text().lines().toList()).containsExactly("", "..", "a/b");
    ends(0, run("backup", home.toString(), there + "/backups"));
  }
}
