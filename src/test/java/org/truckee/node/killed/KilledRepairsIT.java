package org.truckee.node.killed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.truckee.testing.http.WebPort;
import org.truckee.testing.known.Golden;

/**
 * One grid whose servers lose shares again and again, and on which the gateway or a server is
 * killed while the gateway makes them anew. Nothing is half done in the end, and every file is
 * healed.
 */
@Tag("slow")
class KilledRepairsIT {
  private static final int SERVERS = 5;
  private static final int KILLS = 6;
  private static final int FILES = 2;
  private static final int SIZE = 3 << 20;
  private static final int LONGEST_WAIT_MILLIS = 200;
  private static final List<String> LIGHT = List.of("-XX:TieredStopAtLevel=1");

  @TempDir Path root;
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final List<String> caps = new ArrayList<>();
  private ProcessGrid grid;

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void repairsThatAreKilledAtAnyMoment_leaveNothingHalfDone() throws Exception {
    System.out.println("killed repairs, seed " + seed);
    try (ProcessGrid started = new ProcessGrid(root)) {
      grid = started;
      grid.startIntroducer();
      grid.startStorageServers(SERVERS, LIGHT);
      grid.startGateway("gateway", Map.of("needed", 2, "happy", 3, "total", SERVERS), LIGHT);
      grid.waitForServers("gateway", SERVERS);
      for (int i = 0; i < FILES; i++) caps.add(web().put(file(i)));
      for (int i = 0; i < KILLS; i++) killOneWhileRepairing(i % 2 == 0);
      assertHealed();
    }
  }

  private static byte[] file(int number) {
    return Golden.stream("killed repair " + number, SIZE);
  }

  private void killOneWhileRepairing(boolean theGateway) throws Exception {
    String loser = anyServer();
    grid.deleteShares(List.of(loser));
    WebPort before = web();
    List<CompletableFuture<Void>> repairs =
        caps.stream().map(cap -> CompletableFuture.runAsync(() -> tryRepair(before, cap))).toList();
    Thread.sleep(random.nextInt(LONGEST_WAIT_MILLIS));
    String victim = theGateway ? "gateway" : anyServer();
    grid.kill(victim);
    grid.start(victim, LIGHT);
    CompletableFuture.allOf(repairs.toArray(CompletableFuture[]::new)).join();
    grid.waitForServers("gateway", SERVERS);
    for (String cap : caps) assertThat(health(repair(cap))).as("seed %d", seed).isEqualTo("5");
  }

  private String anyServer() {
    return grid.storageServers().get(random.nextInt(SERVERS));
  }

  /** Its failure is that of a gateway that is killed; what counts is what is left behind. */
  private static void tryRepair(WebPort web, String cap) {
    try {
      web.send("POST", repairPath(cap), new byte[0]);
    } catch (UncheckedIOException killed) {
      System.out.println("a repair broke off");
    }
  }

  private String repair(String cap) throws IOException {
    WebPort.Answer answer = web().send("POST", repairPath(cap), new byte[0]);
    assertThat(answer.status()).as("%s, seed %d", answer.text(), seed).isEqualTo(200);
    return answer.text();
  }

  private static String repairPath(String cap) {
    return WebPort.path(cap) + "?t=check&verify=true&repair=true&output=json";
  }

  /** The number of good shares at last, if no share at all is damaged. */
  private static String health(String results) {
    return results
        .replaceAll("\\s", "")
        .replaceAll("(?s).*\"count-shares-good\":([0-9]+),.*\"count-corrupt-shares\":0,.*", "$1");
  }

  private void assertHealed() throws Exception {
    for (String server : grid.storageServers()) {
      grid.kill(server);
      grid.startSoon(server, LIGHT);
    }
    for (String server : grid.storageServers()) {
      grid.waitUntilUp(server);
      assertThat(unfinished(server)).as("left on %s, seed %d", server, seed).isEmpty();
    }
    grid.waitForServers("gateway", SERVERS);
    for (int i = 0; i < FILES; i++)
      assertThat(web().read(caps.get(i)).bytes()).as("seed %d", seed).isEqualTo(file(i));
  }

  private List<Path> unfinished(String server) throws IOException {
    Path incoming = grid.directory(server).storage().resolve("shares/incoming");
    if (!Files.exists(incoming)) return List.of();
    try (Stream<Path> files = Files.walk(incoming)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private WebPort web() throws IOException {
    return new WebPort(grid.url("gateway"));
  }
}
