package org.truckee.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.testing.command.CommandRun;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestVdrive;

/** Paths of many and of long names, up to what Linux can have, by each command. */
class DeepPathsTest {
  @TempDir static Path home;
  private static TestVdrive vdrive;
  private static TestGrid grid;

  @BeforeAll
  static void start() throws IOException {
    vdrive = TestVdrive.start(home.resolve("v"));
    GatewaySettings settings = GatewaySettings.encoding(1, 1, 1).vdrive(vdrive, vdrive.makeRoot());
    grid = TestGrid.start(home.resolve("grid"), 1, settings);
    Files.createDirectories(home.resolve(".truckee/private"));
    Files.writeString(home.resolve(".truckee/node.url"), grid.web().address() + "\n");
  }

  @AfterAll
  static void stop() {
    grid.close();
    vdrive.close();
  }

  /** A letter of Japanese takes nine bytes in an address, and three on a disk. */
  @ParameterizedTest
  @CsvSource({"\u3042, 84, 16", "x, 250, 16", "d, 1, 400"})
  void aPath_isAsLongAsLinuxWouldHaveIt(String letter, int length, int levels) {
    String directory = "shared:" + (letter.repeat(length) + "/").repeat(levels);

    done("put", "-", directory + "file");
    assertThat(done("get", directory + "file")).isEqualTo("contents");
    assertThat(done("ls", directory)).isEqualTo("file\n");
    done("mkdir", directory + "made");
    done("ln", directory + "file", directory + "linked");
    done("mv", directory + "linked", directory + "moved");
    assertThat(done("manifest", directory)).contains("moved", "made");
    done("check", directory + "moved");
    done("cp", directory + "moved", home.resolve("down").toString());
    assertThat(home.resolve("down")).hasContent("contents");
    done("rm", directory + "moved");
    assertThat(done("ls", directory)).isEqualTo("file\nmade\n");
  }

  private static String done(String... command) {
    CommandRun run = CommandRun.of("truckee", home, "contents", command);
    assertThat(run.exitCode()).as(command[0] + ": " + run.errors()).isZero();
    return run.text();
  }
}
