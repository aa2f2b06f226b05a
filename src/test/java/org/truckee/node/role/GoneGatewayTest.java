package org.truckee.node.role;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.testing.Waiting;
import org.truckee.testing.http.Haproxy;
import org.truckee.testing.http.WebPort;

/** What haproxy, by the configuration in the documents, says for a gateway that breaks off. */
class GoneGatewayTest {
  private static final byte[] FILE = new byte[1_000];

  @TempDir Path home;
  private final Vertx vertx = Vertx.vertx();
  private Haproxy haproxy;

  @BeforeEach
  void start() throws Exception {
    Haproxy.orSkip();
    NetServer gateway = vertx.createNetServer().connectHandler(GoneGatewayTest::serve);
    int port = Waiting.of(gateway.listen(0, "127.0.0.1")).actualPort();
    haproxy = Haproxy.start(home, List.of(port, port, port));
  }

  @AfterEach
  void stop() {
    if (haproxy != null) haproxy.close();
    Waiting.of(vertx.close());
  }

  /** Is ready, tells of damage at one place, and ends everything else without an answer. */
  private static void serve(NetSocket socket) {
    socket.handler(
        in -> {
          String request = in.toString("ISO-8859-1");
          if (request.contains("/readyz")) socket.end(answer("200 OK", "ready"));
          else if (request.contains("/damaged")) socket.end(answer("502 Bad", "it is damaged"));
          else if (request.contains(" /")) socket.close();
        });
  }

  private static Buffer answer(String status, String body) {
    return Buffer.buffer(
        "HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n%s".formatted(status, body.length(), body));
  }

  @Test
  void whatItBreaksOff_isToBeAskedForAgain() {
    WebPort.Answer answer = haproxy.web().send("PUT", "/uri", FILE);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("1");
  }

  @Test
  void whatItSaysItself_staysAsItIs() {
    WebPort.Answer answer = haproxy.web().get("/damaged");

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.text()).isEqualTo("it is damaged");
    assertThat(answer.header("Retry-After")).isEmpty();
  }
}
