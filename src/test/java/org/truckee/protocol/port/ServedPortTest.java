package org.truckee.protocol.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.truckee.testing.Waiting;

/** The event loops that serve a port. */
class ServedPortTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() {
    Waiting.of(vertx.close());
  }

  /** Answers with the name of the thread that serves. */
  private static HttpServer server(Vertx own) {
    return own.createHttpServer()
        .requestHandler(request -> request.response().end(Thread.currentThread().getName()));
  }

  private ServedPort open(int port, int instances) {
    return Waiting.of(ServedPort.open(vertx, "127.0.0.1", port, instances, ServedPortTest::server));
  }

  /** The thread that serves the next connection. */
  private static String ask(ServedPort port) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + port.number() + "/");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static Set<String> servers(ServedPort port) throws Exception {
    Set<String> threads = new TreeSet<>();
    for (int connection = 0; connection < 6; connection++) threads.add(ask(port));
    return threads;
  }

  @Test
  void aFreePort_isServedByAsManyEventLoopsAsItHasInstances() throws Exception {
    assertThat(servers(open(0, 1))).hasSize(1);
    assertThat(servers(open(0, 2))).hasSize(2);
    assertThat(servers(open(0, 3))).hasSize(3);
  }

  @Test
  void twoFreePorts_areTwoPorts() {
    assertThat(open(0, 2).number()).isNotEqualTo(open(0, 2).number());
  }

  @Test
  void aPortThatWasClosed_canBeOpenedAgainByItsNumber() throws Exception {
    ServedPort first = open(0, 2);
    Waiting.of(first.close());

    ServedPort second = open(first.number(), 2);

    assertThat(second.number()).isEqualTo(first.number());
    assertThat(servers(second)).hasSize(2);
  }

  @Test
  void aPortThatAnotherProgramHas_isNotServedByAnybody() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> open(taken.getLocalPort(), 2))
          .hasRootCauseInstanceOf(BindException.class);
    }
    assertThat(vertx.deploymentIDs()).isEmpty();
  }
}
