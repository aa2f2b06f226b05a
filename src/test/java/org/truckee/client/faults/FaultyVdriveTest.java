package org.truckee.client.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.client.server.connection.ServerTimeouts;
import org.truckee.client.server.vdrive.VdriveClient;
import org.truckee.testing.faults.CallFaults;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.Pools;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestVdrive;
import org.truckee.testing.http.WebPort;

/**
 * The only vdrive server of a grid, which fails in each call of each method in turn, or leaves each
 * request in turn without an answer: what is done there says so in words or succeeds, and succeeds
 * when it is done again.
 */
@Tag("slow")
@Timeout(300)
class FaultyVdriveTest {
  private static final ServerTimeouts LITTLE = new ServerTimeouts(2_000, 700, 1_500, 100);
  private static final Duration LONGEST = Duration.ofSeconds(15);
  private static final byte[] FILE = "URI:LIT:nbswy3dp".getBytes(StandardCharsets.UTF_8);

  /** The steps, in this order; for {@code @}, there is a new number each time. */
  private static final List<String> STEPS =
      List.of(
          "PUT /vdrive/global/one?t=uri",
          "PUT /vdrive/global/new@/b/two?t=uri",
          "GET /vdrive/global?t=json",
          "GET /vdrive/global/one",
          "GET /vdrive/global",
          "POST /vdrive/global?t=stream-manifest",
          "GET /vdrive/global/one?t=info",
          "POST /vdrive/global/made@?t=mkdir",
          "POST /vdrive/global?t=rename&from_name=one&to_name=one@",
          "POST /vdrive/global?t=check",
          "POST /vdrive/global?t=stream-deep-check",
          "DELETE /vdrive/global/one");

  @TempDir Path directory;
  private final CallFaults faults = new CallFaults();
  private TestVdrive vdrive;
  private TestGrid grid;
  private WebPort web;
  private Pools pools;
  private String serverId;
  private int number;

  @BeforeEach
  void start() {
    vdrive = TestVdrive.start(directory);
    VdriveWriteCap root = vdrive.makeRoot();
    GatewaySettings settings =
        GatewaySettings.encoding(1, 1, 1)
            .vdrive(vdrive, root)
            .patience(LITTLE)
            .through((server, client) -> client, faults.before(VdriveClient.class));
    grid = TestGrid.start(directory.resolve("grid"), 1, settings);
    web = grid.web();
    pools = Pools.below(grid.gateway());
    serverId = vdrive.announcement(Optional.of(root)).serverId();
  }

  @AfterEach
  void stop() {
    grid.close();
    vdrive.close();
  }

  @Test
  void whateverCallThrows_isTheFailureOfOneStep() {
    everyCall(
        (method, honest) -> {
          throw new IllegalStateException("thrown in " + method.getName());
        });
    assertThat(faults.spoiled())
        .contains("VdriveClient.write", "VdriveClient.get", "VdriveClient.pageUnless");
  }

  @Test
  void whateverCallFails_isTheFailureOfOneStep() {
    everyCall((method, honest) -> Future.failedFuture(new Exception("odd")));
  }

  @Test
  void whateverRequestIsNeverAnswered_isTheFailureOfOneStep() {
    for (String each : STEPS) {
      AtomicInteger count = new AtomicInteger();
      String step = ready(each);
      vdrive.misbehave(silentAt(0, count));
      assertThat(take(step).status()).as(step).isLessThan(300);
      vdrive.behave();
      for (int n = 1; n <= count.get(); n++) oneRequest(each, n);
    }
  }

  private void oneRequest(String each, int n) {
    String step = ready(each);
    vdrive.misbehave(silentAt(n, new AtomicInteger()));
    long begun = System.nanoTime();
    failsInWords(step, "%s, request %d".formatted(step, n));
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).as(step).isLessThan(LONGEST);
  }

  private static Handler<RoutingContext> silentAt(int number, AtomicInteger count) {
    return Faults.when(
        ctx -> !ctx.request().path().endsWith("/version") && count.incrementAndGet() == number,
        Faults.stall());
  }

  private void everyCall(CallFaults.Fault fault) {
    for (String each : STEPS) {
      String step = ready(each);
      faults.count(serverId);
      assertThat(take(step).status()).as(step).isLessThan(300);
      Map<String, Integer> calls = faults.counts();
      calls.forEach(
          (method, count) -> {
            for (int n = 1; n <= count; n++) oneCall(each, method, n, fault);
          });
    }
  }

  private void oneCall(String each, String method, int n, CallFaults.Fault fault) {
    String step = ready(each);
    faults.spoil(serverId, method, n, fault);
    failsInWords(step, "%s, call %d of %s".formatted(step, n, method));
  }

  /** The next form of a step, when there is what it is about. */
  private String ready(String step) {
    WebPort.Answer put = take("PUT /vdrive/global/one?t=uri");
    assertThat(put.status()).as(put.text()).isLessThan(300);
    return step.replace("@", Integer.toString(++number));
  }

  /**
   * Checks a failure in words; a step that takes a thing away may have done so when the answer was
   * lost.
   */
  private void failsInWords(String step, String what) {
    WebPort.Answer answer = take(step);
    faults.stop();
    vdrive.behave();
    if (answer.status() >= 300) {
      assertThat(answer.status()).as(what + ": " + answer.text()).isIn(502, 503);
      assertThat(answer.text()).as(what).contains("vdrive");
    }
    pools.waitUntilAtRest();
    WebPort.Answer again = take(step);
    boolean takesAway = step.contains("rename") || step.contains("DELETE");
    if (!takesAway || again.status() != 404)
      assertThat(again.status()).as(what + ": " + again.text()).isLessThan(300);
  }

  private WebPort.Answer take(String step) {
    String method = step.substring(0, step.indexOf(' '));
    byte[] body = method.equals("PUT") ? FILE : new byte[0];
    return web.send(method, step.substring(step.indexOf('/')), body);
  }
}
