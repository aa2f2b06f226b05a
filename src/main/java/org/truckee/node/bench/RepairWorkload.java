package org.truckee.node.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.Random;
import org.truckee.node.process.ProcessGrid;

/**
 * The work of {@code truckee bench} on files that three servers have lost their shares of: each is
 * checked and repaired, from the question to the answer. Blocks.
 */
final class RepairWorkload {
  private static final int MIB = 100;
  private static final int LOSERS = 3;

  private final ProcessGrid grid;
  private final BenchHttp http;
  private final Random contents = new Random();

  RepairWorkload(ProcessGrid grid, URI gateway) {
    this.grid = grid;
    this.http = new BenchHttp(gateway);
  }

  /** Repairs {@code runs} files, after one that doesn't count. */
  Measurement run(int runs) throws IOException {
    repair();
    double[] speeds = new double[runs];
    for (int i = 0; i < runs; i++) speeds[i] = MIB / repair();
    return new Measurement("repair_100MiB_mibps", speeds);
  }

  /** The seconds that the repair of a new file takes. */
  private double repair() throws IOException {
    byte[] file = new byte[MIB << 20];
    contents.nextBytes(file);
    String path = BenchHttp.path(http.send("PUT", "/uri", file));
    grid.deleteShares(grid.storageServers().subList(0, LOSERS));
    long start = System.nanoTime();
    String answer = http.send("POST", path + "?t=check&repair=true&output=json", new byte[0]);
    double seconds = (System.nanoTime() - start) / 1e9;
    JsonNode results = new ObjectMapper().readTree(answer);
    if (!results.path("repair-successful").asBoolean())
      throw new IOException("the repair failed: " + results.path("post-repair-results"));
    grid.deleteShares();
    return seconds;
  }
}
