package org.truckee.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Comparator;
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

/** A backup that ends with 0 can be restored, whatever the grid, the files or another backup do. */
class BackupOnAGridTest {
  @TempDir static Path directory;
  private static DriveGrid grid;

  @TempDir Path home;
  private CommandHome commands;
  private Path tree;
  private String to;

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
    tree = Files.createDirectories(home.resolve("tree/sub")).getParent();
    Files.writeString(tree.resolve("f"), "f".repeat(1000));
    Files.writeString(tree.resolve("sub/g"), "g".repeat(1000));
    to = "shared:" + home.getFileName();
  }

  @Test
  void whatTheGridLost_isStoredAgain() throws IOException {
    assertThat(backUp().exitCode()).isZero();
    loseAllShares();
    Files.writeString(tree.resolve("f2"), "2".repeat(1000));

    CommandRun again = backUp();

    assertThat(again.exitCode()).isZero();
    assertThat(again.text())
        .startsWith(" 3 files uploaded (0 reused)")
        .contains("2 directories created (0");
    assertThat(run("get", to + "/Latest/f").text()).isEqualTo("f".repeat(1000));
    assertThat(run("get", to + "/Latest/sub/g").text()).isEqualTo("g".repeat(1000));
    assertThat(backUp().text()).startsWith(" 0 files uploaded (3 reused)");
  }

  /** As many bytes, in the same second: only finer times tell. */
  @Test
  void aChangeOfTheSameSize_isStored() throws IOException {
    for (int i = 0; i < 3; i++) {
      Files.writeString(tree.resolve("f"), Integer.toString(i).repeat(1000));
      assertThat(run("backup", tree.toString(), to).exitCode()).isZero();
      assertThat(run("get", to + "/Latest/f").text())
          .isEqualTo(Files.readString(tree.resolve("f")));
    }
  }

  @Test
  void filesWithSizesThatLie_areStoredAsFarAsTheyCanBeRead() throws IOException {
    Path version = Path.of("/proc/version");
    assumeTrue(Files.exists(version));
    String cap = run("put", version.toString()).text().strip();

    assertThat(run("get", cap).text()).isEqualTo(Files.readString(version)).isNotEmpty();
    assertThat(run("cp", version.toString(), to + "/v").exitCode()).isZero();
    assertThat(run("get", to + "/v").text()).isEqualTo(Files.readString(version));
  }

  @Test
  void aFileThatEndsEarly_isNamed_andTheRestIsLinked() throws IOException {
    Path early = Path.of("/sys/kernel/mm/transparent_hugepage");
    assumeTrue(Files.exists(early.resolve("enabled")));

    CommandRun run = run("backup", early.toString(), to);

    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.errors()).contains("/enabled'", "it ends after");
    assertThat(run("get", to + "/Latest/enabled").text())
        .isEqualTo(Files.readString(early.resolve("enabled")));
  }

  @Test
  void aDatabaseThatCantBeWritten_costsTime_notTheBackup() throws Exception {
    assertThat(backUp().exitCode()).isZero();
    try (Connection broken =
            DriverManager.getConnection(
                "jdbc:sqlite:" + home.resolve(".truckee/private/backupdb.sqlite"));
        Statement statement = broken.createStatement()) {
      statement.execute(
          "CREATE TRIGGER broken BEFORE INSERT ON local_files"
              + " BEGIN SELECT RAISE(ABORT, 'no space'); END");
    }
    Files.writeString(tree.resolve("new"), "new");

    CommandRun run = backUp();

    assertThat(run.exitCode()).isZero();
    assertThat(run.errors()).contains("nothing can be noted").hasLineCount(1);
    assertThat(run("get", to + "/Latest/new").text()).isEqualTo("new");
  }

  /** A job that runs at night can tell: only healthy is 0, but under Tahoe's name. */
  @Test
  void aCheck_endsWith1_whereSomethingIsNotHealthy() throws IOException {
    run("cp", "-r", tree.toString(), to);
    assertThat(run("check", to + "/tree/f").exitCode()).isZero();
    assertThat(run("deep-check", to).exitCode()).isZero();
    String cap = run("ls", "--uri", to + "/tree/f").text().replaceAll("(?s).* (URI:.*)\n", "$1");
    loseAllShares();

    assertThat(run("check", cap).exitCode()).isEqualTo(1);
    assertThat(run("check", "--repair", cap).exitCode()).isEqualTo(1);
    assertThat(run("deep-check", to).exitCode()).isEqualTo(1);
    assertThat(run("deep-check", "--repair", to).exitCode()).isEqualTo(1);
    String url = grid.web().address().toString();
    assertThat(CommandRun.of("tahoe", home, "", "check", "-u", url, cap).exitCode()).isZero();
  }

  private void loseAllShares() throws IOException {
    try (Stream<Path> all = Files.walk(grid.server(0).directory().resolve("shares"))) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList())
        if (Files.isRegularFile(path)) Files.delete(path);
    }
  }

  private CommandRun backUp() {
    Waiting.untilSettled(tree);
    return run("backup", tree.toString(), to);
  }

  private CommandRun run(String... command) {
    return commands.run(command);
  }
}
