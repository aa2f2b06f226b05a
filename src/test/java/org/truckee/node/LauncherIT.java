package org.truckee.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.known.Golden;

/**
 * The first steps of a user, by the launcher itself: in a directory whose name has spaces, through
 * a symbolic link, and without JAVA_HOME.
 */
class LauncherIT {
  private static final String CONFIGURATION =
      """
      {"grid": {"directory": "grid", "storage_servers": 3, "storage": {"reserved_space": 0},
        "web": {"port": %d}, "encoding": {"needed": 1, "happy": 2, "total": 3}}}
      """;

  private static final int INT = 2;
  private static final int TERM = 15;

  @TempDir Path directory;
  private Path home;
  private Path launcher;

  /** The output of a command, and its exit code. */
  private record Outcome(int status, String out, String err) {}

  @BeforeEach
  void install() throws IOException {
    Path base = Path.of(System.getProperty("truckee.base"));
    home = Files.createDirectories(directory.resolve("a home/of truckee"));
    Files.copy(base.resolve("truckee"), home.resolve("truckee"));
    home.resolve("truckee").toFile().setExecutable(true);
    Path target = Files.createDirectory(home.resolve("target"));
    for (String file : List.of("truckee.jar", "truckee.jsa"))
      Files.createSymbolicLink(target.resolve(file), base.resolve("target").resolve(file));
    Files.writeString(home.resolve("conf.json"), CONFIGURATION.formatted(0));
    launcher = Files.createSymbolicLink(directory.resolve("link"), home.resolve("truckee"));
  }

  private ProcessBuilder truckee(String... arguments) {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().remove("JAVA_HOME");
    builder.environment().remove("TRUCKEE_NODE");
    String java = Path.of(System.getProperty("java.home"), "bin").toString();
    builder.environment().merge("PATH", java, (path, bin) -> bin + ":" + path);
    return builder;
  }

  private Outcome run(String... arguments) throws Exception {
    return run(truckee(arguments));
  }

  private static Outcome run(ProcessBuilder program) throws Exception {
    Process process = program.start();
    process.getOutputStream().close();
    String out = text(process.getInputStream().readAllBytes());
    String err = text(process.getErrorStream().readAllBytes());
    return new Outcome(process.waitFor(), out, err);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Starts the grid, and returns when it says that it is up; {@code lines} gets what it says. */
  private Process startGrid(List<String> lines) throws IOException {
    return startGrid(lines, truckee("grid"));
  }

  private static Process startGrid(List<String> lines, ProcessBuilder command) throws IOException {
    Process grid = command.redirectErrorStream(true).start();
    BufferedReader out = grid.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    while (line != null && !line.startsWith("Ctrl-C")) {
      lines.add(line);
      line = out.readLine();
    }
    return grid;
  }

  /**
   * Ends the grid as Ctrl-C does; or as kill does, where Ctrl-C is ignored, as by everything that a
   * script runs in the background.
   */
  private static void interrupt(Process grid) throws Exception {
    int signal = ignoresInterrupts(grid) ? TERM : INT;
    new ProcessBuilder("kill", "-" + signal, Long.toString(grid.pid())).start().waitFor();
    assertThat(grid.waitFor(30, TimeUnit.SECONDS)).as("it stops").isTrue();
    assertThat(grid.exitValue()).isEqualTo(128 + signal);
  }

  private static boolean ignoresInterrupts(Process process) throws IOException {
    Path status = Path.of("/proc/" + process.pid() + "/status");
    if (!Files.exists(status)) return false;
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .anyMatch(
            line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) >>> (INT - 1) & 1) == 1);
  }

  @Test
  void aGridInTheBackground_whereCtrlCIsIgnored_stopsAllTheSame() throws Exception {
    List<String> inBackground =
        new ArrayList<>(List.of("sh", "-c", "trap '' INT QUIT; exec \"$@\"", "sh"));
    inBackground.addAll(truckee("grid").command());
    Process grid = startGrid(new ArrayList<>(), truckee().command(inBackground));
    assertThat(ignoresInterrupts(grid)).isTrue();
    interrupt(grid);
  }

  @Test
  void aGrid_comesUp_keepsAFile_stops_andHasItStillTheNextTime() throws Exception {
    Path file = Files.write(directory.resolve("file"), Golden.stream("launcher", 100_000));
    String gateway = home.resolve("grid/gateway").toString();
    List<String> lines = new ArrayList<>();
    Process grid = startGrid(lines);
    String cap;
    try {
      for (String role : List.of("introducer ", "storage server ", "gateway "))
        assertThat(lines).anyMatch(line -> line.startsWith(role));
      assertThat(lines).filteredOn(line -> line.startsWith("storage server ")).hasSize(3);
      assertThat(lines)
          .anyMatch(line -> line.startsWith("The grid is up. Its gateway: http://127"));
      assertThat(lines).noneMatch(line -> line.contains("WARN"));
      Outcome put = run("put", "-C", gateway, file.toString());
      assertThat(put.err()).isEmpty();
      assertThat(put.out()).startsWith("URI:CHK:").hasLineCount(1);
      cap = put.out().strip();
      useTheDrive(file);
    } finally {
      interrupt(grid);
    }

    Process again = startGrid(new ArrayList<>());
    try {
      Path copy = directory.resolve("copy");
      assertThat(run("get", "-C", gateway, cap, copy.toString())).isEqualTo(new Outcome(0, "", ""));
      assertThat(copy).hasSameBinaryContentAs(file);
      assertThat(run("get", "-C", gateway, cap.substring(0, 40)).status()).isEqualTo(1);
    } finally {
      interrupt(again);
    }
    assertThat(run("put", "-C", gateway, file.toString()).status())
        .as("nobody answers")
        .isEqualTo(3);
  }

  /** The quick start of README, in the directory that the grid is in. */
  private void useTheDrive(Path file) throws Exception {
    assertThat(runAtHome("truckee", "mkdir", "Documents").out()).startsWith("URI:DIR:");
    assertThat(runAtHome("truckee", "put", file.toString(), "Documents/").out())
        .startsWith("URI:CHK:");
    assertThat(runAtHome("truckee", "ls", "Documents").out()).isEqualTo("file\n");
    assertThat(runAtHome("tahoe", "ls", "-d", "grid/gateway", "global:Documents").out())
        .isEqualTo("file\n");
    assertThat(runAtHome("truckee", "rm", "Documents/file").out())
        .isEqualTo("removed Documents/file\n");
    assertThat(runAtHome("truckee", "ls", "Documents")).isEqualTo(new Outcome(0, "", ""));
  }

  /** Runs {@code ./truckee}, under another name too. */
  private Outcome runAtHome(String name, String... arguments) throws Exception {
    Path link = home.resolve(name);
    if (!Files.exists(link)) Files.createSymbolicLink(link, home.resolve("truckee"));
    List<String> command = new ArrayList<>(List.of("./" + name));
    command.addAll(Arrays.asList(arguments));
    return run(truckee().command(command).directory(home.toFile()));
  }

  @Test
  void aBusyPort_isAnErrorThatNamesTheKey() throws Exception {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Files.writeString(home.resolve("conf.json"), CONFIGURATION.formatted(busy.getLocalPort()));

      Outcome outcome = run("grid");

      assertThat(outcome.status()).isEqualTo(1);
      assertThat(outcome.err())
          .contains("port " + busy.getLocalPort() + " is in use")
          .contains("\"grid.web.port\"")
          .contains("conf.json")
          .hasLineCount(1);
    }
  }

  @Test
  void aMistakeInTheConfiguration_isAnErrorThatNamesIt() throws Exception {
    Files.writeString(home.resolve("conf.json"), "{\"grid\": {\"storage_severs\": 3}}");

    Outcome outcome = run("grid");

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("conf.json")
        .contains("\"grid.storage_severs\"")
        .hasLineCount(1);
  }

  @Test
  @Tag("slow")
  void nodes_areMade_started_andStopped() throws Exception {
    String introducer = directory.resolve("an introducer").toString();
    String store = directory.resolve("a store").toString();
    String drive = directory.resolve("a drive").toString();
    String gateway = directory.resolve("a gateway").toString();
    assertThat(run("create-introducer", introducer).status()).isZero();
    assertThat(run("start", "-C", introducer).status()).isZero();
    try {
      String nurl = Files.readString(Path.of(introducer, "private/introducer.nurl")).strip();
      assertThat(run("create-node", "--introducer", nurl, store).status()).isZero();
      assertThat(run("create-vdrive", "--introducer", nurl, drive).status()).isZero();
      assertThat(run("create-client", "--introducer", nurl, "--webport", "0", gateway).status())
          .isZero();
      assertThat(run("create-client", gateway).err()).contains("holds a node already");
      assertThat(run("start", "-C", store).status()).isZero();
      assertThat(run("status", "-C", store).out()).contains("storage server, up for", "\nready\n");
      assertThat(metrics(store))
          .contains(
              "truckee_pool_waiting{pool=\"truckee-disk\"}", "process_resident_memory_bytes ");
      assertThat(run("start", "-C", drive).status()).isZero();
      String copy = directory.resolve("a copy").toString();
      assertThat(run("vdrive", "backup", "-C", drive, copy).status()).isZero();
      assertThat(run("vdrive", "restore", "-C", drive, copy).status()).isZero();
      assertThat(run("start", "-C", gateway).status()).isZero();
      assertThat(run("start", "-C", gateway).err()).contains("runs already");
      assertThat(run("status", "-C", gateway).out()).contains("Connected to");
      assertThat(run("restart", "-C", gateway).status()).isZero();
    } finally {
      for (String node : List.of(gateway, drive, store, introducer))
        assertThat(run("stop", "-C", node).status()).as("stop " + node).isZero();
    }
    assertThat(run("stop", "-C", store).status()).as("nothing runs").isEqualTo(4);
  }

  private static String metrics(String node) throws IOException {
    String url = Files.readString(Path.of(node, "admin.url")).strip();
    return new WebPort(URI.create(url)).get("/metrics").text();
  }

  @Test
  void commands_sayWhatTheyAre_withoutAWordOfTheJvm() throws Exception {
    Outcome version = run("--version");
    assertThat(version.out()).startsWith("truckee").hasLineCount(1);
    assertThat(version.err()).isEmpty();
    assertThat(run("--help").out()).contains("grid", "create-client", "put", "get", "Exit codes:");
    assertThat(run("nonsense").status()).isEqualTo(2);
  }
}
