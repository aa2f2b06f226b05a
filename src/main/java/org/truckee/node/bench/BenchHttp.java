package org.truckee.node.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends a gateway one request after the other, and times some of them. Blocks. */
record BenchHttp(URI gateway) {
  /** A step that is measured. */
  @FunctionalInterface
  interface Step {
    void take() throws IOException;
  }

  /**
   * The milliseconds of each of {@code runs} times that {@code step} is done, after as many that
   * don't count.
   */
  static Measurement millis(String name, int runs, Step step) throws IOException {
    for (int i = 0; i < runs; i++) step.take();
    double[] figures = new double[runs];
    for (int i = 0; i < runs; i++) {
      long start = System.nanoTime();
      step.take();
      figures[i] = (System.nanoTime() - start) / 1e6;
    }
    return new Measurement(name, figures);
  }

  /** The path of the thing that {@code capability} names. */
  static String path(String capability) {
    return "/uri/" + capability.replace(":", "%3A");
  }

  /** The body at {@code path}. */
  byte[] get(String path) throws IOException {
    return answer(open(path));
  }

  /** The answer, as text, to {@code method} with {@code body}. */
  String send(String method, String path, byte[] body) throws IOException {
    HttpURLConnection http = open(path);
    http.setRequestMethod(method);
    http.setDoOutput(true);
    http.setFixedLengthStreamingMode(body.length);
    http.getOutputStream().write(body);
    return new String(answer(http), StandardCharsets.UTF_8).strip();
  }

  private HttpURLConnection open(String path) throws IOException {
    return (HttpURLConnection) gateway.resolve(path).toURL().openConnection();
  }

  private static byte[] answer(HttpURLConnection http) throws IOException {
    try (InputStream in = http.getInputStream()) {
      return in.readAllBytes();
    }
  }
}
