package org.truckee.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.testing.command.CommandRun;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestVdrive;

/** Two thousand small files in a hundred directories of a drive; says how long it took. */
@Tag("slow")
class CopyManyFilesTest {
  private static final int DIRECTORIES = 100;
  private static final int FILES = 20;

  @TempDir Path home;

  @Test
  void twoThousandFiles_comeBackEqual() throws IOException {
    Path tree = makeTree(home.resolve("tree"));
    Path down = home.resolve("down");
    try (TestVdrive vdrive = TestVdrive.start(home);
        TestGrid grid =
            TestGrid.start(
                home.resolve("grid"),
                10,
                GatewaySettings.usual().vdrive(vdrive, vdrive.makeRoot()))) {
      Path node = Files.createDirectories(home.resolve(".truckee"));
      Files.writeString(node.resolve("node.url"), grid.web().address() + "\n");
      timed("up", "cp", "-r", tree.toString(), "global:");
      timed("up again", "cp", "-r", tree.toString(), "global:");
      timed("down", "cp", "-r", "global:tree", down.toString());
    }
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path file : all.filter(Files::isRegularFile).toList())
        assertThat(Files.mismatch(file, down.resolve(home.relativize(file)))).isEqualTo(-1);
    }
  }

  private void timed(String what, String... command) {
    long start = System.nanoTime();
    CommandRun run = CommandRun.of("truckee", home, "", command);
    assertThat(run.errors()).isEmpty();
    assertThat(run.exitCode()).isZero();
    System.out.println(
        what + ": " + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms");
  }

  private static Path makeTree(Path root) throws IOException {
    Random random = new Random(1);
    for (int d = 0; d < DIRECTORIES; d++) {
      Path directory = Files.createDirectories(root.resolve("d" + d));
      for (int f = 0; f < FILES; f++) {
        byte[] contents = new byte[100 + random.nextInt(1900)];
        random.nextBytes(contents);
        Files.write(directory.resolve("f" + f), contents);
      }
    }
    return root;
  }
}
