package org.truckee.node.bench.work;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The work of {@code truckee bench} on mutable files: it reads and replaces a small one, and writes
 * in the middle of a large one, which is read back there. Blocks.
 */
final class MutableWorkload {
  private static final int KIB = 1 << 10;
  private static final int MIB = 1 << 20;
  private static final String CREATE = "/uri?format=sdmf";
  private static final int LARGE = 100 * MIB;

  private final BenchHttp http;
  private final Random contents = new Random();

  MutableWorkload(BenchTarget target) {
    this.http = new BenchHttp(target.gateway());
  }

  /** Does each thing {@code runs} times, after as many times that don't count. */
  List<Measurement> run(int runs) throws IOException {
    List<Measurement> figures = new ArrayList<>(smallest(runs));
    byte[][] small = {bytes(10 * KIB)};
    String file = BenchHttp.path(http.send("PUT", CREATE, small[0]));
    figures.add(
        BenchHttp.millis("read_mutable_10KiB_ms", runs, () -> compare(http.get(file), small[0])));
    figures.add(
        BenchHttp.millis(
            "update_mutable_10KiB_ms",
            runs,
            () -> {
              small[0] = bytes(10 * KIB);
              http.send("PUT", file, small[0]);
            }));
    compare(http.get(file), small[0]);
    figures.add(largeFile(Math.max(1, runs / 5)));
    return figures;
  }

  private List<Measurement> smallest(int runs) throws IOException {
    String file = BenchHttp.path(http.send("PUT", CREATE, bytes(KIB)));
    return List.of(
        BenchHttp.millis("create_sdmf_1KiB_ms", runs, () -> http.send("PUT", CREATE, bytes(KIB))),
        BenchHttp.millis("overwrite_sdmf_1KiB_ms", runs, () -> http.send("PUT", file, bytes(KIB))),
        BenchHttp.millis("read_sdmf_1KiB_ms", runs, () -> http.get(file)));
  }

  private Measurement largeFile(int runs) throws IOException {
    byte[] whole = bytes(LARGE);
    String file = BenchHttp.path(http.send("PUT", "/uri?format=mdmf", whole));
    Measurement figure =
        BenchHttp.millis("write_1MiB_in_mdmf_100MiB_ms", runs, () -> writeSomewhere(file, whole));
    compare(http.get(file), whole);
    return figure;
  }

  private void writeSomewhere(String file, byte[] whole) throws IOException {
    byte[] data = bytes(MIB);
    int offset = contents.nextInt(LARGE - MIB);
    System.arraycopy(data, 0, whole, offset, MIB);
    http.send("PUT", file + "?offset=" + offset, data);
  }

  private byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    contents.nextBytes(bytes);
    return bytes;
  }

  private static void compare(byte[] found, byte[] expected) throws IOException {
    int differs = Arrays.mismatch(found, expected);
    if (differs >= 0) throw new IOException("the file that came back differs at byte " + differs);
  }
}
