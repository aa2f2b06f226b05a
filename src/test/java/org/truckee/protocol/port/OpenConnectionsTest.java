package org.truckee.protocol.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.testing.LoggedLines;
import org.truckee.testing.Waiting;

/** The connections that a port keeps. */
class OpenConnectionsTest {
  private static final PortLimits IMPATIENT = new PortLimits(100, 100, 300);

  private final Vertx vertx = Vertx.vertx();
  private final CompletableFuture<RoutingContext> slow = new CompletableFuture<>();
  private OpenConnections connections;
  private HttpServer server;

  private void serve(PortLimits limits) {
    connections = new OpenConnections(vertx, limits);
    Router router = Router.router(vertx);
    router.route().handler(connections);
    router.get("/slow").handler(slow::complete);
    router.route("/slow-but-steady").handler(ctx -> ctx.request().resume());
    router.route("/unread").handler(ctx -> {});
    router.route("/paused").handler(ctx -> ctx.request().pause());
    router.route("/begun").handler(ctx -> ctx.response().setChunked(true).write("begun"));
    router.route("/read").handler(ctx -> ctx.request().body().onComplete(whole -> {}));
    router.get("/").handler(ctx -> ctx.response().end("hello"));
    server =
        Waiting.of(
            connections
                .watch(
                    vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false)))
                .requestHandler(router)
                .listen(0, "127.0.0.1"));
  }

  @AfterEach
  void stop() {
    Waiting.of(vertx.close());
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Returns whether the other side ends {@code socket}, after any bytes. */
  private static boolean ends(Socket socket) throws IOException {
    try {
      socket.getInputStream().transferTo(new java.io.ByteArrayOutputStream());
      return true;
    } catch (SocketException reset) {
      return true;
    }
  }

  @Test
  void whoSaysNothing_orHalfAHead_orNoMoreAfterAnAnswer_isLetGo() throws IOException {
    serve(IMPATIENT);
    for (String words :
        List.of(
            "",
            "GET / HT",
            "GET / HTTP/1.1\r\nHost: x\r\nX-A",
            "GET / HTTP/1.1\r\nHost: x\r\n\r\n")) {
      try (Socket socket = connect()) {
        say(socket, words);
        assertThat(ends(socket)).as(words).isTrue();
      }
    }
    Waiting.untilTrue(() -> connections.size() == 0);
  }

  @Test
  void aHeadOfWhichAByteComesNowAndThen_keepsNoConnection() throws Exception {
    serve(IMPATIENT);
    try (Socket socket = connect()) {
      say(socket, "GET / HTTP/1.1\r\nX-Slow: ");
      long timer = vertx.setPeriodic(20, tick -> drip(socket));
      assertThat(ends(socket)).isTrue();
      vertx.cancelTimer(timer);
    }
  }

  private static void drip(Socket socket) {
    try {
      say(socket, "x");
    } catch (IOException gone) {
      // The test looks at the other direction.
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"unread", "paused", "begun", "read"})
  void aBodyOfWhichAByteComesNowAndThen_keepsNoConnection_whateverItsRouteDoes(String path)
      throws Exception {
    serve(new PortLimits(100, 100, 600, new Pace(100, 1 << 20)));
    for (String length : List.of("Content-Length: 100000", "Transfer-Encoding: chunked"))
      for (String method : List.of("PATCH", "GET"))
        try (LoggedLines log = new LoggedLines();
            Socket socket = connect()) {
          say(socket, method + " /" + path + " HTTP/1.1\r\nHost: x\r\n" + length + "\r\n\r\n");
          long timer = vertx.setPeriodic(20, tick -> drip(socket));
          assertThat(ends(socket)).as("%s, %s", method, length).isTrue();
          vertx.cancelTimer(timer);
          log.await("the body of a request from 127.0.0.1 came too slowly");
        }
    Waiting.untilTrue(() -> connections.size() == 0);
  }

  @Test
  void aBodyThatKeepsThePace_mayTakeLong() throws Exception {
    serve(new PortLimits(100, 100, 300, new Pace(300, 1)));
    try (Socket socket = connect()) {
      say(socket, "PUT /slow-but-steady HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n");
      long timer = vertx.setPeriodic(50, tick -> drip(socket));
      socket.setSoTimeout(1_000);
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      vertx.cancelTimer(timer);
    }
  }

  @Test
  void aRequestThatTakesLong_keepsItsConnection() throws Exception {
    serve(IMPATIENT);
    try (Socket socket = connect();
        Socket idle = connect()) {
      say(socket, "GET /slow HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      RoutingContext ctx = slow.get();
      assertThat(ends(idle)).isTrue();
      vertx.runOnContext(now -> ctx.response().end("done"));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .endsWith("done");
    }
  }

  @Test
  void connectionsBeyondTheLimits_areClosedAtOnce() throws IOException {
    serve(new PortLimits(5, 3, 60_000));
    List<Socket> kept = new ArrayList<>();
    for (int i = 0; i < 3; i++) kept.add(connect());
    Waiting.untilTrue(() -> connections.size() == 3);
    try (Socket fourth = connect();
        Socket other =
            new Socket(
                InetAddress.getLoopbackAddress(),
                server.actualPort(),
                InetAddress.getByAddress(new byte[] {127, 0, 0, 2}),
                0)) {
      assertThat(ends(fourth)).isTrue();
      say(other, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      assertThat(new String(other.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .endsWith("hello");
    }
    for (Socket socket : kept) socket.close();
    Waiting.untilTrue(() -> connections.size() == 0);
    try (Socket again = connect()) {
      say(again, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      assertThat(new String(again.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .endsWith("hello");
    }
  }

  @Test
  void aLimit_holdsForAllServersOfAPortTogether() throws IOException {
    connections = new OpenConnections(vertx, new PortLimits(3, 3, 60_000));
    ServedPort port =
        Waiting.of(
            ServedPort.open(
                vertx,
                "127.0.0.1",
                0,
                2,
                own ->
                    connections
                        .watch(
                            own.createHttpServer(
                                new HttpServerOptions().setHttp2ClearTextEnabled(false)))
                        .requestHandler(request -> request.response().end("hello"))));
    List<Socket> open = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      open.add(new Socket(InetAddress.getLoopbackAddress(), port.number()));
      int count = i + 1;
      Waiting.untilTrue(() -> connections.size() == count);
    }

    try (Socket fourth = new Socket(InetAddress.getLoopbackAddress(), port.number())) {
      fourth.setSoTimeout(10_000);
      assertThat(ends(fourth)).isTrue();
    }
    for (Socket socket : open) socket.close();
    Waiting.untilTrue(() -> connections.size() == 0);
  }
}
