package org.truckee.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.testing.Waiting;
import org.truckee.testing.command.CommandHome;
import org.truckee.testing.command.CommandRun;
import org.truckee.testing.grid.DriveGrid;
import org.truckee.testing.known.HardNames;

/** Each hard name by each command; what is printed of it changes no terminal. */
@Tag("slow")
class HardNamesTest {
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
  }

  private CommandRun run(String input, String... command) {
    CommandRun run = commands.given(input, command);
    for (String printed : List.of(run.errors(), command[0].equals("get") ? "" : run.text()))
      assertThat(printed.codePoints().filter(HardNamesTest::changesATerminal).boxed().toList())
          .as("%s: %s", String.join(" ", command), printed)
          .isEmpty();
    return run;
  }

  private static boolean changesATerminal(int code) {
    int type = Character.getType(code);
    return code != '\n'
        && (type == Character.CONTROL
            || type == Character.FORMAT
            || type == Character.LINE_SEPARATOR);
  }

  private String done(String... command) {
    CommandRun run = run("", command);
    assertThat(run.exitCode()).as("%s: %s", String.join(" ", command), run.errors()).isZero();
    return run.text();
  }

  private List<String> names(String at) throws IOException {
    List<String> names = new ArrayList<>();
    new ObjectMapper()
        .readTree(done("ls", "--json", at))
        .at("/1/children")
        .fieldNames()
        .forEachRemaining(names::add);
    return names;
  }

  @Test
  void aName_isOneByEveryCommand() throws IOException {
    done("mkdir", "shared:to");
    for (String name : HardNames.ALL) {
      CommandRun put = run(name, "put", "-", "shared:from/" + name);
      assertThat(put.exitCode()).as("put %s: %s", name, put.errors()).isZero();
      done("ln", "shared:from/" + name, "shared:linked/" + name);
      done("mv", "shared:from/" + name, "shared:to/" + name);
      assertThat(done("get", "shared:to/" + name)).isEqualTo(name);
      done("ls", "-l", "shared:to/" + name);
      run("", "check", "shared:to/" + name);
    }
    for (String at : List.of("shared:to", "shared:linked")) {
      assertThat(names(at)).containsExactlyInAnyOrderElementsOf(HardNames.ALL);
      done("ls", "-lF", at);
    }
    done("manifest", "shared:to");
    done("deep-check", "-v", "shared:to");
    for (String name : HardNames.ALL) done("rm", "shared:to/" + name);
    assertThat(names("shared:to")).isEmpty();
    for (String name : HardNames.ALL) {
      assertThat(run("", "get", "shared:to/" + name).exitCode()).isNotZero();
      assertThat(run("", "rm", "shared:to/" + name).exitCode()).isNotZero();
      assertThat(run("", "cp", "shared:to/" + name, home.resolve("x").toString()).exitCode())
          .isNotZero();
    }
  }

  @Test
  void aTree_comesBackWithItsNames() throws IOException {
    Path tree = Files.createDirectories(home.resolve("tree"));
    List<String> names = HardNames.ALL.stream().filter(HardNamesTest::isLocal).toList();
    for (String name : names) {
      Files.writeString(tree.resolve(name), name);
    }
    Waiting.untilSettled(tree);

    done("cp", "-r", tree + "/", "shared:up");
    done("backup", tree.toString(), "shared:backups");
    done("cp", "-r", "shared:up/", home.resolve("down").toString());
    done("cp", "-r", "shared:backups/Latest/", home.resolve("restored").toString());

    for (String down : List.of("down", "restored")) {
      Path found = parentOf(names.get(0), home.resolve(down));
      try (Stream<Path> files = Files.list(found)) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .as(down)
            .containsExactlyInAnyOrderElementsOf(names);
      }
      for (String name : names) assertThat(Files.readString(found.resolve(name))).isEqualTo(name);
    }
  }

  private static Path parentOf(String name, Path top) throws IOException {
    try (Stream<Path> files = Files.walk(top)) {
      return files
          .filter(file -> file.getFileName().toString().equals(name))
          .findFirst()
          .orElseThrow()
          .getParent();
    }
  }

  /** Where the system's own encoding is not UTF-8, Java makes no other names than these. */
  private static boolean isLocal(String name) {
    return System.getProperty("sun.jnu.encoding").equals("UTF-8")
        || StandardCharsets.US_ASCII.newEncoder().canEncode(name);
  }
}
