package org.truckee.web.walk;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.truckee.GridException;
import org.truckee.platform.BlockingWork;
import org.truckee.platform.Timers;
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
 * or when {@code retain-for=} says, or when room is needed for others. Thread-safe.
 */
public final class Operations {
  private static final int MAX_HANDLE = 1000;
  private static final long MAX_SECONDS = TimeUnit.DAYS.toSeconds(7);

  private final BlockingWork blocking;
  private final Bodies bodies;
  private final Pages pages;
  private final KeptOperations kept;

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

  public Operations(Vertx vertx, Bodies bodies, Pages pages, Spans spans) {
    this.blocking = BlockingWork.of(vertx);
    this.pages = pages;
    this.bodies = bodies;
    this.kept = new KeptOperations(Timers.of(vertx), spans);
  }

  /** How many are known. */
  int count() {
    return kept.count();
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
      kept.put(handle, operation, retainFor(arguments));
    } catch (GridException e) {
      operation.cancel();
      throw e;
    }
    String output = arguments.text("output");
    String query = output.isEmpty() ? "" : "?output=" + Address.encode(output);
    return Reply.redirectTo(302, "/operations/" + Address.encode(handle) + query);
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
    Operation operation = kept.find(handle).orElseThrow(Operations::unknown);
    if (ctx.request().method().equals(HttpMethod.POST) && arguments.t().equals("cancel")) {
      operation.cancel();
      kept.release(handle);
      if (Pages.wanted(ctx.request()))
        return Future.succeededFuture(new PageReply(pages, OperationPage.cancelled()));
    } else {
      kept.collect(handle, retainFor(arguments));
    }
    boolean done = operation.done().isComplete();
    if (done && arguments.is("release-after-complete")) kept.release(handle);
    String storageIndex = ctx.pathParam("storageIndex");
    return done
        ? blocking.ask(() -> tell(operation, storageIndex, arguments, true))
        : operation.ask(() -> tell(operation, storageIndex, arguments, false));
  }

  private static GridException unknown() {
    return new GridException(
        GridException.Kind.NOT_FOUND,
        "unknown/expired handle: what it stood for was cancelled, or ended so long ago that it is"
            + " forgotten");
  }

  private static Reply tell(
      Operation operation, String storageIndex, Arguments arguments, boolean done) {
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
        ? operation.report().tell(output, done)
        : operation.report().tellOf(storageIndex, output);
  }
}
