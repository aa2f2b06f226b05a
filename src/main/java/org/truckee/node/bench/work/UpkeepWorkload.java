package org.truckee.node.bench.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The upkeep of many small files below one directory, at a pace that nothing bounds: each is walked
 * by, checked, renewed and audited. Blocks.
 */
final class UpkeepWorkload {
  private static final int FILES = 200;
  private static final long LOOK_MILLIS = 100;
  private static final Duration STALL = Duration.ofMinutes(3);

  private final BenchHttp http;
  private final Random contents = new Random();

  UpkeepWorkload(BenchTarget target) {
    this.http = new BenchHttp(target.gateway());
  }

  /** Measures {@code runs} directories, one after the other. */
  List<Measurement> run(int runs) throws IOException, InterruptedException {
    double[] rates = new double[runs];
    for (int i = 0; i < runs; i++) rates[i] = rate("bench" + i, directory());
    return List.of(new Measurement("upkeep_10KiB_per_s", rates));
  }

  private String directory() throws IOException {
    String[] caps = new String[FILES];
    for (int i = 0; i < FILES; i++) caps[i] = file();
    return new FilledDirectories(http)
        .make(
            IntStream.range(0, FILES)
                .mapToObj(i -> "\"%d\": [\"filenode\", {\"ro_uri\": \"%s\"}]".formatted(i, caps[i]))
                .collect(Collectors.joining(", ", "{", "}")));
  }

  private String file() throws IOException {
    byte[] file = new byte[10 << 10];
    contents.nextBytes(file);
    return http.send("PUT", "/uri", file);
  }

  private double rate(String name, String directory) throws IOException, InterruptedException {
    String cap = directory.replace(":", "%3A");
    long start = System.nanoTime();
    http.send("POST", "/upkeep?t=add&name=" + name + "&cap=" + cap, new byte[0]);
    awaitWhole(name);
    double seconds = (System.nanoTime() - start) / 1e9;
    http.send("POST", "/upkeep?t=remove&name=" + name, new byte[0]);
    return FILES / seconds;
  }

  private void awaitWhole(String name) throws IOException, InterruptedException {
    StallLimit stall = new StallLimit("the upkeep of " + name, STALL, System::nanoTime);
    JsonNode state = state();
    while (!isWhole(state, name, FILES + 1)) {
      stall.check(state.path("things"));
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      state = state();
    }
  }

  private JsonNode state() throws IOException {
    return new ObjectMapper().readTree(http.get("/upkeep?t=json"));
  }

  /**
   * Tells from the {@code state} of upkeep whether root {@code name} was walked to its end and all
   * things, {@code count} at least, were found healthy; fails for trouble and for a thing that is
   * not well kept.
   */
  static boolean isWhole(JsonNode state, String name, int count) throws IOException {
    boolean walked = false;
    for (JsonNode root : state.path("roots"))
      if (root.path("name").asText().equals(name)) walked = isWalked(root);
    JsonNode things = state.path("things");
    if (things.path("low").asInt() > 0) throw new IOException("files are not well kept: " + state);
    int all = things.path("all").asInt();
    return walked && all >= count && things.path("healthy").asInt() == all;
  }

  private static boolean isWalked(JsonNode root) throws IOException {
    JsonNode trouble = root.path("trouble");
    if (trouble.isTextual())
      throw new IOException(
          "the upkeep of %s: %s".formatted(root.path("name").asText(), trouble.asText()));
    return root.path("walked").isNumber();
  }
}
