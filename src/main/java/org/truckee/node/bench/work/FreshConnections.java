package org.truckee.node.bench.work;

import java.io.IOException;
import java.util.List;
import java.util.Random;

/** Small files that go up and down back to back, each on a connection of its own. Blocks. */
final class FreshConnections {
  private final BenchHttp http;
  private final Random contents = new Random();

  FreshConnections(BenchTarget target) {
    this.http = new BenchHttp(target.gateway());
  }

  /** Does each thing {@code runs} times, after as many times that don't count. */
  List<Measurement> run(int runs) throws IOException {
    String path = BenchHttp.path(put());
    return List.of(
        BenchHttp.millis("put_1KiB_new_connection_ms", runs, this::put),
        BenchHttp.millis(
            "get_1KiB_new_connection_ms", runs, () -> http.alone("GET", path, new byte[0])));
  }

  private String put() throws IOException {
    byte[] file = new byte[1 << 10];
    contents.nextBytes(file);
    return http.alone("PUT", "/uri", file);
  }
}
