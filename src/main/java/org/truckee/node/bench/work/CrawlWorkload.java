package org.truckee.node.bench.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.StorageIndex;
import org.truckee.node.process.ProcessGrid;

/**
 * The crawl of a storage server over many shares, at its usual pace, and small reads from it beside
 * that. The shares are links to one, and the server is started anew, so that a crawl begins six
 * minutes later. Blocks.
 */
final class CrawlWorkload {
  private static final int SHARES = 50_000;
  private static final String SERVER = "storage1";
  private static final Duration LATEST_BEGIN = Duration.ofMinutes(15);
  private static final Duration STALL = Duration.ofMinutes(5);
  private static final List<String> STATE =
      List.of("lease_checker.json", "lease_checker_history.json");

  private final BenchTarget target;
  private final BenchHttp http;
  private final Random contents = new Random();

  CrawlWorkload(BenchTarget target) {
    this.target = target;
    this.http = new BenchHttp(target.gateway());
  }

  /** Reads until a crawl ends, and then as many times again. */
  List<Measurement> run() throws IOException, InterruptedException {
    String path = BenchHttp.path(fileOfTheServer());
    restartWithShares();
    return crawl(path);
  }

  /** A file that can't be read without the server, since no more than two others have a share. */
  private String fileOfTheServer() throws IOException {
    byte[] file = new byte[1 << 10];
    contents.nextBytes(file);
    String cap = http.send("PUT", "/uri", file);
    ProcessGrid grid = target.ownGrid().processes();
    List<String> others = new ArrayList<>(grid.storageServers());
    others.remove(SERVER);
    grid.deleteShares(others.subList(BenchTarget.NEEDED - 1, others.size()));
    return cap;
  }

  /** Waits for the crawl, and reads {@code path} until it ends and then without it. */
  private List<Measurement> crawl(String path) throws IOException, InterruptedException {
    BenchHttp admin = new BenchHttp(adminUrl());
    JsonNode first = begun(admin);
    StallLimit stall = new StallLimit("the crawl", STALL, System::nanoTime);
    long start = System.nanoTime();
    long last = start;
    JsonNode latest = first;
    List<Double> reads = new ArrayList<>();
    for (JsonNode now = first; isUnderWay(now); now = state(admin)) {
      stall.check(examined(now));
      latest = now;
      last = System.nanoTime();
      for (int i = 0; i < 20; i++) reads.add(millis(path));
    }
    if (last == start) throw new IOException("the crawl was over in a moment");
    return List.of(
        new Measurement(
            "crawl_shares_per_s", (examined(latest) - examined(first)) / ((last - start) / 1e9)),
        new Measurement(
            "get_1KiB_beside_crawl_ms", reads.stream().mapToDouble(Double::doubleValue).toArray()),
        new Measurement("get_1KiB_without_crawl_ms", millis(path, reads.size())));
  }

  /** The state of the server when a crawl has begun. */
  private static JsonNode begun(BenchHttp admin) throws IOException, InterruptedException {
    StallLimit begin = new StallLimit("the wait for a crawl", LATEST_BEGIN, System::nanoTime);
    JsonNode state = state(admin);
    while (!isUnderWay(state)) {
      begin.check("none is under way");
      TimeUnit.SECONDS.sleep(1);
      state = state(admin);
    }
    return state;
  }

  private double[] millis(String path, int count) throws IOException {
    double[] millis = new double[count];
    for (int i = 0; i < count; i++) millis[i] = millis(path);
    return millis;
  }

  private double millis(String path) throws IOException {
    long start = System.nanoTime();
    http.get(path);
    return (System.nanoTime() - start) / 1e6;
  }

  private static JsonNode state(BenchHttp admin) throws IOException {
    return new ObjectMapper().readTree(admin.get("/storage?t=json"));
  }

  private static boolean isUnderWay(JsonNode state) {
    return state.path("lease-checker-progress").path("cycle-in-progress").asBoolean();
  }

  private static double examined(JsonNode state) {
    JsonNode cycle = state.path("lease-checker").path("cycle-to-date");
    return cycle.path("space-recovered").path("examined-shares").asDouble();
  }

  private URI adminUrl() throws IOException {
    return URI.create(
        Files.readString(target.ownGrid().processes().directory(SERVER).adminUrl()).strip());
  }

  private void restartWithShares() throws IOException, InterruptedException {
    ProcessGrid grid = target.ownGrid().processes();
    grid.kill(SERVER);
    Path storage = grid.directory(SERVER).storage();
    for (String file : STATE) Files.deleteIfExists(storage.resolve(file));
    Path shares = storage.resolve("shares");
    Path share = anyShare(shares);
    for (int i = 0; i < SHARES; i++) link(shares, share);
    target.ownGrid().restart(SERVER);
  }

  private static Path anyShare(Path shares) throws IOException {
    try (Stream<Path> files = Files.walk(shares)) {
      return files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
  }

  private void link(Path shares, Path share) throws IOException {
    byte[] index = new byte[StorageIndex.SIZE];
    contents.nextBytes(index);
    String name = new StorageIndex(Bytes.wrap(index)).toString();
    Path directory = Files.createDirectories(shares.resolve(name.substring(0, 2)).resolve(name));
    Files.createLink(directory.resolve("0"), share);
  }
}
