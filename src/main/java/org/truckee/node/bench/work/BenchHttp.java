package org.truckee.node.bench.work;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Sends a gateway one request after the other, and times some of them. Blocks; fails if no byte of
 * an answer comes for ten minutes.
 */
public record BenchHttp(URI gateway) {
  private static final int SILENCE_MILLIS = 600_000;

  /** A step that is measured. */
  @FunctionalInterface
  public interface Step {
    void take() throws IOException;
  }

  /**
   * The milliseconds of each of {@code runs} times that {@code step} is done, after as many that
   * don't count.
   */
  public static Measurement millis(String name, int runs, Step step) throws IOException {
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
  public static String path(String capability) {
    return "/uri/" + capability.replace(":", "%3A");
  }

  /** The body at {@code path}. */
  public byte[] get(String path) throws IOException {
    return answer(open(path));
  }

  /** The page at {@code path}, as a browser asks for it. */
  public String page(String path) throws IOException {
    HttpURLConnection http = open(path);
    http.setRequestProperty("Accept", "text/html");
    return new String(answer(http), StandardCharsets.UTF_8);
  }

  /** Reads the body at {@code path} without keeping it, and returns its length. */
  public long length(String path) throws IOException {
    try (InputStream in = open(path).getInputStream()) {
      return in.transferTo(OutputStream.nullOutputStream());
    }
  }

  /** The answer, as text, to {@code method} with {@code body}. */
  public String send(String method, String path, byte[] body) throws IOException {
    HttpURLConnection http = open(path);
    http.setRequestMethod(method);
    write(http, body);
    return new String(answer(http), StandardCharsets.UTF_8).strip();
  }

  /** The same on a connection of its own; {@code GET} without a body. */
  String alone(String method, String path, byte[] body) throws IOException {
    HttpURLConnection http = open(path);
    http.setRequestProperty("Connection", "close");
    http.setRequestMethod(method);
    if (!method.equals("GET")) write(http, body);
    return new String(answer(http), StandardCharsets.UTF_8).strip();
  }

  private static void write(HttpURLConnection http, byte[] body) throws IOException {
    http.setDoOutput(true);
    http.setFixedLengthStreamingMode(body.length);
    http.getOutputStream().write(body);
  }

  /** Opens a connection that asks for no page: a form is answered with a text then. */
  private HttpURLConnection open(String path) throws IOException {
    HttpURLConnection http = (HttpURLConnection) gateway.resolve(path).toURL().openConnection();
    http.setRequestProperty("Accept", "*/*");
    http.setReadTimeout(SILENCE_MILLIS);
    return http;
  }

  private static byte[] answer(HttpURLConnection http) throws IOException {
    try (InputStream in = http.getInputStream()) {
      return in.readAllBytes();
    }
  }
}
