package org.truckee.web.walk;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Supplier;
import org.truckee.GridException;
import org.truckee.client.directory.Directories;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.Visit;
import org.truckee.client.directory.Visitor;
import org.truckee.client.directory.Walk;
import org.truckee.platform.ContextBound;

/**
 * Slow work on a tree, under way or done, which goes on while nobody waits. Its report changes on
 * the event loop of the request that began it; all else is thread-safe.
 */
final class Operation implements Visitor {
  private final Report report;
  private final Context context = Vertx.currentContext();
  private Future<Void> done = Future.succeededFuture();
  private volatile boolean cancelled;

  private Operation(Report report) {
    this.report = report;
  }

  /** Begins to show {@code report} everything that can be reached from {@code root}. */
  static Operation start(Directories directories, Directory root, Report report) {
    Operation operation = new Operation(report);
    operation.done = new Walk(directories, operation).from(root);
    return operation;
  }

  @Override
  public Future<Void> visit(Visit visit) {
    return cancelled
        ? Future.failedFuture(
            new GridException(GridException.Kind.NOT_FOUND, "the operation was cancelled"))
        : report.visit(visit);
  }

  @Override
  public void listed(Visit directory, long children, long size) {
    report.listed(directory, children, size);
  }

  @Override
  public Future<Void> unreadable(Visit visit, Throwable failure) {
    return report.unreadable(visit, failure);
  }

  @Override
  public Future<Void> finish() {
    return report.finish();
  }

  /** Ends it soon. */
  void cancel() {
    cancelled = true;
  }

  /** Completes when there is no more to do. */
  Future<Void> done() {
    return done;
  }

  /** The answer to {@code question} while the work goes on, given on the event loop of the work. */
  <T> Future<T> ask(Supplier<T> question) {
    Promise<T> answer = ContextBound.promise();
    context.runOnContext(
        turn -> answer.handle(Future.succeededFuture().map(begun -> question.get())));
    return answer.future();
  }

  /** The findings until now. */
  Report report() {
    return report;
  }

  /** The reason why it could not go on; empty if it goes on, or went to its end. */
  Optional<Throwable> failure() {
    return cancelled ? Optional.empty() : Optional.ofNullable(done.cause());
  }
}
