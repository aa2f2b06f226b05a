package org.truckee.client.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.truckee.client.server.ShareUpload;
import org.truckee.client.server.StorageClient;
import org.truckee.client.server.connection.ServerTimeouts;
import org.truckee.testing.Waiting;
import org.truckee.testing.faults.CallFaults;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.Pools;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;

/**
 * A grid of five servers, one of which fails in each call of each method in turn while the gateway
 * takes each of the {@link GridSteps}.
 */
final class EveryCall implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final CallFaults faults = new CallFaults();
  private final TestGrid grid;
  private final TestServer victim;
  private final Pools pools;
  private final List<String> failures = new ArrayList<>();

  EveryCall(Path directory, ServerTimeouts patience) {
    GatewaySettings settings =
        GatewaySettings.encoding(2, 3, 5)
            .segments(16 << 10)
            .patience(patience)
            .through(faults.before(StorageClient.class), (server, client) -> client);
    grid = TestGrid.start(directory, 5, settings);
    victim = grid.server(2);
    pools = Pools.below(grid.gateway());
    assertThat(pools.count()).isGreaterThan(10);
  }

  /**
   * Fails if a step does not succeed beside {@code fault} in all calls, or anything stays taken.
   */
  void survivesAtOnce(CallFaults.Fault fault) {
    for (GridSteps.Step step : new GridSteps(grid, victim).all())
      one(step, "all", () -> faults.spoilAll(serverId(), fault));
    assertThat(failures).isEmpty();
  }

  /** Fails if a step does not succeed beside {@code fault} in any call, or anything stays taken. */
  void survivesOneByOne(CallFaults.Fault fault) {
    for (GridSteps.Step step : new GridSteps(grid, victim).all()) each(step, fault);
    Set<String> all = new TreeSet<>(CallFaults.methods(StorageClient.class));
    all.addAll(CallFaults.methods(ShareUpload.class));
    assertThat(failures).isEmpty();
    assertThat(faults.spoiled()).isEqualTo(all);
  }

  /** Fails if a step does not succeed where {@code fault} is all that the server gives. */
  void survivesAnswers(Handler<RoutingContext> fault) {
    for (GridSteps.Step step : new GridSteps(grid, victim).all()) {
      meetAnew();
      one(step, "in all requests", () -> victim.misbehave(fault));
    }
    assertThat(failures).isEmpty();
  }

  /**
   * Fails if a step does not succeed soon while any one of its requests is never answered. One run
   * takes every second request, and draws with which of the first two it begins.
   */
  void survivesSilence() {
    int first = 1 + new Random().nextInt(2);
    for (GridSteps.Step step : new GridSteps(grid, victim).all()) {
      int count = requests(step);
      for (int n = Math.min(first, count); n <= count; n += 2) {
        int silent = n;
        meetAnew();
        one(step, "request " + n, () -> victim.misbehave(silentAt(silent)));
      }
    }
    assertThat(failures).isEmpty();
  }

  private int requests(GridSteps.Step step) {
    AtomicInteger count = new AtomicInteger();
    meetAnew();
    GridSteps.Trial trial = step.ready().get();
    victim.misbehave(Faults.when(ctx -> isWork(ctx) && count.incrementAndGet() < 0, ctx -> {}));
    trial.action().run();
    pools.waitUntilAtRest();
    victim.behave();
    return count.get();
  }

  private static Handler<RoutingContext> silentAt(int number) {
    AtomicInteger count = new AtomicInteger();
    return Faults.when(ctx -> isWork(ctx) && count.incrementAndGet() == number, Faults.stall());
  }

  private static boolean isWork(RoutingContext request) {
    return !request.request().path().endsWith("/version");
  }

  /** Nothing is known of it that is bad, and nothing makes anybody suspect it for longer. */
  private void meetAnew() {
    grid.gateway().servers().remove(serverId());
    grid.gateway().meet(victim);
    Waiting.untilTrue(() -> grid.gateway().servers().reaches(victim.announcement()));
  }

  private void each(GridSteps.Step step, CallFaults.Fault fault) {
    Map<String, Integer> calls = calls(step);
    calls.forEach(
        (method, count) -> {
          for (int n = 1; n <= count; n++) one(step, method, n, fault);
        });
  }

  private void one(GridSteps.Step step, String method, int n, CallFaults.Fault fault) {
    one(step, n + " of " + method, () -> faults.spoil(serverId(), method, n, fault));
  }

  private void one(GridSteps.Step step, String call, Runnable spoil) {
    try {
      grid.waitUntilTrusted();
      GridSteps.Trial trial = step.ready().get();
      spoil.run();
      long begun = System.nanoTime();
      trial.action().run();
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LONGEST);
      pools.waitUntilAtRest();
      faults.stop();
      victim.behave();
      trial.check().run();
    } catch (RuntimeException | AssertionError failure) {
      failures.add("%s, call %s: %s".formatted(step.name(), call, failure.getMessage()));
    } finally {
      faults.stop();
      victim.behave();
    }
  }

  private Map<String, Integer> calls(GridSteps.Step step) {
    grid.waitUntilTrusted();
    GridSteps.Trial trial = step.ready().get();
    faults.count(serverId());
    trial.action().run();
    pools.waitUntilAtRest();
    Map<String, Integer> calls = faults.counts();
    trial.check().run();
    return calls;
  }

  private String serverId() {
    return victim.announcement().serverId();
  }

  @Override
  public void close() {
    grid.close();
  }
}
