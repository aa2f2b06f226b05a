package org.truckee.node.crowd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.testing.http.WebPort;

/**
 * The grid of an operator, with many connections and uploads at a time, of which one part of each
 * kind is killed and started again. Nothing that was acknowledged is lost, and nobody is told of a
 * failure but of what was killed, by 503.
 */
@Tag("slow")
@Tag("alone")
class CrowdedGridIT {
  private static final int CONNECTIONS = 10_000;
  private static final int UPLOADS = 200;
  private static final int READERS = 10;
  private static final int NAMERS = 8;
  private static final int NAMERS_IN_PRIVATE = 2;
  private static final int NAMERS_ON_GRID = 4;

  /** The uploads that a new grid needs until its programs are compiled. */
  private static final int FIRST = 200;

  private static final int MEASURED = 100;
  private static final int BESIDE_DEATH = 30;
  private static final int AFTERWARDS = 10;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path root;

  /** Something that is killed or begun again. */
  private interface Step {
    void run() throws Exception;
  }

  @Test
  @Timeout(value = 25, unit = TimeUnit.MINUTES)
  void onePartOfEachKindIsKilled_andNothingIsLost() throws Exception {
    assumeTrue(
        openFiles() > CONNECTIONS + 2_000,
        "a process may open only " + openFiles() + " files here: see ulimit -n");
    try (CrowdGrid grid = new CrowdGrid(root, GridSize.FULL, GridProfile.PLAIN)) {
      grid.start();
      say("the grid is up");
      Crowd crowd = new Crowd(grid.port());
      IdleCrowd idle = new IdleCrowd(crowd, CONNECTIONS);
      idle.allAsk();
      assertThat(crowd.record().errors()).isEmpty();
      assertThat(idle.open()).isEqualTo(CONNECTIONS);
      say(CONNECTIONS + " connections are open");
      crowd.name("/vdrive/global", NAMERS);
      crowd.name("/vdrive/private", NAMERS_IN_PRIVATE);
      crowd.nameInDirectories(NAMERS_ON_GRID);
      crowd.read(READERS);
      crowd.upload(UPLOADS);
      idle.begin();
      measure(grid, crowd);
      killEach(grid, crowd);
      crowd.end();
      idle.end();
      say("while one after the other was killed\n" + crowd.record().report());
      idle.allAsk();
      assertThat(crowd.record().errors()).isEmpty();
      for (String gateway : GridSize.FULL.gateways()) assertNothingIsLost(grid, crowd, gateway);
      idle.leave();
    }
  }

  private static long openFiles() {
    return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getMaxFileDescriptorCount();
  }

  private static void say(String what) {
    System.out.printf("%tT %s%n", System.currentTimeMillis(), what);
  }

  /** Waits for so many {@code more} uploads. */
  private static void load(Crowd crowd, int more) {
    long enough = crowd.record().count("upload") + more;
    while (crowd.record().count("upload") < enough) {
      assertThat(crowd.record().errors()).isEmpty();
      Crowd.pause(50);
    }
  }

  private static void measure(CrowdGrid grid, Crowd crowd) throws IOException {
    GridCosts costs = new GridCosts();
    load(crowd, FIRST);
    say("while it warmed up\n" + crowd.record().report());
    costs.begin(grid.processes());
    long before = crowd.record().count();
    long begun = System.nanoTime();
    load(crowd, MEASURED);
    long done = crowd.record().count() - before;
    double seconds = (System.nanoTime() - begun) / 1e9;
    costs.look(grid.processes());
    say(
        "%.0f requests a second, %d at a time%n%s%s%s"
            .formatted(
                done / seconds,
                UPLOADS + READERS + NAMERS + NAMERS_IN_PRIVATE + NAMERS_ON_GRID + 1,
                crowd.record().report(),
                costs.times(grid.processes(), done),
                costs.memory()));
  }

  private static void killEach(CrowdGrid grid, Crowd crowd) throws Exception {
    String disk = GridSize.FULL.disks().get(2);
    String bucket = GridSize.FULL.buckets().get(0);
    String vdrive = GridSize.FULL.vdrives().get(0);
    String gateway = GridSize.FULL.gateways().get(1);
    kill(crowd, disk, () -> grid.kill(disk), () -> grid.startAgain(disk));
    kill(crowd, "S3", () -> grid.objects().kill(), () -> grid.objects().startAgain());
    kill(
        crowd,
        bucket + " and introducer",
        () -> kill(grid, bucket, "introducer"),
        () -> startAgain(grid, bucket, "introducer"));
    kill(crowd, vdrive, () -> grid.kill(vdrive), () -> grid.startAgain(vdrive));
    kill(crowd, "PostgreSQL", () -> grid.database().kill(), () -> grid.database().startAgain());
    crowd.mayBreak();
    kill(crowd, gateway, () -> grid.kill(gateway), () -> grid.startAgain(gateway));
    crowd.mayNotBreak();
    grid.awaitServers(gateway);
    crowd.mayBreak();
    grid.haproxy().reload();
    crowd.mayNotBreak();
    load(crowd, UPLOADS + AFTERWARDS);
  }

  private static void kill(CrowdGrid grid, String... nodes) throws Exception {
    for (String node : nodes) grid.kill(node);
  }

  private static void startAgain(CrowdGrid grid, String... nodes) throws Exception {
    for (String node : nodes) grid.startAgain(node);
  }

  private static void kill(Crowd crowd, String part, Step death, Step start) throws Exception {
    death.run();
    say(part + " is killed");
    load(crowd, BESIDE_DEATH);
    start.run();
    say(part + " is back");
    load(crowd, AFTERWARDS);
  }

  /** Reads all names back by {@code gateway}, and the files of which each gateway reads a part. */
  private static void assertNothingIsLost(CrowdGrid grid, Crowd crowd, String gateway)
      throws IOException {
    grid.awaitServers(gateway);
    WebPort web = grid.web(gateway);
    int gateways = GridSize.FULL.gateways().size();
    int turn = GridSize.FULL.gateways().indexOf(gateway);
    List<Crowd.Stored> part =
        IntStream.range(0, crowd.files().size())
            .filter(number -> number % gateways == turn)
            .mapToObj(crowd.files()::get)
            .toList();
    List<String> lost =
        part.parallelStream().map(file -> loss(web, file)).filter(s -> !s.isEmpty()).toList();
    assertThat(lost).as("files by " + gateway).isEmpty();
    assertThat(namesAt(web, crowd.names()))
        .as("names by " + gateway)
        .containsAllEntriesOf(crowd.names());
    say("%s gave %d files and all %d names".formatted(gateway, part.size(), crowd.names().size()));
  }

  private static String loss(WebPort web, Crowd.Stored file) {
    WebPort.Answer answer = web.read(file.cap());
    if (answer.status() != 200) return answer.status() + " " + answer.text();
    return Arrays.equals(answer.bytes(), file.contents()) ? "" : "other contents of " + file.cap();
  }

  /** The capabilities of all names in the directories of {@code paths}, by their paths. */
  private static Map<String, String> namesAt(WebPort web, Map<String, String> paths)
      throws IOException {
    Map<String, String> found = new TreeMap<>();
    List<String> directories = new ArrayList<>();
    for (String path : paths.keySet()) directories.add(path.substring(0, path.lastIndexOf('/')));
    for (String directory : directories.stream().distinct().toList()) {
      WebPort.Answer answer = web.get(directory + "/?t=json", Crowd.owner());
      JsonNode children = JSON.readTree(answer.bytes()).path(1).path("children");
      for (Map.Entry<String, JsonNode> child : children.properties())
        found.put(
            directory + "/" + child.getKey(), child.getValue().path(1).path("ro_uri").asText());
    }
    return found;
  }
}
