package org.truckee.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.testing.Waiting;
import org.truckee.testing.command.CommandRun;

/** Each command asks what Tahoe's own was seen to ask, and understands the answers that it got. */
class TahoesExchangesTest {
  private static final String CAP =
      "URI:DIR2:wmlln4w6qpohkspxjnuip7cozq:skfqykmwnqkwkondyswc3j7np7j5a6sfk76gq5len5albj5mbyiq";
  private static final String BIG =
      "URI:CHK:bda3k63wzg7i64bfn7vl6kkp6y:"
          + "knlduvz3zrqg3zbfs6ejorz3vb7noovmucfgzlf7jiivctciuh5a:3:10:200000";

  @TempDir Path home;
  private Path node;

  @BeforeEach
  void makeFiles() throws IOException {
    node = Files.createDirectories(home.resolve(".tahoe"));
    Files.createDirectory(node.resolve("private"));
    Files.writeString(node.resolve("private/aliases"), "t: " + CAP + "\n");
    Files.writeString(home.resolve("a.txt"), "alpha\n");
    Files.write(home.resolve("big.bin"), new byte[200_000]);
    Path deep = Files.createDirectories(home.resolve("src/sub/deep"));
    Files.writeString(deep.resolve("ünï.txt"), "deep\n");
    Files.write(home.resolve("src/sub/b.bin"), new byte[5000]);
    Files.writeString(home.resolve("src/a.txt"), "alpha\n");
    Files.write(home.resolve("src/big.bin"), new byte[200_000]);
  }

  @ParameterizedTest
  @CsvSource({
    "put a.txt (unlinked), put @a.txt",
    "put big.bin t:big.bin, put @big.bin t:big.bin",
    "put (stdin) t:stdin.txt, put - t:stdin.txt",
    "put --format=sdmf a.txt t:mut, put --format=sdmf @a.txt t:mut",
    "put --format=mdmf big.bin t:mdmf, put --format=mdmf @big.bin t:mdmf",
    "put over existing mutable t:mut, put @a.txt t:mut",
    "put over existing immutable t:big.bin, put @big.bin t:big.bin",
    "mkdir (unlinked), mkdir",
    "mkdir t:dir, mkdir t:dir",
    "mkdir --format=mdmf t:dir/x/y, mkdir --format=mdmf t:dir/x/y",
  })
  void whatMakesSomething_printsItsCapability(String label, String command) throws IOException {
    try (ReplayingGateway gateway = new ReplayingGateway(label)) {
      CommandRun run = run(gateway, command);

      assertThat(run.exitCode()).isZero();
      assertThat(run.text()).startsWith("URI:").hasLineCount(1).endsWith("\n");
      if (command.startsWith("put")) assertThat(run.errors()).containsPattern("(?m)^20[01] \\w+$");
      assertThat(gateway.asked()).containsExactlyInAnyOrderElementsOf(gateway.expected());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ls -l --readonly-uri t:, ls -l --readonly-uri t:",
    "ls --json t:, ls --json t:",
    "ls t:big.bin, ls t:big.bin",
    "get t:big.bin out, get t:big.bin @out",
    "get t:stdin.txt -, get t:stdin.txt -",
    "cp -r src t:copied, cp -r @src t:copied",
    "cp -r t:copied dst, cp -r t:copied @dst",
    "cp --caps-only -r t:copied capsdir, cp --caps-only -r t:copied @capsdir",
    "ln t:big.bin t:linked, ln t:big.bin t:linked",
    "unlink t:linked, unlink t:linked",
    "unlink t:linked, rm t:linked",
    "check t:big.bin, check t:big.bin",
    "check --raw --verify --add-lease t:big.bin, check --raw --verify --add-lease t:big.bin",
    "check --repair t:, check --repair --raw t:",
    "deep-check t:, deep-check t:",
    "deep-check --raw t:dir, deep-check --raw t:dir",
    "deep-check --verify --repair --add-lease -v t:dir, deep-check --verify --repair --add-lease -v t:dir",
    "manifest t:, manifest t:",
    "manifest --storage-index t:dir, manifest --storage-index t:dir",
    "manifest --verify-cap t:dir, manifest --verify-cap t:dir",
    "manifest --raw t:dir, manifest --raw t:dir",
    "stats t:, stats t:",
    "stats --raw t:, stats --raw t:",
  })
  void everyCommand_asksWhatTahoesAsks(String label, String command) throws IOException {
    try (ReplayingGateway gateway = new ReplayingGateway(label)) {
      CommandRun run = run(gateway, command);

      assertThat(run.errors())
          .isEqualTo(
              label.equals("get t:big.bin out")
                  ? "t:big.bin retrieved and written to " + home.resolve("out") + "\n"
                  : "");
      assertThat(run.exitCode()).isZero();
      assertThat(gateway.asked()).containsExactlyInAnyOrderElementsOf(gateway.expected());
    }
  }

  @Test
  void whatIsNotThere_isSaid() throws IOException {
    try (ReplayingGateway ls = new ReplayingGateway("ls t:nope");
        ReplayingGateway unlink = new ReplayingGateway("unlink t:nope")) {
      assertThat(run(ls, "ls t:nope"))
          .returns(4, CommandRun::exitCode)
          .returns("No such file or directory\n", CommandRun::errors);
      assertThat(run(unlink, "unlink t:nope"))
          .returns("the gateway answered 404: No such child: nope\n", CommandRun::errors)
          .returns(4, CommandRun::exitCode);
    }
  }

  @Test
  void aNewAlias_keepsItsCapabilityToItself() throws IOException {
    Files.delete(node.resolve("private/aliases"));
    try (ReplayingGateway gateway = new ReplayingGateway("create-alias t")) {
      CommandRun run = run(gateway, "create-alias t:");

      assertThat(run.text()).isEqualTo("Alias 't' created\n");
      assertThat(Files.readString(node.resolve("private/aliases"))).isEqualTo("t: " + CAP + "\n");
    }
  }

  /** Tahoe fetches the file and stores it anew; a link is as good, and needs neither. */
  @Test
  void withinTheGrid_anImmutableFileIsLinked() throws IOException {
    try (ReplayingGateway gateway = new ReplayingGateway("cp t:big.bin t:big2.bin (in-grid)")) {
      run(gateway, "cp t:big.bin t:big2.bin");

      String root = "/uri/" + CAP.replace(":", "%3A");
      assertThat(gateway.asked())
          .contains("GET " + root + "/big.bin?t=json ", "PUT " + root + "/big2.bin?t=uri " + BIG)
          .hasSize(3);
    }
  }

  @Test
  void aTreeThatCameDown_holdsWhatTheGridHolds() throws IOException {
    try (ReplayingGateway gateway = new ReplayingGateway("cp -r t:copied dst")) {
      assertThat(run(gateway, "cp -r t:copied @dst").errors()).isEmpty();
    }
    Path copied = home.resolve("dst/copied/src");
    try (Stream<Path> all = Files.walk(copied)) {
      assertThat(all.map(path -> copied.relativize(path).toString()))
          .containsExactlyInAnyOrder(
              "", "a.txt", "big.bin", "sub", "sub/b.bin", "sub/deep", "sub/deep/ünï.txt");
    }
    assertThat(copied.resolve("sub/deep/ünï.txt")).hasContent("deep\n");
    assertThat(copied.resolve("big.bin")).hasSize(200_000);
  }

  @Test
  void capsOnly_writesCapabilities() throws IOException {
    try (ReplayingGateway gateway = new ReplayingGateway("cp --caps-only -r t:copied capsdir")) {
      run(gateway, "cp --caps-only -r t:copied @capsdir");
    }
    assertThat(home.resolve("capsdir/copied/src/big.bin")).hasContent(BIG);
  }

  @Test
  void results_areLaidOutAsTahoeLaysThemOut() throws IOException {
    try (ReplayingGateway gateway = new ReplayingGateway("check t:big.bin")) {
      assertThat(run(gateway, "check t:big.bin").text())
          .isEqualTo(
              """
              Summary: Healthy
               storage index: y7atc7lfqdmsqcshervksqjts4
               good-shares: 10 (encoding is 3-of-10)
               wrong-shares: 0
              """);
    }
    try (ReplayingGateway gateway = new ReplayingGateway("stats t:")) {
      assertThat(run(gateway, "stats t:").text())
          .contains(
              " count-immutable-files: 2\n",
              "  size-immutable-files: 205000    (205.00 kB, 200.20 kiB)\n");
    }
    try (ReplayingGateway gateway = new ReplayingGateway("ls t:")) {
      assertThat(run(gateway, "ls t:").text()).isEqualTo("big.bin\ndir\nmdmf\nmut\nstdin.txt\n");
    }
  }

  @Test
  void aBackup_storesWhatIsNew_andThenNothing() throws IOException {
    Waiting.untilSettled(home.resolve("src"));
    try (ReplayingGateway gateway = new ReplayingGateway("backup src t:backups")) {
      assertThat(run(gateway, "backup @src t:backups").text())
          .startsWith("Backing up 1/7... 0h 0m ")
          .contains(
              "\n 4 files uploaded (0 reused), 0 files skipped,"
                  + " 3 directories created (0 reused), 0 directories skipped\n");
      assertThat(gateway.asked()).containsExactlyInAnyOrderElementsOf(gateway.expected());
    }
    try (ReplayingGateway gateway =
        new ReplayingGateway("backup src t:backups (second, unchanged)")) {
      assertThat(run(gateway, "backup @src t:backups").text())
          .contains("\n 0 files uploaded (4 reused), 0 files skipped, 0 directories created (3 ");
      assertThat(gateway.asked()).containsExactlyInAnyOrderElementsOf(gateway.expected());
    }
  }

  @Test
  void whatABackupCantHold_isNamed() throws IOException {
    Files.createSymbolicLink(home.resolve("src/link"), Path.of("a.txt"));
    try (ReplayingGateway gateway = new ReplayingGateway("backup src t:backups")) {
      CommandRun run = run(gateway, "backup @src t:backups");

      assertThat(run.errors()).contains("WARNING: cannot backup symlink").contains("/src/link");
      assertThat(run.exitCode()).isEqualTo(5);
    }
  }

  /** A word that starts with @ is a file in the home directory. */
  private CommandRun run(ReplayingGateway gateway, String command) throws IOException {
    Files.writeString(node.resolve("node.url"), gateway.url() + "/\n");
    String[] words =
        Stream.of(command.split(" "))
            .map(word -> word.startsWith("@") ? home.resolve(word.substring(1)).toString() : word)
            .toArray(String[]::new);
    return CommandRun.of("tahoe", home, "alpha\n", words);
  }
}
