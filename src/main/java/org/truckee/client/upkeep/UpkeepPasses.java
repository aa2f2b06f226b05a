package org.truckee.client.upkeep;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.client.pool.Client;
import org.truckee.client.upkeep.entrust.CareReports;
import org.truckee.client.upkeep.plan.UpkeepFigures;
import org.truckee.client.upkeep.store.UpkeepStore;
import org.truckee.platform.ContextBound;

/**
 * The passes of upkeep, one at a time, and the figures that they leave. A pass is made for a client
 * of its own, which has a small share of what requests need. After a failure the store is opened
 * anew before the next one. Thread-safe.
 */
final class UpkeepPasses {
  private static final Logger LOG = LoggerFactory.getLogger(UpkeepPasses.class);
  private static final long END_MILLIS = TimeUnit.SECONDS.toMillis(5);

  private final UpkeepStore store;
  private final PacedWork pace;
  private final Cycle cycle;
  private final CareReports reports;
  private Optional<Future<Void>> underWay = Optional.empty();
  private Optional<Future<Void>> next = Optional.empty();
  private Optional<Future<Void>> opening = Optional.empty();
  private boolean closed;
  private volatile boolean opened;
  private volatile UpkeepFigures figures = UpkeepFigures.NONE;
  private volatile Optional<String> trouble = Optional.empty();

  UpkeepPasses(UpkeepStore store, PacedWork pace, Cycle cycle, CareReports reports) {
    this.store = store;
    this.pace = pace;
    this.cycle = cycle;
    this.reports = reports;
  }

  /** Opens the store. A gateway whose upkeep can't go on serves requests nevertheless. */
  Future<Void> open() {
    return ready().recover(this::without);
  }

  /**
   * Opens the store unless it is open; a caller that comes meanwhile waits for the same opening.
   */
  synchronized Future<Void> ready() {
    if (opened) return Future.succeededFuture();
    if (opening.isPresent()) return opening.get();
    Future<Void> begun = store.open().compose(open -> refresh()).onComplete(this::opened);
    if (!begun.isComplete()) opening = Optional.of(begun);
    return begun;
  }

  private synchronized void opened(AsyncResult<Void> outcome) {
    opening = Optional.empty();
    if (outcome.failed()) return;
    opened = true;
    pace.stop(figures.paused());
  }

  private Future<Void> without(Throwable failure) {
    warn(failure);
    trouble = Optional.of(FailureText.sentence(failure));
    return Future.succeededFuture();
  }

  /** Lets no other one begin; completes when the one under way has ended, or a little later. */
  Future<Void> close() {
    return ContextBound.within(END_MILLIS, ending()).otherwiseEmpty();
  }

  private synchronized Future<Void> ending() {
    closed = true;
    return underWay.orElse(Future.succeededFuture());
  }

  /**
   * Makes a pass, and completes at its end. One that is under way may have passed by already what
   * is due now, so another one follows it.
   */
  synchronized Future<Void> begin() {
    if (closed) return underWay.orElse(Future.succeededFuture());
    if (underWay.isEmpty()) return beginNow();
    if (next.isEmpty()) next = Optional.of(underWay.get().transform(ended -> beginNext()));
    return next.get();
  }

  private synchronized Future<Void> beginNext() {
    next = Optional.empty();
    return begin();
  }

  private Future<Void> beginNow() {
    Future<Void> begun = Client.UPKEEP.doing(this::pass).transform(done -> ended(done.cause()));
    if (!begun.isComplete()) underWay = Optional.of(begun);
    return begun.onComplete(done -> clear());
  }

  private synchronized void clear() {
    underWay = Optional.empty();
  }

  private Future<Void> pass() {
    return ready()
        .compose(open -> cycle.run())
        .compose(
            work ->
                reports.send(work).compose(sent -> work ? refresh() : Future.succeededFuture()));
  }

  private Future<Void> ended(Throwable failure) {
    boolean well = failure == null || pace.isStopped();
    trouble = well ? Optional.empty() : Optional.of(FailureText.sentence(failure));
    if (!well) opened = false;
    return well ? Future.succeededFuture() : Future.failedFuture(failure);
  }

  /** Notes in the log that something went wrong. */
  void warn(Throwable failure) {
    LOG.warn("upkeep can't go on: {}", FailureText.sentence(failure));
  }

  /** Returns whether the store can be asked. */
  boolean isOpen() {
    return opened;
  }

  /** Counts anew, if the store can be asked. */
  Future<Void> count() {
    return opened ? refresh() : Future.succeededFuture();
  }

  private Future<Void> refresh() {
    return store.figures().onSuccess(now -> figures = now).mapEmpty();
  }

  /** The figures, as they were last counted. */
  UpkeepFigures figures() {
    return figures;
  }

  /** The reason why the last pass did not go to its end; empty if it did, or was stopped. */
  Optional<String> trouble() {
    return trouble;
  }
}
