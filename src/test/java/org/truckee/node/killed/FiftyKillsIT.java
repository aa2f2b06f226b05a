package org.truckee.node.killed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.node.process.ProcessGrid;
import org.truckee.testing.http.MixedLoad;

/**
 * One grid under load, of which one process after the other is killed, whatever it is at; some are
 * killed while they or others still start. All that was acknowledged is there in the end. One run
 * kills fifty, in an order and at moments that are drawn anew in each run.
 */
@Tag("slow")
class FiftyKillsIT {
  private static final int SERVERS = 5;
  private static final Map<String, Integer> ENCODING =
      Map.of("needed", 2, "happy", 3, "total", SERVERS);
  private static final List<String> LIGHT = List.of("-XX:TieredStopAtLevel=1");
  private static final int LOADS = 4;
  private static final int LONGEST_WAIT_MILLIS = 150;
  private static final int PAUSE_MILLIS = 20;

  @TempDir Path root;
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final List<MixedLoad> loads = new ArrayList<>();
  private volatile boolean over;

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void fiftyKilledProcesses_loseNothingThatWasAcknowledged() throws Exception {
    System.out.println("fifty kills, seed " + seed);
    try (ProcessGrid grid = new ProcessGrid(root)) {
      grid.startIntroducer();
      grid.startVdrive();
      grid.startStorageServers(SERVERS, LIGHT);
      grid.startGateway("gateway", ENCODING, LIGHT);
      grid.waitForServers("gateway", SERVERS);
      List<CompletableFuture<Void>> running = startLoads(grid);
      List<String> victims = victims(grid);
      for (String victim : victims) kill(grid, victim);
      over = true;
      CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
      assertThat(victims).hasSize(50);
      System.out.printf("%d writes were acknowledged%n", acknowledged());
      assertNothingIsLost(grid);
    }
  }

  private List<CompletableFuture<Void>> startLoads(ProcessGrid grid) throws IOException {
    List<CompletableFuture<Void>> running = new ArrayList<>();
    for (int i = 0; i < LOADS; i++) {
      MixedLoad load = new MixedLoad("load" + i + "-", seed + i);
      load.begin(() -> grid.url("gateway"));
      loads.add(load);
    }
    for (MixedLoad load : loads) running.add(CompletableFuture.runAsync(() -> run(grid, load)));
    return running;
  }

  private void run(ProcessGrid grid, MixedLoad load) {
    while (!over) if (!load.step(() -> grid.url("gateway"))) pause(PAUSE_MILLIS);
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<String> victims(ProcessGrid grid) {
    List<String> victims = new ArrayList<>();
    for (String server : grid.storageServers()) victims.addAll(Collections.nCopies(6, server));
    victims.addAll(Collections.nCopies(7, "vdrive"));
    victims.addAll(Collections.nCopies(5, "introducer"));
    victims.addAll(Collections.nCopies(8, "gateway"));
    Collections.shuffle(victims, random);
    return victims;
  }

  private long acknowledged() {
    return loads.stream().mapToLong(MixedLoad::acknowledged).sum();
  }

  /** There is work to be cut off: something has been acknowledged since the last time. */
  private void kill(ProcessGrid grid, String victim) throws Exception {
    long before = acknowledged();
    while (acknowledged() == before) pause(1);
    pause(random.nextInt(LONGEST_WAIT_MILLIS));
    grid.kill(victim);
    grid.startSoon(victim, victim.equals("gateway") ? LIGHT : List.of());
  }

  private void assertNothingIsLost(ProcessGrid grid) throws Exception {
    List<String> all = new ArrayList<>(grid.storageServers());
    all.addAll(List.of("introducer", "vdrive", "gateway"));
    for (String node : all) grid.waitUntilUp(node);
    grid.waitForServers("gateway", SERVERS);
    for (MixedLoad load : loads) {
      assertThat(load.missing(() -> grid.url("gateway"))).as("seed %d", seed).isEmpty();
      assertThat(load.refusals()).as("in words, seed %d", seed).allMatch(FiftyKillsIT::isInWords);
    }
    for (String server : grid.storageServers()) {
      grid.kill(server);
      grid.start(server, LIGHT);
      assertThat(unfinished(grid, server)).as("left on %s, seed %d", server, seed).isEmpty();
    }
  }

  /** Of the servers or the gateway being away, in a sentence. */
  private static boolean isInWords(String refusal) {
    return refusal.matches("(?s)(409|410|502|503) .{20,}");
  }

  private static List<Path> unfinished(ProcessGrid grid, String server) throws IOException {
    Path shares = grid.directory(server).storage().resolve("shares");
    try (Stream<Path> files = Files.walk(shares)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.startsWith(shares.resolve("incoming")) || isJournal(file))
          .toList();
    }
  }

  private static boolean isJournal(Path file) {
    return file.toString().endsWith(".journal");
  }
}
