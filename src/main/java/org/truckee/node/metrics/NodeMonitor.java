package org.truckee.node.metrics;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.node.process.ThreadPools;
import org.truckee.platform.BlockingWork;
import org.truckee.platform.Timers;
import org.truckee.platform.measure.Monitored;
import org.truckee.web.monitor.NodeHealth;

/**
 * The monitor of one node: the parts of it that are up, asked all at once. A part that fails or
 * does not answer leaves its figures out and counts as a trouble. Thread-safe.
 */
public final class NodeMonitor implements NodeHealth {
  private static final Logger LOG = LoggerFactory.getLogger(NodeMonitor.class);
  private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(5);

  private final Timers timers;
  private final BlockingWork work;
  private final EventLoops loops;
  private final List<String> roles;
  private final List<Part> parts = new CopyOnWriteArrayList<>();
  private volatile Optional<String> phase = Optional.of("the node is starting");
  private Optional<RuntimeFigures> runtime = Optional.empty();

  private record Part(String name, Monitored part) {}

  /** The monitor of a node of {@code roles} on {@code vertx}, none of whose parts is up yet. */
  public NodeMonitor(Vertx vertx, List<String> roles) {
    this(vertx, roles, Timers.of(vertx));
  }

  NodeMonitor(Vertx vertx, List<String> roles, Timers timers) {
    this.timers = timers;
    this.roles = List.copyOf(roles);
    this.work = BlockingWork.of(vertx);
    this.loops = new EventLoops(vertx, timers);
    watch("the process", new ProcessFigures(roles, work));
    watch("the pool of threads", sink -> ThreadPools.tell(vertx, sink));
    watch("the event loops", loops);
  }

  /** Watches {@code part}, which is called {@code name} in sentences. */
  public void watch(String name, Monitored part) {
    parts.add(new Part(name, part));
  }

  /** Notes that all parts are up. */
  public void started() {
    phase = Optional.empty();
  }

  /** Notes that the node is going to stop: nobody should be sent here any more. */
  public void stopping() {
    phase = Optional.of("the node is stopping");
    parts.forEach(one -> one.part().stopping());
  }

  @Override
  public Future<List<String>> troubles() {
    if (phase.isPresent()) return Future.succeededFuture(List.of(phase.get()));
    List<Future<Optional<String>>> asked = parts.stream().map(this::trouble).toList();
    return Future.join(asked)
        .map(all -> asked.stream().flatMap(one -> one.result().stream()).toList());
  }

  private Future<Optional<String>> trouble(Part one) {
    return inTime(() -> one.part().trouble())
        .otherwise(failure -> Optional.of(one.name() + " fails: " + FailureText.sentence(failure)));
  }

  @Override
  public Future<Map<String, Object>> state() {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("roles", roles);
    state.put("process", ProcessHandle.current().pid());
    state.put("uptime", uptime());
    List<Future<Map<String, Object>>> asked = new ArrayList<>();
    parts.forEach(one -> asked.add(inTime(() -> one.part().holdings()).otherwise(Map.of())));
    return troubles()
        .onSuccess(all -> state.put("troubles", all))
        .compose(all -> Future.join(asked))
        .onSuccess(all -> asked.forEach(one -> state.putAll(one.result())))
        .map(all -> state);
  }

  private static long uptime() {
    return TimeUnit.MILLISECONDS.toSeconds(ManagementFactory.getRuntimeMXBean().getUptime());
  }

  @Override
  public Future<List<String>> defects() {
    return loops.delays(PATIENCE_MILLIS).map(NodeMonitor::defects);
  }

  private static List<String> defects(List<Optional<Long>> delays) {
    long late = delays.stream().filter(Optional::isEmpty).count();
    return late == 0
        ? List.of()
        : List.of(
            "%d of %d event loops did nothing for %d seconds"
                .formatted(late, delays.size(), TimeUnit.MILLISECONDS.toSeconds(PATIENCE_MILLIS)));
  }

  @Override
  public Future<String> metrics() {
    CollectedFigures figures = new CollectedFigures();
    List<Future<Void>> told = new ArrayList<>();
    parts.forEach(one -> told.add(tell(one, figures)));
    return Future.join(told).transform(all -> work.ask(() -> runtime().text(figures)));
  }

  private Future<Void> tell(Part one, CollectedFigures figures) {
    return inTime(() -> one.part().tell(figures))
        .onFailure(
            failure ->
                LOG.warn(
                    "{} does not tell its figures: {}", one.name(), FailureText.sentence(failure)));
  }

  private synchronized RuntimeFigures runtime() {
    if (runtime.isEmpty()) runtime = Optional.of(new RuntimeFigures());
    return runtime.get();
  }

  /** The answer of a part, or a failure if it does not come in time, or the part breaks. */
  private <T> Future<T> inTime(Supplier<Future<T>> question) {
    Future<T> answer = Future.succeededFuture().compose(asked -> question.get());
    if (answer.isComplete()) return answer;
    Promise<T> first = Promise.promise();
    String late =
        "it did not answer within %d seconds"
            .formatted(TimeUnit.MILLISECONDS.toSeconds(PATIENCE_MILLIS));
    Runnable stop = timers.in(PATIENCE_MILLIS, () -> first.tryFail(late));
    answer.onComplete(
        done -> {
          stop.run();
          if (done.succeeded()) first.tryComplete(done.result());
          else first.tryFail(done.cause());
        });
    return first.future();
  }
}
