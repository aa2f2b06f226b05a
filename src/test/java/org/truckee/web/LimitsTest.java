package org.truckee.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.client.limit.ClientLimits;
import org.truckee.client.limit.LimitSettings;
import org.truckee.client.limit.Limited;
import org.truckee.protocol.Rate;
import org.truckee.testing.ToldFigures;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.http.WebPort.Answer;

/** The web port of a gateway that limits what each client does in a time. */
class LimitsTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir static Path directory;
  private static TestGrid grid;

  private final AtomicLong now = new AtomicLong(1);
  private ClientLimits limits;

  @BeforeAll
  static void start() {
    grid = TestGrid.start(directory, 2, GatewaySettings.encoding(1, 1, 2));
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  private WebPort limited(Limited limited, long amount) {
    limits =
        new ClientLimits(new LimitSettings(Map.of(limited, new Rate(amount, HOUR)), 10), now::get);
    return grid.gateway().web(limits);
  }

  /** Monitors hear how often {@code limit} refused something, and of this one client. */
  private void assertTold(String limit, long refused) {
    ToldFigures told = new ToldFigures();
    limits.tell(told);
    assertThat(
            told.of("truckee_gateway_limited " + limit, "truckee_gateway_limited_clients " + limit))
        .containsExactly(refused, 1L);
  }

  private void pass(long minutes) {
    now.addAndGet(TimeUnit.MINUTES.toNanos(minutes));
  }

  private static void assertRefused(Answer answer, String rule, String seconds) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(429);
    assertThat(answer.header("Retry-After")).isEqualTo(seconds);
    assertThat(answer.text()).contains("one network of addresses " + rule + " in an hour here");
  }

  @Test
  void requests_areServedAgainAfterAWhile_andBalancersAlways() {
    WebPort web = limited(Limited.REQUESTS, 60);
    for (int i = 0; i < 60; i++) assertThat(web.get("/?t=json").status()).isEqualTo(200);
    assertRefused(web.get("/?t=json"), "sends at most 60 requests", "60");
    assertThat(web.get("/readyz").status()).isNotEqualTo(429);
    pass(1);
    assertThat(web.get("/?t=json").status()).isEqualTo(200);
    assertRefused(web.get("/?t=json"), "sends at most 60 requests", "60");
    assertTold("requests", 2);
  }

  @Test
  void aBrowser_isShownAPageThatSaysWhen() {
    WebPort web = limited(Limited.REQUESTS, 1);
    assertThat(web.get("/", "Accept", "text/html").status()).isEqualTo(200);
    Answer refused = web.get("/", "Accept", "text/html");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Content-Type")).startsWith("text/html");
    assertThat(refused.text()).contains("Too much in a short time", "Try again in 60 minutes.");
  }

  @Test
  void bytes_areCounted_ifTheirLengthIsKnown_andAsTheyComeIfNot() throws Exception {
    WebPort web = limited(Limited.BYTES, 6_000);
    assertThat(web.send("PUT", "/uri", new byte[3_000]).status()).isEqualTo(200);
    assertRefused(web.send("PUT", "/uri", new byte[3_001]), "sends at most 6000 bytes", "1");
    assertThat(web.send("PUT", "/uri", new byte[6_001]).status()).isEqualTo(413);
    String chunked =
        """
        PUT /uri HTTP/1.1\r
        Host: localhost\r
        Transfer-Encoding: chunked\r
        Connection: close\r
        \r
        """;
    try (Socket socket = web.begin(chunked)) {
      WebPort.say(socket, ("bb9\r\n" + "x".repeat(3_001) + "\r\n0\r\n\r\n").getBytes(US_ASCII));
      assertThat(WebPort.hear(socket))
          .startsWith("HTTP/1.1 429 ")
          .containsIgnoringCase("retry-after: ");
    }
    assertTold("bytes", 3);
    pass(60);
    assertThat(web.send("PUT", "/uri", new byte[6_000]).status()).isEqualTo(200);
    assertThat(web.get("/?t=json").status()).isEqualTo(200);
  }

  @Test
  void newDirectories_areCounted_andFilesAreNot() {
    WebPort web = limited(Limited.DIRECTORIES, 3);
    String root = web.send("POST", "/uri?t=mkdir", new byte[0]).text();
    String below = WebPort.path(root) + "/a/b?t=mkdir";
    assertThat(web.send("POST", below, new byte[0]).status()).isEqualTo(200);
    assertRefused(
        web.send("POST", "/uri?t=mkdir", new byte[0]), "makes at most 3 directories", "1200");
    assertThat(web.send("POST", below, new byte[0]).status()).isEqualTo(200);
    assertThat(web.send("PUT", "/uri", new byte[100]).status()).isEqualTo(200);
    assertTold("directories", 1);
    pass(20);
    assertThat(web.send("POST", "/uri?t=mkdir", new byte[0]).status()).isEqualTo(200);
  }

  @Test
  void newKeys_areCounted_andNewVersionsAreNot() {
    WebPort web = limited(Limited.KEYS, 1);
    String cap = web.send("PUT", "/uri?format=sdmf", new byte[100]).text();
    assertRefused(
        web.send("PUT", "/uri?format=mdmf", new byte[100]), "has at most 1 key pairs made", "3600");
    assertThat(web.send("PUT", WebPort.path(cap), new byte[10]).status()).isEqualTo(200);
    assertTold("keys", 1);
    pass(60);
    assertThat(web.send("PUT", "/uri?format=mdmf", new byte[100]).status()).isEqualTo(200);
  }

  @Test
  @Tag("slow")
  void aThousandAtOnce_getNoMoreThanTheLimit() throws Exception {
    WebPort web = limited(Limited.REQUESTS, 50);
    ExecutorService clients = Executors.newFixedThreadPool(20);
    CountDownLatch begun = new CountDownLatch(20);
    List<Future<Integer>> answered = new ArrayList<>();
    for (int i = 0; i < 20; i++)
      answered.add(
          clients.submit(
              () -> {
                begun.countDown();
                begun.await();
                int served = 0;
                for (int sent = 0; sent < 50; sent++)
                  if (web.get("/uri/URI:LIT:me").status() == 200) served++;
                return served;
              }));
    int served = 0;
    for (Future<Integer> client : answered) served += client.get();
    clients.shutdown();
    assertThat(served).isEqualTo(50);
  }
}
