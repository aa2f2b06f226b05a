package org.truckee.node.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Many readers of one small thing: so many connections, each with one request under way at any
 * time, all of them looked after by one thread, so that little of the processors goes into asking.
 */
final class ReadLoad {
  private static final int CONNECTIONS = 32;

  private final InetSocketAddress address;
  private final ByteBuffer request;

  /** Readers of {@code path} at {@code gateway}. */
  ReadLoad(URI gateway, String path) {
    this.address = new InetSocketAddress(gateway.getHost(), gateway.getPort());
    this.request =
        ByteBuffer.wrap(
            "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n"
                .formatted(path, gateway.getAuthority())
                .getBytes(StandardCharsets.US_ASCII));
  }

  /** The number of answers in a second, on average over {@code millis}. */
  double perSecond(long millis) throws IOException {
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < CONNECTIONS; i++) connect(selector);
      long start = System.nanoTime();
      long end = start + TimeUnit.MILLISECONDS.toNanos(millis);
      long answers = 0;
      while (System.nanoTime() < end) answers += take(selector);
      double seconds = (System.nanoTime() - start) / 1e9;
      for (SelectionKey key : selector.keys()) key.channel().close();
      return answers / seconds;
    }
  }

  private void connect(Selector selector) throws IOException {
    SocketChannel connection = SocketChannel.open(address);
    connection.configureBlocking(false);
    ask(connection);
    connection.register(selector, SelectionKey.OP_READ, new SmallAnswer());
  }

  /** One request always fits into what a socket takes at once. */
  private void ask(SocketChannel connection) throws IOException {
    ByteBuffer all = request.duplicate();
    while (all.hasRemaining()) connection.write(all);
  }

  private int take(Selector selector) throws IOException {
    int answers = 0;
    selector.select(1);
    for (SelectionKey key : selector.selectedKeys()) {
      SocketChannel connection = (SocketChannel) key.channel();
      if (!((SmallAnswer) key.attachment()).isWholeAfter(connection)) continue;
      answers++;
      ask(connection);
    }
    selector.selectedKeys().clear();
    return answers;
  }

  /** An answer of status 200 on its way in, and then the next one, which has the same length. */
  private static final class SmallAnswer {
    private static final int LARGEST = 256 << 10;
    private static final String LENGTH = "content-length: ";

    private final ByteBuffer bytes = ByteBuffer.allocate(LARGEST);
    private int whole;

    /** Reads what there is; tells whether an answer is whole, and then forgets it. */
    boolean isWholeAfter(SocketChannel connection) throws IOException {
      if (connection.read(bytes) < 0) throw new EOFException("the gateway closes a connection");
      if (whole == 0) whole = length();
      if (whole == 0 || bytes.position() < whole) return false;
      bytes.clear();
      return true;
    }

    /** The length of the answer with its head; 0 until that is there. */
    private int length() throws IOException {
      String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
      int body = text.indexOf("\r\n\r\n") + 4;
      if (body < 4) return 0;
      if (!text.startsWith("HTTP/1.1 200 ")) throw new IOException("the gateway says: " + text);
      int begin = text.toLowerCase(Locale.ROOT).indexOf(LENGTH) + LENGTH.length();
      return body + Integer.parseInt(text.substring(begin, text.indexOf("\r\n", begin)));
    }
  }
}
