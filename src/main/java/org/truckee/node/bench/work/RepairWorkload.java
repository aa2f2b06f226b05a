package org.truckee.node.bench.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
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

  RepairWorkload(BenchTarget target) {
    this.grid = target.ownGrid().processes();
    this.http = new BenchHttp(target.gateway());
  }

  /** The seconds that the work on one file took. */
  private record Care(double up, double repaired, double down) {}

  /**
   * Repairs {@code runs} files, after one that doesn't count, and tells how fast that is, and how
   * fast beside the download and the upload that it stands for.
   */
  List<Measurement> run(int runs) throws IOException {
    repair();
    Care[] all = new Care[runs];
    for (int i = 0; i < runs; i++) all[i] = repair();
    return List.of(
        new Measurement(
            "repair_100MiB_mibps",
            Arrays.stream(all).mapToDouble(care -> MIB / care.repaired()).toArray()),
        new Measurement(
            "download_and_upload_100MiB_mibps",
            Arrays.stream(all).mapToDouble(care -> MIB / (care.up() + care.down())).toArray()));
  }

  private Care repair() throws IOException {
    byte[] file = new byte[MIB << 20];
    contents.nextBytes(file);
    long begin = System.nanoTime();
    String path = BenchHttp.path(http.send("PUT", "/uri", file));
    double up = (System.nanoTime() - begin) / 1e9;
    grid.deleteShares(grid.storageServers().subList(0, LOSERS));
    long start = System.nanoTime();
    String answer = http.send("POST", path + "?t=check&repair=true&output=json", new byte[0]);
    double seconds = (System.nanoTime() - start) / 1e9;
    JsonNode results = new ObjectMapper().readTree(answer);
    if (!results.path("repair-successful").asBoolean())
      throw new IOException("the repair failed: " + results.path("post-repair-results"));
    long repaired = System.nanoTime();
    long length = http.length(path);
    double down = (System.nanoTime() - repaired) / 1e9;
    if (length != file.length) throw new IOException(length + " of " + file.length + " bytes came");
    grid.deleteShares();
    return new Care(up, seconds, down);
  }
}
