package org.truckee.node.bench.work;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Many readers of one small thing: so many connections, each with one request under way at any
 * time, all of them looked after by one thread, so that little of the processors goes into asking.
 */
final class ReadLoad {
  private static final int HTTP_PORT = 80;
  private static final Duration LATEST_ANSWER = Duration.ofMinutes(1);

  private final InetSocketAddress address;
  private final ByteBuffer request;
  private final int connections;

  /** So many readers of {@code path} at {@code gateway}. */
  ReadLoad(URI gateway, String path, int connections) {
    this.connections = connections;
    this.address = new InetSocketAddress(gateway.getHost(), port(gateway));
    this.request =
        ByteBuffer.wrap(
            "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n"
                .formatted(path, gateway.getAuthority())
                .getBytes(StandardCharsets.US_ASCII));
  }

  private static int port(URI gateway) {
    return gateway.getPort() < 0 ? HTTP_PORT : gateway.getPort();
  }

  /**
   * The number of answers in a second, on average over {@code millis}. The answers that are under
   * way at the end come in uncounted, so that the gateway has nothing left to do for these readers.
   */
  double perSecond(long millis) throws IOException {
    try (Selector selector = Selector.open()) {
      try {
        for (int i = 0; i < connections; i++) connect(selector);
        double perSecond = count(selector, millis);
        finish(selector);
        return perSecond;
      } finally {
        for (SelectionKey key : selector.keys()) key.channel().close();
      }
    }
  }

  private double count(Selector selector, long millis) throws IOException {
    long start = System.nanoTime();
    long end = start + TimeUnit.MILLISECONDS.toNanos(millis);
    for (SelectionKey key : selector.keys()) ask((SocketChannel) key.channel());
    long answers = 0;
    while (System.nanoTime() < end) answers += take(selector, true);
    return answers / ((System.nanoTime() - start) / 1e9);
  }

  private void finish(Selector selector) throws IOException {
    StallLimit limit = new StallLimit("the last answers", LATEST_ANSWER, System::nanoTime);
    int underWay = connections;
    while (underWay > 0) {
      underWay -= take(selector, false);
      limit.check(underWay);
    }
  }

  private void connect(Selector selector) throws IOException {
    SocketChannel connection = SocketChannel.open(address);
    connection.configureBlocking(false);
    connection.register(selector, SelectionKey.OP_READ, new RepeatedAnswer());
  }

  /** One request always fits into what a socket takes at once. */
  private void ask(SocketChannel connection) throws IOException {
    ByteBuffer all = request.duplicate();
    while (all.hasRemaining()) connection.write(all);
  }

  /** Takes what has come in, asks {@code again} for each whole answer, and counts these. */
  private int take(Selector selector, boolean again) throws IOException {
    int answers = 0;
    selector.select(1);
    for (SelectionKey key : selector.selectedKeys()) {
      SocketChannel connection = (SocketChannel) key.channel();
      if (!((RepeatedAnswer) key.attachment()).isWholeAfter(connection)) continue;
      answers++;
      if (again) ask(connection);
    }
    selector.selectedKeys().clear();
    return answers;
  }
}
