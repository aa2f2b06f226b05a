package org.truckee.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.truckee.GridException;
import org.truckee.web.body.Bodies;
import org.truckee.web.body.Form;
import org.truckee.web.page.Address;
import org.truckee.web.page.OperationPage;
import org.truckee.web.page.Pages;

/**
 * {@code /operations/HANDLE}: slow work, under the handles that its owners gave it. What nobody
 * asks for any more is forgotten: after four days, or one if it has been asked for since it ended,
 * or when {@code retain-for=} says. Event loop only.
 */
final class Operations {
  private static final int MAX_HANDLES = 1000;
  private static final long MAX_SECONDS = TimeUnit.DAYS.toSeconds(365);

  private final Vertx vertx;
  private final Bodies bodies;
  private final Pages pages;
  private final Spans spans;
  private final Map<String, Entry> entries = new HashMap<>();

  /**
   * How long what has ended is kept.
   *
   * @param uncollected if nobody has asked for it since it ended
   * @param collected after the last time that somebody did
   */
  record Spans(Duration uncollected, Duration collected) {
    /** Four days, and one. */
    static final Spans USUAL = new Spans(Duration.ofDays(4), Duration.ofDays(1));
  }

  /** An operation, and the timer that will end its being known. */
  private static final class Entry {
    final Operation operation;
    final long started = System.nanoTime();
    Optional<Long> timer = Optional.empty();
    boolean retained;

    Entry(Operation operation) {
      this.operation = operation;
    }
  }

  Operations(Vertx vertx, Bodies bodies, Pages pages, Spans spans) {
    this.vertx = vertx;
    this.pages = pages;
    this.bodies = bodies;
    this.spans = spans;
  }

  /** How many are known. */
  int count() {
    return entries.size();
  }

  /** The handle that a request for slow work has to give it. */
  static String handle(Arguments arguments) {
    return arguments.required("ophandle", "slow operation requires ophandle=");
  }

  /** Keeps {@code operation} under {@code handle}, and sends its owner there. */
  Reply keep(String handle, Operation operation, Arguments arguments) {
    release(handle).ifPresent(Operation::cancel);
    if (entries.size() >= MAX_HANDLES) {
      operation.cancel();
      throw new GridException(
          GridException.Kind.BUSY, "there are " + MAX_HANDLES + " operations under way or kept");
    }
    Entry entry = new Entry(operation);
    entries.put(handle, entry);
    retainFor(arguments).ifPresent(span -> retain(handle, entry, span, true));
    operation.done().onComplete(done -> ended(handle, entry));
    String output = arguments.text("output");
    String query = output.isEmpty() ? "" : "?output=" + Address.encode(output);
    return Reply.redirect(302, "/operations/" + Address.encode(handle) + query);
  }

  private void ended(String handle, Entry entry) {
    Duration took = Duration.ofNanos(System.nanoTime() - entry.started);
    Duration usual = spans.uncollected();
    if (!entry.retained) retain(handle, entry, took.compareTo(usual) > 0 ? took : usual, false);
  }

  private static Optional<Duration> retainFor(Arguments arguments) {
    return arguments
        .get("retain-for")
        .map(
            text -> {
              if (!text.matches("[0-9]{1,9}"))
                throw Arguments.bad("retain-for= must be a number of seconds");
              return Duration.ofSeconds(Math.min(MAX_SECONDS, Long.parseLong(text)));
            });
  }

  private void retain(String handle, Entry entry, Duration span, boolean asked) {
    if (entries.get(handle) != entry) return;
    entry.timer.ifPresent(vertx::cancelTimer);
    entry.retained = entry.retained || asked;
    long millis = Math.max(1, span.toMillis());
    entry.timer = Optional.of(vertx.setTimer(millis, tick -> release(handle)));
  }

  private Optional<Operation> release(String handle) {
    Entry entry = entries.remove(handle);
    if (entry == null) return Optional.empty();
    entry.timer.ifPresent(vertx::cancelTimer);
    return Optional.of(entry.operation);
  }

  /** Tells how an operation is, or ends it. */
  void handle(RoutingContext ctx) {
    bodies
        .form(ctx.request())
        .compose(form -> form.close().map(form))
        .compose(form -> answer(ctx, form))
        .compose(reply -> reply.send(ctx))
        .onFailure(ctx::fail);
  }

  private Future<Reply> answer(RoutingContext ctx, Form form) {
    Arguments arguments = Arguments.of(ctx.request(), form);
    String handle = ctx.pathParam("handle");
    Entry entry = entries.get(handle);
    if (entry == null) {
      throw new GridException(
          GridException.Kind.NOT_FOUND,
          "unknown/expired handle: what it stood for was cancelled, or ended so long ago that it is"
              + " forgotten");
    }
    if (ctx.request().method().equals(HttpMethod.POST) && arguments.t().equals("cancel")) {
      entry.operation.cancel();
      release(handle);
      if (Pages.wanted(ctx.request()))
        return Future.succeededFuture(new PageReply(pages, OperationPage.cancelled()));
    } else {
      collect(handle, entry, arguments);
    }
    String storageIndex = ctx.pathParam("storageIndex");
    return entry.operation.done().isComplete()
        ? vertx.executeBlocking(() -> tell(entry.operation, storageIndex, arguments), false)
        : Future.succeededFuture(tell(entry.operation, storageIndex, arguments));
  }

  private void collect(String handle, Entry entry, Arguments arguments) {
    Optional<Duration> span = retainFor(arguments);
    span.ifPresent(wanted -> retain(handle, entry, wanted, true));
    if (!entry.operation.done().isComplete()) return;
    if (span.isEmpty()) retain(handle, entry, spans.collected(), false);
    if (arguments.is("release-after-complete")) release(handle);
  }

  private static Reply tell(Operation operation, String storageIndex, Arguments arguments) {
    operation
        .failure()
        .ifPresent(
            failure -> {
              throw failure instanceof GridException grid
                  ? grid
                  : new IllegalStateException("the operation broke off", failure);
            });
    String output = arguments.text("output").toLowerCase(Locale.ROOT);
    return storageIndex == null
        ? operation.report().tell(output, operation.done().isComplete())
        : operation.report().tellOf(storageIndex, output);
  }

  /** Ends all of it. */
  Future<Void> close() {
    entries.values().forEach(entry -> entry.operation.cancel());
    return Future.succeededFuture();
  }
}
