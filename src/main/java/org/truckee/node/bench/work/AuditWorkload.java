package org.truckee.node.bench.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The work of {@code truckee bench} that asks how well files are kept: small ones are checked, and
 * small and large ones are audited by a block of each share, several at a time. Blocks.
 */
final class AuditWorkload {
  private static final int FILES = 64;
  private static final int ASKERS = 8;
  private static final int SMALL = 10 << 10;
  private static final int LARGE = 100 << 20;

  private final BenchHttp http;
  private final Random contents = new Random();

  AuditWorkload(BenchTarget target) {
    this.http = new BenchHttp(target.gateway());
  }

  /** A question about one file. */
  @FunctionalInterface
  private interface Question {
    /** Asks, and fails unless the file is well kept. */
    void about(String cap) throws IOException;
  }

  /** Asks each question {@code runs} times, after a time that doesn't count. */
  List<Measurement> run(int runs) throws IOException, InterruptedException {
    List<String> small = new ArrayList<>();
    for (int i = 0; i < FILES; i++) small.add(put(SMALL));
    List<String> large = Collections.nCopies(ASKERS, put(LARGE));
    return List.of(
        rate("check_10KiB_per_s", runs, small, this::check),
        rate("audit_10KiB_per_s", runs, small, this::audit),
        rate("audit_100MiB_per_s", runs, large, this::audit));
  }

  private String put(int size) throws IOException {
    byte[] file = new byte[size];
    contents.nextBytes(file);
    return http.send("PUT", "/uri", file);
  }

  private void check(String cap) throws IOException {
    String path = BenchHttp.path(cap) + "?t=check&output=json";
    JsonNode answer = new ObjectMapper().readTree(http.send("POST", path, new byte[0]));
    if (!answer.path("results").path("healthy").asBoolean())
      throw new IOException("a file is not healthy: " + answer.path("summary"));
  }

  private void audit(String cap) throws IOException {
    String path = "/audit/" + cap.replace(":", "%3A") + "?t=json";
    JsonNode answer = new ObjectMapper().readTree(http.get(path));
    if (!answer.path("verdict").asText().equals("good"))
      throw new IOException("a file is not well kept: " + answer.path("summary"));
  }

  private static Measurement rate(String name, int runs, List<String> caps, Question question)
      throws IOException, InterruptedException {
    ExecutorService askers = Executors.newFixedThreadPool(ASKERS);
    try {
      perSecond(askers, caps, question);
      double[] figures = new double[runs];
      for (int i = 0; i < runs; i++) figures[i] = perSecond(askers, caps, question);
      return new Measurement(name, figures);
    } finally {
      askers.shutdownNow();
    }
  }

  private static double perSecond(ExecutorService askers, List<String> caps, Question question)
      throws IOException, InterruptedException {
    List<Callable<Void>> all = new ArrayList<>();
    for (String cap : caps)
      all.add(
          () -> {
            question.about(cap);
            return null;
          });
    long start = System.nanoTime();
    for (Future<Void> answer : askers.invokeAll(all)) done(answer);
    return caps.size() / ((System.nanoTime() - start) / 1e9);
  }

  private static void done(Future<Void> answer) throws IOException, InterruptedException {
    try {
      answer.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }
}
