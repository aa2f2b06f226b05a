package org.truckee.node.bench.work;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** An answer of status 200 on its way in, and then the next one on the same connection. */
final class RepeatedAnswer {
  private static final int LARGEST = 2 << 20;
  private static final String LENGTH = "content-length: ";
  private static final byte[] LAST_CHUNK = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final ByteBuffer bytes = ByteBuffer.allocate(LARGEST);

  /** The length with the head; 0 until that is there, and -1 for an answer in chunks. */
  private int whole;

  /** Reads what there is; tells whether an answer is whole, and then forgets it. */
  boolean isWholeAfter(SocketChannel connection) throws IOException {
    if (!bytes.hasRemaining()) throw new IOException("an answer is longer than " + LARGEST);
    if (connection.read(bytes) < 0) throw new EOFException("the gateway closes a connection");
    if (whole == 0) whole = length();
    if (!isWhole()) return false;
    bytes.clear();
    whole = 0;
    return true;
  }

  private boolean isWhole() {
    int end = bytes.position();
    if (whole >= 0) return whole > 0 && end >= whole;
    int start = end - LAST_CHUNK.length;
    return start >= 0 && Arrays.equals(bytes.array(), start, end, LAST_CHUNK, 0, LAST_CHUNK.length);
  }

  private int length() throws IOException {
    int body = body();
    if (body == 0) return 0;
    String head = new String(bytes.array(), 0, body, StandardCharsets.ISO_8859_1);
    if (!head.startsWith("HTTP/1.1 200 ")) throw new IOException("the gateway says: " + head);
    int begin = head.toLowerCase(Locale.ROOT).indexOf(LENGTH);
    if (begin < 0) return -1;
    String length = head.substring(begin + LENGTH.length(), head.indexOf("\r\n", begin));
    return body + Integer.parseInt(length.strip());
  }

  /** The place where the body begins; 0 until the head is there. */
  private int body() {
    byte[] all = bytes.array();
    for (int i = 3; i < bytes.position(); i++)
      if (all[i] == '\n' && all[i - 1] == '\r' && all[i - 2] == '\n' && all[i - 3] == '\r')
        return i + 1;
    return 0;
  }
}
