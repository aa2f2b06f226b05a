package org.truckee.node.killed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.node.process.ProcessGrid;
import org.truckee.platform.OwnerFiles;
import org.truckee.testing.http.WebPort;

/**
 * One grid that is cared for, all at once: files are repaired, spread and made whole by upkeep,
 * thrown away and brought back, while one process after the other is killed, whatever it is at.
 * Nothing is lost, and nothing is left over. One run kills thirty, in an order and at moments that
 * are drawn anew in each run.
 */
@Tag("slow")
class KilledCareIT {
  private static final int SERVERS = 5;
  private static final int KILLS = 30;
  private static final int LONGEST_WAIT_MILLIS = 200;
  private static final int QUIET_STEPS = 3;
  private static final int PAUSE_MILLIS = 20;
  private static final List<String> LIGHT = List.of("-XX:TieredStopAtLevel=1");
  private static final String GATEWAY = "gateway";

  @TempDir Path root;
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final Map<String, Worker> workers = new LinkedHashMap<>();
  private ProcessGrid grid;
  private WebPort web;
  private String ownDrive = "";
  private volatile boolean over;

  /** A thread that has the gateway do something, over and over. */
  private final class Worker {
    private final KilledWork work;
    private final AtomicLong steps = new AtomicLong();
    private volatile boolean underWay;
    private int cut;

    Worker(KilledWork work) {
      this.work = work;
    }

    void run() {
      while (!over) {
        underWay = true;
        try {
          work.step(web());
          steps.incrementAndGet();
        } catch (IOException | UncheckedIOException killed) {
          pause(PAUSE_MILLIS);
        }
        underWay = false;
      }
    }
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void thirtyKilledProcesses_loseNothing_andLeaveNothingBehind() throws Exception {
    System.out.println("killed care, seed " + seed);
    try (ProcessGrid started = new ProcessGrid(root)) {
      grid = started;
      startGrid();
      begin();
      storeThinly();
      storm();
      workers.forEach(KilledCareIT::tell);
      settle();
    }
  }

  private void storm() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(workers.size());
    try {
      List<CompletableFuture<Void>> running =
          workers.values().stream()
              .map(each -> CompletableFuture.runAsync(each::run, threads))
              .toList();
      CompletableFuture<Void> all =
          CompletableFuture.allOf(running.toArray(CompletableFuture[]::new));
      for (String victim : victims()) kill(victim, all);
      for (Worker worker : workers.values()) awaitMore(worker, all);
      over = true;
      all.join();
    } finally {
      over = true;
      threads.shutdownNow();
    }
  }

  private static void tell(String name, Worker worker) {
    System.out.printf(
        "%s: %d steps were done, %d were under way when something was killed%n",
        name, worker.steps.get(), worker.cut);
    assertThat(worker.steps.get()).as("steps of %s", name).isPositive();
    assertThat(worker.cut).as("steps of %s that were cut off", name).isPositive();
  }

  private void startGrid() throws IOException, InterruptedException {
    grid.startIntroducer();
    grid.startVdrive();
    grid.startStorageServers(SERVERS, LIGHT);
    ObjectNode configuration = new ObjectMapper().createObjectNode().put("nickname", GATEWAY);
    Path introducer = grid.directory("introducer").nurl("introducer");
    configuration.putArray("introducers").add(Files.readString(introducer).strip());
    ObjectNode gateway = configuration.putObject("gateway");
    gateway.putObject("web").put("port", 0);
    gateway.putObject("encoding").put("needed", 2).put("happy", 3).put("total", SERVERS);
    gateway.putObject("upkeep").put("files_per_second", 10_000).put("bytes_per_second", "1 GiB");
    grid.directory(GATEWAY).create(configuration.toPrettyString() + "\n");
    grid.start(GATEWAY, LIGHT);
    grid.waitForServers(GATEWAY, SERVERS);
  }

  private void begin() throws IOException {
    StoredFiles stored = new StoredFiles(grid);
    ownDrive = WebPort.path(web().send("POST", "/uri?t=mkdir&format=sdmf", new byte[0]).text());
    OwnerFiles.append(grid.directory(GATEWAY).gateway().aliases(), "own: " + aliased() + "\n");
    add("repairs", new RepairedFiles(stored, newRandom()));
    add("upkeep", new KeptUpDirectory(stored, newRandom()));
    add("private drive", new TrashedDrive("private", () -> "/vdrive/private", newRandom()));
    add("drive in a file", new TrashedDrive("own", () -> ownDrive, newRandom()));
    for (Worker worker : workers.values()) worker.work.begin(web());
  }

  /** One file at least is stored on too few servers, whatever is killed when. */
  private void storeThinly() throws Exception {
    String away = grid.storageServers().get(0);
    grid.kill(away);
    workers.get("upkeep").work.step(web());
    grid.startSoon(away, LIGHT);
    grid.waitUntilUp(away);
  }

  private String aliased() {
    return ownDrive.substring("/uri/".length()).replace("%3A", ":");
  }

  private Random newRandom() {
    return new Random(random.nextLong());
  }

  private void add(String name, KilledWork work) {
    workers.put(name, new Worker(work));
  }

  /** The gateway's port, which may be another one after a kill. */
  private synchronized WebPort web() throws IOException {
    URI now = grid.url(GATEWAY);
    if (web == null || !web.address().equals(now)) web = new WebPort(now);
    return web;
  }

  private List<String> victims() {
    List<String> victims = new ArrayList<>();
    for (String server : grid.storageServers()) victims.addAll(Collections.nCopies(4, server));
    victims.addAll(Collections.nCopies(7, GATEWAY));
    victims.addAll(Collections.nCopies(3, "vdrive"));
    Collections.shuffle(victims, random);
    assertThat(victims).hasSize(KILLS);
    return victims;
  }

  /** There is work to be cut off: something has been done since the last time. */
  private void kill(String victim, CompletableFuture<Void> all) throws Exception {
    long before = steps();
    while (steps() == before && !all.isDone()) pause(1);
    pause(random.nextInt(LONGEST_WAIT_MILLIS));
    for (Worker worker : workers.values()) if (worker.underWay) worker.cut++;
    grid.kill(victim);
    grid.startSoon(victim, LIGHT);
  }

  /** Some steps of each kind are done without a kill, however slow the machine is. */
  private static void awaitMore(Worker worker, CompletableFuture<Void> all) {
    long enough = worker.steps.get() + QUIET_STEPS;
    while (worker.steps.get() < enough && !all.isDone()) pause(5);
  }

  private long steps() {
    return workers.values().stream().mapToLong(worker -> worker.steps.get()).sum();
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void settle() throws Exception {
    List<String> all = new ArrayList<>(grid.storageServers());
    all.addAll(List.of("vdrive", GATEWAY));
    for (String node : all) grid.waitUntilUp(node);
    grid.waitForServers(GATEWAY, SERVERS);
    for (Worker worker : workers.values()) worker.work.settle(web());
    for (String server : grid.storageServers()) {
      grid.kill(server);
      grid.startSoon(server, LIGHT);
    }
    for (String node : all) {
      grid.waitUntilUp(node);
      assertThat(leftovers(node)).as("left on %s, seed %d", node, seed).isEmpty();
    }
  }

  private List<Path> leftovers(String node) throws IOException {
    Path directory = grid.directory(node).root();
    Path incoming = grid.directory(node).storage().resolve("shares/incoming");
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.startsWith(incoming) || isHalf(file.getFileName().toString()))
          .toList();
    }
  }

  private static boolean isHalf(String name) {
    return name.matches(".*\\.(new|tmp|journal)|.*\\.damaged.*");
  }
}
