package org.truckee.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** One request to a gateway. */
final class GatewayConnection {
  private static final int CONNECT_MILLIS = (int) TimeUnit.SECONDS.toMillis(10);
  private static final int BUFFER = 64 << 10;

  private final HttpURLConnection http;
  private final String url;

  private GatewayConnection(HttpURLConnection http, String url) {
    this.http = http;
    this.url = url;
  }

  /** Prepares a request of {@code path} at the gateway with {@code url}. */
  static GatewayConnection to(String url, String method, String path) throws IOException {
    HttpURLConnection http = (HttpURLConnection) URI.create(url + path).toURL().openConnection();
    http.setRequestMethod(method);
    http.setConnectTimeout(CONNECT_MILLIS);
    http.setInstanceFollowRedirects(false);
    http.setRequestProperty("Accept", "text/plain, application/octet-stream");
    return new GatewayConnection(http, url);
  }

  /** Sends {@code body}, of {@code size} bytes or, if that is negative, of any number. */
  void send(InputStream body, long size, Progress progress) throws IOException {
    http.setDoOutput(true);
    if (size >= 0) http.setFixedLengthStreamingMode(size);
    else http.setChunkedStreamingMode(BUFFER);
    try (OutputStream out = connected()) {
      copy(body, out, progress);
    } catch (IOException e) {
      if (http.getResponseCode() < 400) throw e;
    }
  }

  private OutputStream connected() throws IOException {
    try {
      return http.getOutputStream();
    } catch (ConnectException e) {
      throw unreachable();
    }
  }

  /**
   * The body of the answer; any status but 200 to 299 is a {@link CommandFailure} with the
   * gateway's own sentence.
   */
  InputStream answer() throws IOException {
    int status;
    try {
      status = http.getResponseCode();
    } catch (ConnectException e) {
      throw unreachable();
    }
    if (status >= 200 && status < 300) return http.getInputStream();
    throw new CommandFailure(
        status == 404 || status == 410 ? ExitCodes.NOT_FOUND : ExitCodes.FAILED,
        "the gateway answered " + status + sentence());
  }

  /** The bytes that the answer will have, or -1 if it does not say. */
  long size() {
    return http.getContentLengthLong();
  }

  /** The whole answer, as text. */
  String text() throws IOException {
    try (InputStream in = answer()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static void copy(InputStream from, OutputStream to, Progress progress) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      to.write(buffer, 0, read);
      progress.advance(read);
    }
  }

  private String sentence() throws IOException {
    try (InputStream in = http.getErrorStream()) {
      if (in == null) return "";
      String text = new String(in.readNBytes(4096), StandardCharsets.UTF_8).strip();
      return text.isEmpty() ? "" : ": " + text;
    }
  }

  private CommandFailure unreachable() {
    return new CommandFailure(
        ExitCodes.UNREACHABLE, "no gateway answers at " + url + ". Is it started?");
  }
}
