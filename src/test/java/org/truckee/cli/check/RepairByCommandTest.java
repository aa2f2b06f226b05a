package org.truckee.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.cap.Capability;
import org.truckee.testing.command.CommandHome;
import org.truckee.testing.command.CommandRun;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.LostShares;
import org.truckee.testing.grid.TestGrid;

/** {@code check --repair} and {@code deep-check --repair}: exit code 0 means healthy in the end. */
class RepairByCommandTest {
  @TempDir static Path directory;
  private static TestGrid grid;
  private static int made;

  @TempDir Path home;
  private CommandHome commands;

  @BeforeAll
  static void start() {
    grid = TestGrid.start(directory, 4, GatewaySettings.encoding(2, 3, 4));
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  @BeforeEach
  void makeNode() throws IOException {
    commands = CommandHome.of(home, grid.web());
  }

  @Test
  void aFileThatIsHealed_endsWith0() {
    String cap = fileWith("CHK", 2);
    assertThat(run("check", cap).exitCode()).isEqualTo(1);

    CommandRun repaired = run("check", "--repair", cap);

    assertThat(repaired.text())
        .startsWith("Summary: not healthy\n storage index: ")
        .endsWith(" good-shares: 2 (encoding is 2-of-4)\n wrong-shares: 0\n repair successful\n");
    assertThat(repaired.exitCode()).isZero();
    assertThat(run("check", "--verify", cap).exitCode()).isZero();
    assertThat(run("check", "--repair", cap).text()).startsWith("Summary: healthy\n");
  }

  @Test
  void whatCantBeRepaired_endsWith1AndSaysWhy() {
    CommandRun lost = run("check", "--repair", fileWith("CHK", 1));
    assertThat(lost.exitCode()).isEqualTo(1);
    assertThat(lost.errors()).contains("410").hasLineCount(1);

    String readable = Capability.parse(fileWith("SDMF", 3)).readCap().orElseThrow().toUri();
    CommandRun reader = run("check", "--repair", readable);
    assertThat(reader.exitCode()).isEqualTo(1);
    assertThat(reader.text())
        .endsWith(" no repair was attempted: only a capability that can change it repairs it\n");
  }

  @Test
  void aTree_isHealedButForWhatIsLost() {
    String root = run("mkdir").text().strip();
    run("ln", fileWith("MDMF", 3), root + "/healed");
    CommandRun whole = run("deep-check", "--repair", root);
    assertThat(whole.text())
        .isEqualTo(
            """
             repair successful
            done: 2 objects checked
             pre-repair: 1 healthy, 1 unhealthy
             1 repairs attempted, 1 successful, 0 failed
             post-repair: 2 healthy, 0 unhealthy
            """);
    assertThat(whole.exitCode()).isZero();

    run("ln", fileWith("CHK", 1), root + "/lost");
    CommandRun partly = run("deep-check", "--repair", "-v", root);
    assertThat(partly.text())
        .contains("'lost': not healthy\n repair failed\n  ")
        .endsWith(" post-repair: 2 healthy, 1 unhealthy\n");
    assertThat(partly.exitCode()).isEqualTo(1);
    CommandRun raw = run("deep-check", "--raw", root);
    assertThat(raw.text()).startsWith("{\"path\": []").endsWith("}\n").hasLineCount(4);
    assertThat(raw.exitCode()).isEqualTo(1);
  }

  private static String fileWith(String format, int shares) {
    byte[] contents = ("to repair " + made++ + " ").repeat(100).getBytes(StandardCharsets.UTF_8);
    return LostShares.put(grid, "/uri?format=" + format, contents, share -> share < shares);
  }

  private CommandRun run(String... command) {
    return commands.run(command);
  }
}
