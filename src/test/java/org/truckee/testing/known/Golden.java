package org.truckee.testing.known;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.truckee.bytes.Bytes;

/**
 * Known answers, made with the real Tahoe-LAFS (1.20.1.dev162), and the contents that they were
 * made from.
 */
public final class Golden {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Golden() {}

  /** The JSON in {@code golden/NAME}. */
  public static JsonNode json(String name) {
    try (InputStream in = open(name)) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /** The rows of {@code golden/NAME}, one JSON object a line. */
  public static List<JsonNode> rows(String name) {
    try (InputStream in = open(name)) {
      return JSON.readerFor(JsonNode.class).<JsonNode>readValues(in).readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /** The bytes of {@code golden/NAME}, unpacked if its name ends in {@code .gz}. */
  public static InputStream open(String name) {
    InputStream in = Golden.class.getResourceAsStream("/golden/" + name);
    if (in == null) throw new IllegalArgumentException("no known answers called " + name);
    try {
      return name.endsWith(".gz") ? new GZIPInputStream(in) : in;
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /** The bytes that hexadecimal {@code field} of {@code row} holds. */
  public static Bytes hex(JsonNode row, String field) {
    return Bytes.ofHex(row.get(field).asText());
  }

  /**
   * The contents that files were made with: SHA-256(seed || 8-byte counter), one after the other,
   * cut to {@code size}.
   */
  public static byte[] stream(String seed, int size) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(size + 32);
    for (long i = 0; out.size() < size; i++) {
      MessageDigest sha256 = sha256();
      sha256.update(seed.getBytes(StandardCharsets.US_ASCII));
      out.writeBytes(sha256.digest(ByteBuffer.allocate(8).putLong(i).array()));
    }
    return Arrays.copyOf(out.toByteArray(), size);
  }

  /** The hexadecimal SHA-256 of all {@code parts} together. */
  public static String sha256(byte[]... parts) {
    MessageDigest sha256 = sha256();
    for (byte[] part : parts) sha256.update(part);
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
