package org.truckee.node.bench.distance;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.truckee.node.bench.work.BenchHttp;
import org.truckee.node.bench.work.Measurement;

/**
 * Requests to a gateway that is far from its servers, each told as so many times the round trip.
 * Blocks.
 */
public final class TripWorkload {
  private static final String DRIVE = "/vdrive/private";

  private final BenchHttp http;
  private final long rttMillis;
  private final Random contents = new Random();
  private int names;

  /** The requests to {@code gateway}, whose round trips take {@code rttMillis}. */
  public TripWorkload(URI gateway, long rttMillis) {
    this.http = new BenchHttp(gateway);
    this.rttMillis = rttMillis;
  }

  /** Does each request {@code runs} times, after as many times that don't count. */
  public List<Measurement> run(int runs) throws IOException {
    String file = BenchHttp.path(put("/uri"));
    String mutable = BenchHttp.path(put("/uri?format=sdmf"));
    String directory = BenchHttp.path(post("/uri?t=mkdir"));
    Map<String, BenchHttp.Step> steps = new LinkedHashMap<>();
    steps.put("put", () -> put("/uri"));
    steps.put("get", () -> http.get(file));
    steps.put("check", () -> post(file + "?t=check"));
    steps.put("overwrite_sdmf", () -> put(mutable));
    steps.put("read_sdmf", () -> http.get(mutable));
    steps.put("mkdir", () -> post("/uri?t=mkdir"));
    steps.put("list", () -> http.get(directory + "?t=json"));
    steps.put("add_child", () -> addChild(directory));
    steps.put("put_into_directory", () -> put(directory + next()));
    steps.put("mkdir_p", () -> post(directory + next() + "/b/c/d?t=mkdir"));
    steps.put("vdrive_mkdir", () -> post(DRIVE + next() + "?t=mkdir"));
    steps.put("vdrive_put", () -> put(DRIVE + next()));
    steps.put("vdrive_list", () -> http.get(DRIVE + "/?t=json"));
    return measured(steps, runs);
  }

  private List<Measurement> measured(Map<String, BenchHttp.Step> steps, int runs)
      throws IOException {
    Measurement[] figures = new Measurement[steps.size()];
    int i = 0;
    for (Map.Entry<String, BenchHttp.Step> step : steps.entrySet())
      figures[i++] =
          BenchHttp.millis("trips_" + step.getKey(), runs, step.getValue())
              .dividedBy((double) rttMillis);
    return List.of(figures);
  }

  private String next() {
    return "/name" + names++;
  }

  private String put(String path) throws IOException {
    byte[] file = new byte[1 << 10];
    contents.nextBytes(file);
    return http.send("PUT", path, file);
  }

  private String post(String path) throws IOException {
    return http.send("POST", path, new byte[0]);
  }

  private void addChild(String directory) throws IOException {
    byte[] literal = "URI:LIT:nbswy3dp".getBytes(StandardCharsets.UTF_8);
    http.send("PUT", directory + next() + "?t=uri", literal);
  }
}
