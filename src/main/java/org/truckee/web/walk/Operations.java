package org.truckee.web.walk;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.truckee.GridException;
import org.truckee.client.pool.Client;
import org.truckee.web.body.Bodies;
import org.truckee.web.body.Form;
import org.truckee.web.http.Address;
import org.truckee.web.page.OperationPage;
import org.truckee.web.page.Pages;
import org.truckee.web.reply.PageReply;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Arguments;

/**
 * {@code /operations/HANDLE}: slow work, under the handles that its owners gave it, or that nobody
 * can guess. A handle that could be guessed works only for the client that chose it. What nobody
 * asks for any more is forgotten: after four days, or one if it has been asked for since it ended,
 * or when {@code retain-for=} says, or when room is needed for others. Event loop only.
 */
public final class Operations {
  private static final int MAX_HANDLE = 1000;
  private static final int MAX_HANDLES = 1000;
  private static final int MAX_PER_CLIENT = 200;
  private static final long MAX_SECONDS = TimeUnit.DAYS.toSeconds(7);

  /** A handle of so many characters can't be found by trying: it works for all who know it. */
  private static final int UNGUESSABLE = 20;

  private final Vertx vertx;
  private final Bodies bodies;
  private final Pages pages;
  private final Spans spans;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /**
   * How long what has ended is kept.
   *
   * @param uncollected if nobody has asked for it since it ended
   * @param collected after the last time that somebody did
   */
  public record Spans(Duration uncollected, Duration collected) {
    /** Four days, and one. */
    public static final Spans USUAL = new Spans(Duration.ofDays(4), Duration.ofDays(1));
  }

  /** An operation, and the timer that will end its being known. */
  private static final class Entry {
    final Operation operation;
    final Client client = Client.current();
    final long started = System.nanoTime();
    Optional<Long> timer = Optional.empty();
    boolean retained;

    Entry(Operation operation) {
      this.operation = operation;
    }
  }

  public Operations(Vertx vertx, Bodies bodies, Pages pages, Spans spans) {
    this.vertx = vertx;
    this.pages = pages;
    this.bodies = bodies;
    this.spans = spans;
  }

  /** How many are known. */
  int count() {
    return entries.size();
  }

  /**
   * The handle that a request for slow work has to give it; empty if it is to get one that nobody
   * can guess. It is to be a part of an address, by which the operation is found again.
   */
  public static String handle(Arguments arguments) {
    String handle =
        arguments
            .get("ophandle")
            .orElseThrow(() -> Arguments.bad("slow operation requires ophandle="));
    if (handle.equals(".") || handle.equals("..") || handle.length() > MAX_HANDLE)
      throw Arguments.bad(
          "ophandle= can't be '.' or '..', and has at most " + MAX_HANDLE + " characters");
    return handle;
  }

  /** Keeps {@code operation} under {@code chosen}, and sends its owner there. */
  Reply keep(String chosen, Operation operation, Arguments arguments) {
    String handle = chosen.isEmpty() ? pages.token() : chosen;
    try {
      makeRoom(handle);
    } catch (GridException e) {
      operation.cancel();
      throw e;
    }
    Entry entry = new Entry(operation);
    entries.put(handle, entry);
    retainFor(arguments).ifPresent(span -> retain(handle, entry, span, true));
    operation.done().onComplete(done -> ended(handle, entry));
    String output = arguments.text("output");
    String query = output.isEmpty() ? "" : "?output=" + Address.encode(output);
    return Reply.redirectTo(302, "/operations/" + Address.encode(handle) + query);
  }

  /** What has ended makes room for what begins: the oldest, of those who have most of them. */
  private void makeRoom(String handle) {
    Entry before = entries.get(handle);
    if (before != null && !isOpen(handle, before))
      throw new GridException(
          GridException.Kind.CONFLICT,
          "this handle stands for the operation of somebody else; another one, or an empty"
              + " ophandle=, is free");
    release(handle).ifPresent(Operation::cancel);
    Client client = Client.current();
    if (count(client) >= MAX_PER_CLIENT) evict(client);
    if (entries.size() >= MAX_HANDLES) evict(greediest());
  }

  private long count(Client client) {
    return entries.values().stream().filter(entry -> entry.client.equals(client)).count();
  }

  private Client greediest() {
    Map<Client, Integer> counts = new HashMap<>();
    entries.values().forEach(entry -> counts.merge(entry.client, 1, Integer::sum));
    return Collections.max(counts.entrySet(), Map.Entry.comparingByValue()).getKey();
  }

  /** Forgets the oldest operation of {@code client} that has ended. */
  private void evict(Client client) {
    String oldest =
        entries.entrySet().stream()
            .filter(entry -> entry.getValue().client.equals(client))
            .filter(entry -> entry.getValue().operation.done().isComplete())
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow(Operations::tooMany);
    release(oldest);
  }

  private static GridException tooMany() {
    return new GridException(
        GridException.Kind.BUSY,
        "at most %d operations of one address, and %d in all, are under way at a time"
            .formatted(MAX_PER_CLIENT, MAX_HANDLES));
  }

  /** Whether the current client may ask for what is under {@code handle}. */
  private static boolean isOpen(String handle, Entry entry) {
    return handle.length() >= UNGUESSABLE || entry.client.equals(Client.current());
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
  public void handle(RoutingContext ctx) {
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
    if (entry == null || !isOpen(handle, entry)) {
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
