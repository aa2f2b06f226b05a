package org.truckee.node.crowd;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;

/**
 * The connection of somebody with an address of their own on loopback, which stays open from one
 * request to the next, and is opened where it is not. It repeats nothing by itself. Blocks; one
 * thread at a time.
 */
final class CrowdConnection implements AutoCloseable {
  /** A time in which even a crowded grid answers; a longer wait is a hang. */
  private static final int PATIENCE_MILLIS = 300_000;

  private static final int ADDRESSES = 200;
  private static final int TEN = 10;

  /** Somewhat less than haproxy keeps a connection that nobody uses. */
  private static final long RESTED_NANOS = TimeUnit.MINUTES.toNanos(4);

  /** Where the status stands in the first line of an answer. */
  private static final int CODE = "HTTP/1.1 ".length();

  private final SocketFactory sockets;
  private final int port;
  private final byte[] address;
  private volatile Optional<Socket> open = Optional.empty();
  private long used;

  /** A connection of {@code sockets} to {@code port} from {@code address}; it is not open yet. */
  CrowdConnection(SocketFactory sockets, int port, byte[] address) {
    this.sockets = sockets;
    this.port = port;
    this.address = address.clone();
  }

  /** An address of a network that the clients of all numbers have in common. */
  static byte[] neighbour(int number) {
    return new byte[] {127, 0, 1, (byte) (1 + number % ADDRESSES)};
  }

  /** An address of a network that the client of {@code number} has for itself. */
  static byte[] stranger(int number) {
    return new byte[] {127, (byte) (1 + number / ADDRESSES), (byte) (number % ADDRESSES), TEN};
  }

  /** An answer that came as a whole. */
  record Answer(int status, Map<String, String> headers, byte[] body) {
    /** The body as text. */
    String text() {
      return new String(body, StandardCharsets.UTF_8).strip();
    }
  }

  /** Whether it is open, as far as it knows. */
  boolean isOpen() {
    return open.isPresent();
  }

  /** Whether it has done nothing for so long that the other side may have ended it. */
  boolean isStale() {
    return System.nanoTime() - used > RESTED_NANOS;
  }

  /** Opens it. */
  void open() throws IOException {
    InetAddress here = InetAddress.getByAddress(address);
    Socket socket = sockets.createSocket(InetAddress.getLoopbackAddress(), port, here, 0);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    open = Optional.of(socket);
    used = System.nanoTime();
  }

  /** Sends a request with {@code headers}, each with the end of its line; returns the answer. */
  Answer send(String method, String path, String headers, byte[] body) throws IOException {
    return send(method, path, headers, body.length, body);
  }

  /** The same for a body of {@code length} bytes of which only the {@code body} is ever sent. */
  Answer send(String method, String path, String headers, long length, byte[] body)
      throws IOException {
    String head =
        "%s %s HTTP/1.1\r\nHost: files.example.org\r\n%sContent-Length: %d\r\n\r\n"
            .formatted(method, path, headers, length);
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    request.writeBytes(body);
    return say(request.toByteArray());
  }

  /** Sends {@code request} as it is; returns the answer. */
  Answer say(byte[] request) throws IOException {
    if (open.isEmpty()) open();
    try {
      Socket socket = open.orElseThrow();
      Optional<IOException> unsent = write(socket, request);
      Answer answer = answer(new BufferedInputStream(socket.getInputStream()));
      used = System.nanoTime();
      if (unsent.isPresent() || answer.headers().getOrDefault("connection", "").equals("close"))
        close();
      return answer;
    } catch (IOException broken) {
      close();
      throw broken;
    }
  }

  /** Sends {@code request}, which may be answered, and the connection closed, before its end. */
  private static Optional<IOException> write(Socket socket, byte[] request) {
    try {
      socket.getOutputStream().write(request);
      return Optional.empty();
    } catch (IOException answeredBefore) {
      return Optional.of(answeredBefore);
    }
  }

  private static Answer answer(InputStream in) throws IOException {
    String status = line(in);
    Map<String, String> headers = new HashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return new Answer(
        Integer.parseInt(status.substring(CODE, CODE + 3)), headers, body(in, headers));
  }

  private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
    if (headers.containsKey("content-length"))
      return exactly(in, Integer.parseInt(headers.get("content-length")));
    if (headers.containsKey("transfer-encoding")) return chunks(in);
    return headers.containsKey("connection") ? in.readAllBytes() : new byte[0];
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    int size;
    do {
      size = Integer.parseInt(line(in), 16);
      whole.writeBytes(exactly(in, size));
      line(in);
    } while (size > 0);
    return whole.toByteArray();
  }

  private static byte[] exactly(InputStream in, int size) throws IOException {
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) throw new EOFException("the answer broke off");
    return bytes;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) throw new EOFException("the connection ended");
      line.append((char) next);
    }
    return line.toString().strip();
  }

  @Override
  public void close() {
    try {
      if (open.isPresent()) open.get().close();
    } catch (IOException broken) {
      // It is closed all the same.
    }
    open = Optional.empty();
  }
}
