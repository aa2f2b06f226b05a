package org.truckee.node.bench.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.truckee.testing.Waiting;

/** The bytes and the ends of connections that a proxy hands on. */
class DelayingProxyTest {
  private static final long DELAY_MILLIS = 30;

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() {
    Waiting.of(vertx.close());
  }

  /** A proxy to a port that sends back what it gets, and ends after {@code last} bytes. */
  private int proxy(int last) {
    int[] sent = {0};
    int port =
        Waiting.of(
                vertx
                    .createNetServer()
                    .connectHandler(peer -> peer.handler(bytes -> echo(peer, bytes, sent, last)))
                    .listen(0, "127.0.0.1"))
            .actualPort();
    return Waiting.of(DelayingProxy.open(vertx, port, DELAY_MILLIS)).port();
  }

  private static void echo(NetSocket peer, Buffer bytes, int[] sent, int last) {
    peer.write(bytes);
    sent[0] += bytes.length();
    if (sent[0] >= last) peer.end();
  }

  @Test
  void allBytes_comeInOrder_andNotBeforeTheDelay_andSoDoesTheEnd() throws IOException {
    byte[] bytes = new byte[300_000];
    new Random(1).nextBytes(bytes);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy(bytes.length))) {
      long start = System.nanoTime();
      socket.getOutputStream().write(bytes);
      byte[] back = socket.getInputStream().readAllBytes();

      assertThat(back).isEqualTo(bytes);
      assertThat((System.nanoTime() - start) / 1e6).isGreaterThanOrEqualTo(2 * DELAY_MILLIS - 2);
    }
  }

  @Test
  void whereNobodyListens_theConnectionEnds() throws IOException {
    int nobody =
        Waiting.of(vertx.createNetServer().connectHandler(peer -> {}).listen(0, "127.0.0.1"))
            .actualPort();
    Waiting.of(vertx.close());
    Vertx own = Vertx.vertx();
    int port = Waiting.of(DelayingProxy.open(own, nobody, DELAY_MILLIS)).port();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    } finally {
      Waiting.of(own.close());
    }
  }

  @Test
  void noDelay_isAMistake() {
    assertThatThrownBy(() -> DelayingProxy.open(vertx, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
