package org.truckee.testing.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Puts and gets files that need not fit into memory: their contents follow from a seed. Blocks. */
public final class GatewayClient {
  private static final int PIECE = 1 << 20;

  private final URI gateway;

  /** A client of the gateway at {@code gateway}. */
  public GatewayClient(URI gateway) {
    this.gateway = gateway;
  }

  /** Puts the {@code size} bytes that {@code seed} stands for, and returns the capability. */
  public String put(long seed, long size) throws IOException {
    return put("/uri", seed, size);
  }

  /** Puts them at {@code path}, and returns the gateway's answer. */
  public String put(String path, long seed, long size) throws IOException {
    HttpURLConnection http = open(path);
    http.setRequestMethod("PUT");
    http.setDoOutput(true);
    http.setFixedLengthStreamingMode(size);
    Random contents = new Random(seed);
    try (OutputStream out = http.getOutputStream()) {
      for (long sent = 0; sent < size; sent += PIECE)
        out.write(next(contents), 0, (int) Math.min(PIECE, size - sent));
    }
    try (InputStream in = http.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  /**
   * Returns the number of bytes of the file behind {@code cap} that are those of {@code seed}; all
   * of them if the file has this length exactly and no byte differs.
   */
  public long matching(String cap, long seed, long size) throws IOException {
    Random contents = new Random(seed);
    try (InputStream in = get(cap)) {
      for (long read = 0; read < size; read += PIECE) {
        int length = (int) Math.min(PIECE, size - read);
        byte[] expected = next(contents);
        byte[] actual = in.readNBytes(length);
        for (int i = 0; i < length; i++)
          if (i >= actual.length || actual[i] != expected[i]) return read + i;
      }
      return in.read() < 0 ? size : -1;
    }
  }

  /** The stream of the file behind {@code cap}. */
  public InputStream get(String cap) throws IOException {
    return open(path(cap)).getInputStream();
  }

  /** The path of {@code cap}. */
  public static String path(String cap) {
    return "/uri/" + cap.replace(":", "%3A");
  }

  private static byte[] next(Random contents) {
    byte[] piece = new byte[PIECE];
    contents.nextBytes(piece);
    return piece;
  }

  private HttpURLConnection open(String path) throws IOException {
    HttpURLConnection http = (HttpURLConnection) gateway.resolve(path).toURL().openConnection();
    http.setReadTimeout(120_000);
    return http;
  }
}
