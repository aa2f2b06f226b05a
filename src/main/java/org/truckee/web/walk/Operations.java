package org.truckee.web.walk;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import org.truckee.GridException;
import org.truckee.platform.BlockingWork;
import org.truckee.platform.Timers;
import org.truckee.web.body.Form;
import org.truckee.web.http.Address;
import org.truckee.web.page.Pages;
import org.truckee.web.page.gateway.OperationPage;
import org.truckee.web.reply.FrontDoor;
import org.truckee.web.reply.PageReply;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Arguments;

/**
 * {@code /operations/HANDLE}: slow work, under the handles that its owners gave it, or that nobody
 * can guess. A handle that could be guessed works only for the client that chose it. An operation
 * that nobody asks for any more is forgotten: after four days, or one if it has been asked for
 * since it ended, or the time in {@code retain-for=}, or when room is needed for others.
 * Thread-safe.
 */
public final class Operations {
  private final BlockingWork blocking;
  private final FrontDoor door;
  private final Pages pages;
  private final KeptOperations kept;

  public Operations(Vertx vertx, FrontDoor door, Pages pages, OperationSpans spans) {
    this.blocking = BlockingWork.of(vertx);
    this.pages = pages;
    this.door = door;
    this.kept = new KeptOperations(Timers.of(vertx), spans);
  }

  /** The number of operations. */
  int count() {
    return kept.count();
  }

  /** Keeps {@code operation} as {@code asked}, and sends its owner there. */
  Reply keep(OperationHandle asked, Operation operation) {
    String handle = asked.handle().isEmpty() ? pages.token() : asked.handle();
    try {
      kept.put(handle, operation, asked.retainFor());
    } catch (GridException e) {
      operation.cancel();
      throw e;
    }
    String query = asked.output().isEmpty() ? "" : "?output=" + Address.encode(asked.output());
    return Reply.redirectTo(302, "/operations/" + Address.encode(handle) + query);
  }

  /** Tells how an operation is, or ends it. */
  public void handle(RoutingContext ctx) {
    FrontDoor.send(ctx, door.answer(ctx.request(), form -> answer(ctx, form)));
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
      kept.collect(handle, OperationHandle.retainFor(arguments));
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
