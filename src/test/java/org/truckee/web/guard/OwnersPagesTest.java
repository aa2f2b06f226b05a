package org.truckee.web.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.testing.TestClock;
import org.truckee.testing.Waiting;
import org.truckee.web.RequestEvents;
import org.truckee.web.WebServer;
import org.truckee.web.failure.WebFailure;
import org.truckee.web.monitor.LogEvents;
import org.truckee.web.monitor.LogStream;
import org.truckee.web.monitor.Reading;
import org.truckee.web.page.Pages;
import org.truckee.web.statics.StaticFolder;

/** The owner's own files, and the log, at the web port. */
class OwnersPagesTest {
  private static final AtomicReference<Consumer<Map<String, Object>>> LISTENER =
      new AtomicReference<>();

  /** Answers the request that is held. */
  private static final AtomicReference<Runnable> HELD = new AtomicReference<>();

  @TempDir static Path directory;
  private static Vertx vertx;
  private static int port;

  @BeforeAll
  static void start() throws IOException {
    vertx = Vertx.vertx();
    Path folder = Files.createDirectories(directory.resolve("public"));
    Files.writeString(folder.resolve("a b.html"), "<b>hello</b>");
    Files.writeString(folder.resolve(".hidden"), "secret");
    Files.writeString(
        Files.createDirectories(folder.resolve("sub")).resolve("index.html"), "index");
    Files.writeString(directory.resolve("outside"), "secret");
    Files.createSymbolicLink(folder.resolve("link"), directory.resolve("outside"));
    Files.createSymbolicLink(folder.resolve("way"), directory);
    Router router = Router.router(vertx);
    router
        .route()
        .failureHandler(
            new WebFailure(
                new Pages("gateway", "truckee/test", new Random(1)), UnaryOperator.identity()));
    Reading.at(router, "/static/*").handler(new StaticFolder(vertx, folder));
    LogEvents events =
        listener -> {
          LISTENER.set(listener);
          return () -> LISTENER.set(null);
        };
    RequestEvents requests = new RequestEvents(events, new TestClock());
    router.route("/asked/*").handler(requests).handler(ctx -> ctx.response().end());
    router
        .route("/held")
        .handler(requests)
        .handler(
            ctx -> {
              Context context = Vertx.currentContext();
              HELD.set(() -> context.runOnContext(turn -> ctx.response().end()));
            });
    router.get("/private/logs/v1").handler(new LogStream(requests, requests::event));
    port = Waiting.of(WebServer.of(vertx, router).listen(0, "127.0.0.1")).actualPort();
  }

  @AfterAll
  static void stop() {
    Waiting.of(vertx.close());
  }

  private static String ask(String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void files_areServed_andShutIn() throws IOException {
    assertThat(ask("/static/a%20b.html"))
        .startsWith("HTTP/1.1 200")
        .contains("Content-Type: text/html", "sandbox", "<b>hello</b>");
    assertThat(ask("/static/sub")).endsWith("index");
    assertThat(ask("/static/sub/")).endsWith("index");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/static/../outside",
        "/static/%2e%2e/outside",
        "/static/..%2foutside",
        "/static/sub/../../outside",
        "/static/link",
        "/static/way/outside",
        "/static/.hidden",
        "/static/none",
        "/static/a%20b.html/x",
        "/static/%00",
        "/static/%ff",
        "/static/",
        "/static//etc/passwd",
      })
  void nothingElse_is(String path) throws IOException {
    assertThat(ask(path)).matches("(?s)HTTP/1.1 4.*").doesNotContain("secret");
  }

  /** Opens the log's WebSocket, and hands what is heard to {@code heard}. */
  private static WebSocket listen(Consumer<String> heard) throws Exception {
    return HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .buildAsync(
            URI.create("ws://127.0.0.1:" + port + "/private/logs/v1"),
            new WebSocket.Listener() {
              @Override
              public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean end) {
                heard.accept(text.toString());
                from.request(1);
                return null;
              }
            })
        .get(30, TimeUnit.SECONDS);
  }

  @Test
  void theLog_isHeardByAWebSocket_fromItsOwnRequestOn() throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    WebSocket socket = listen(heard::add);
    LISTENER.get().accept(Map.of("message", "hello"));

    assertThat(heard.poll(30, TimeUnit.SECONDS))
        .contains("\"method\": \"GET\"", "\"path\": \"/private/logs/v1\"", "\"status\": 101");
    assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo("{\"message\": \"hello\"}");
    socket.abort();
    Waiting.untilTrue(() -> LISTENER.get() == null);
  }

  /** The one who has opened the socket asks at once, and waits for nothing before. */
  @Test
  void aRequestRightAfterTheHandshake_isHeard() throws Exception {
    for (int round = 0; round < 20; round++) {
      BlockingQueue<String> heard = new LinkedBlockingQueue<>();
      WebSocket socket = listen(heard::add);
      ask("/asked/round");
      assertThat(heard.poll(30, TimeUnit.SECONDS)).contains("/private/logs/v1");
      assertThat(heard.poll(30, TimeUnit.SECONDS)).contains("/asked/round");
      socket.abort();
      Waiting.untilTrue(() -> LISTENER.get() == null);
    }
  }

  /** A request that was under way when the socket was opened is heard when it is answered. */
  @Test
  void aRequestThatCameBefore_isHeardWhenItIsAnswered() throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    try (Socket early = new Socket(InetAddress.getLoopbackAddress(), port)) {
      early
          .getOutputStream()
          .write(
              "GET /held HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      Waiting.untilTrue(() -> HELD.get() != null);
      WebSocket socket = listen(heard::add);
      HELD.getAndSet(null).run();
      assertThat(heard.poll(30, TimeUnit.SECONDS)).contains("/private/logs/v1");
      assertThat(heard.poll(30, TimeUnit.SECONDS)).contains("/held");
      socket.abort();
    }
    Waiting.untilTrue(() -> LISTENER.get() == null);
  }

  @Test
  void theLog_isHeardLineByLine_byOthers() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/private/logs/v1")).build();
    try (var lines = HttpClient.newHttpClient().send(request, BodyHandlers.ofLines()).body()) {
      Waiting.untilTrue(() -> LISTENER.get() != null);
      LISTENER.get().accept(Map.of("message", "hello"));

      assertThat(lines.filter(line -> !line.isEmpty()).findFirst())
          .contains("{\"message\": \"hello\"}");
    }
    Waiting.untilTrue(() -> LISTENER.get() == null);
  }

  @Test
  void everyRequest_isHeard_withoutItsCapabilities() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/private/logs/v1")).build();
    try (var lines = HttpClient.newHttpClient().send(request, BodyHandlers.ofLines()).body()) {
      Waiting.untilTrue(() -> LISTENER.get() != null);
      ask("/asked/URI%3ALIT%3Amfra/name?private-key=secret");

      assertThat(lines.filter(line -> !line.isEmpty()).findFirst().orElseThrow())
          .contains("\"method\": \"GET\"", "\"path\": \"/asked/URI:...\"", "\"status\": 200")
          .doesNotContain("mfra", "name", "secret");
    }
    Waiting.untilTrue(() -> LISTENER.get() == null);
  }

  @Test
  void capabilities_areMasked() {
    assertThat(LogEvents.masked("of URI:CHK:aaa:bbb:1:2:3, /uri/URI%3ADIR2%3Ax/y failed"))
        .isEqualTo("of URI:..., /uri/URI:... failed");
  }
}
