package org.truckee.node.bench.work;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** The first things that are done with a grid that was just started. Blocks. */
final class ColdWorkload {
  private static final int MIB = 100;
  private static final int PUTS = 20;
  private static final int HUNDREDS = 300;

  private final BenchHttp http;
  private final Random contents = new Random();

  ColdWorkload(BenchTarget target) {
    this.http = new BenchHttp(target.gateway());
  }

  /** Sends and gets the first large file. */
  List<Measurement> large() throws IOException {
    byte[] file = new byte[MIB << 20];
    contents.nextBytes(file);
    long start = System.nanoTime();
    String cap = http.send("PUT", "/uri", file);
    long stored = System.nanoTime();
    long length = http.length(BenchHttp.path(cap));
    long back = System.nanoTime();
    if (length != file.length) throw new IOException(length + " of " + file.length + " bytes came");
    return List.of(
        new Measurement("cold_upload_100MiB_mibps", MIB / ((stored - start) / 1e9)),
        new Measurement("cold_download_100MiB_mibps", MIB / ((back - stored) / 1e9)));
  }

  /**
   * Sends a small file each second, on a connection of its own: the first ones, and others after
   * hundreds that came back to back.
   */
  List<Measurement> puts() throws IOException, InterruptedException {
    Measurement first = oneEachSecond("put_1KiB_each_second_first_ms");
    for (int i = 0; i < HUNDREDS; i++) put();
    return List.of(first, oneEachSecond("put_1KiB_each_second_later_ms"));
  }

  private Measurement oneEachSecond(String name) throws IOException, InterruptedException {
    double[] millis = new double[PUTS];
    for (int i = 0; i < PUTS; i++) {
      TimeUnit.SECONDS.sleep(1);
      long start = System.nanoTime();
      put();
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    return new Measurement(name, millis);
  }

  private void put() throws IOException {
    byte[] file = new byte[1 << 10];
    contents.nextBytes(file);
    http.alone("PUT", "/uri", file);
  }
}
