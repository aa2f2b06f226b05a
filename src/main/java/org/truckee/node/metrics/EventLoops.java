package org.truckee.node.metrics;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.truckee.platform.Timers;
import org.truckee.platform.measure.MetricSink;
import org.truckee.platform.measure.Monitored;
import org.truckee.platform.measure.Timings;

/**
 * The event loops of a process, and how long a step waits for each. They are asked once a second
 * from the first question of a monitor on, for as long as monitors ask. Thread-safe.
 */
final class EventLoops implements Monitored {
  private static final long PERIOD_MILLIS = TimeUnit.SECONDS.toMillis(1);

  /** After this time without a question, the event loops are left alone. */
  private static final long INTEREST_NANOS = TimeUnit.MINUTES.toNanos(5);

  private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(30);

  private final Timers timers;
  private final List<EventExecutor> loops = new ArrayList<>();
  private final Timings lags = new Timings();
  private Optional<Runnable> stopAsking = Optional.empty();
  private Future<?> asked = Future.succeededFuture();
  private long lastTold;

  EventLoops(Vertx vertx, Timers timers) {
    this.timers = timers;
    ((VertxInternal) vertx).nettyEventLoopGroup().forEach(loops::add);
  }

  @Override
  public Future<Void> tell(MetricSink sink) {
    begin();
    sink.histogram(
        "truckee_event_loop_lag_seconds", "How long a step waits for its event loop", lags.now());
    sink.gauge("truckee_event_loop_waiting", "Steps that wait for event loops", waiting());
    return Future.succeededFuture();
  }

  private int waiting() {
    return loops.stream()
        .mapToInt(loop -> loop instanceof SingleThreadEventExecutor one ? one.pendingTasks() : 0)
        .sum();
  }

  private synchronized void begin() {
    lastTold = timers.nanos();
    if (stopAsking.isPresent()) return;
    ask();
    stopAsking = Optional.of(timers.every(PERIOD_MILLIS, this::ask));
  }

  /** Loops that did not answer the last time are not asked once more. */
  private synchronized void ask() {
    if (timers.nanos() - lastTold > INTEREST_NANOS) {
      stopAsking.ifPresent(Runnable::run);
      stopAsking = Optional.empty();
    } else if (asked.isComplete()) asked = delays(PATIENCE_MILLIS).onSuccess(this::note);
  }

  private void note(List<Optional<Long>> delays) {
    long late = TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    delays.forEach(delay -> lags.add(delay.orElse(late)));
  }

  /** How many nanoseconds a step waits for each; empty for one that does not take it in time. */
  Future<List<Optional<Long>>> delays(long millis) {
    List<Future<Optional<Long>>> each = loops.stream().map(loop -> delay(loop, millis)).toList();
    return Future.join(each).map(all -> each.stream().map(Future::result).toList());
  }

  private Future<Optional<Long>> delay(EventExecutor loop, long millis) {
    Promise<Optional<Long>> answer = Promise.promise();
    long begin = timers.nanos();
    Runnable stop = timers.in(millis, () -> answer.tryComplete(Optional.empty()));
    loop.execute(
        () -> {
          answer.tryComplete(Optional.of(timers.nanos() - begin));
          stop.run();
        });
    return answer.future();
  }
}
