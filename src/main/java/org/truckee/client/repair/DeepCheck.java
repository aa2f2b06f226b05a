package org.truckee.client.repair;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.client.check.HealthCount;
import org.truckee.client.directory.Visit;
import org.truckee.client.directory.Visitor;
import org.truckee.client.directory.tree.TreeCount;
import org.truckee.client.directory.tree.TreeStats;
import org.truckee.dirnode.ChildTarget;

/**
 * Checks everything that a walk visits, repairs it if its question is one that repairs, and counts
 * the results. Event loop only.
 */
public final class DeepCheck implements Visitor {
  private static final int AT_ONCE = 8;

  private final Question question;
  private final Listener listener;
  private final TreeCount count = new TreeCount();
  private final HealthCount before = new HealthCount();
  private final HealthCount after = new HealthCount();
  private final Queue<Future<Void>> underWay = new ArrayDeque<>();
  private Future<Void> told = Future.succeededFuture();
  private long attempted;
  private long successful;

  /** The question about the health of one thing, which may repair it. */
  @FunctionalInterface
  public interface Question {
    /** Asks about {@code capability}. Empty if there is nothing to check. */
    Future<Optional<RepairResults>> ask(Capability capability);
  }

  /** The listener to each result; the check waits for it, and its failure ends the check. */
  @FunctionalInterface
  public interface Listener {
    /** {@code visit} has been checked; without results if there was nothing to check. */
    Future<Void> checked(Visit visit, Optional<RepairResults> results);

    /** {@code visit} is a file that is prohibited here, as {@code failure} says. */
    default Future<Void> prohibited(Visit visit, Throwable failure) {
      return Future.failedFuture(failure);
    }
  }

  /** A check that asks {@code question} about everything, and tells {@code listener} of it. */
  public DeepCheck(Question question, Listener listener) {
    this.question = question;
    this.listener = listener;
  }

  /** Goes on while a few checks are under way; the listener is told in the order of the walk. */
  @Override
  public Future<Void> visit(Visit visit) {
    Future<Optional<RepairResults>> results =
        visit
            .target()
            .strongest()
            .map(question::ask)
            .orElse(Future.succeededFuture(Optional.empty()));
    told = told.compose(earlier -> results.transform(found -> tell(visit, found)));
    underWay.add(told);
    return count
        .visit(visit)
        .compose(
            counted -> underWay.size() < AT_ONCE ? Future.succeededFuture() : underWay.remove());
  }

  /** The walk itself tells of a directory that is prohibited, since it can't enter it. */
  private Future<Void> tell(Visit visit, AsyncResult<Optional<RepairResults>> found) {
    if (found.succeeded()) {
      found.result().ifPresent(this::add);
      return listener.checked(visit, found.result());
    }
    if (!GridException.is(found.cause(), GridException.Kind.FORBIDDEN))
      return Future.failedFuture(found.cause());
    return visit.target().kind() == ChildTarget.Kind.DIRECTORY
        ? Future.succeededFuture()
        : listener.prohibited(visit, found.cause());
  }

  @Override
  public Future<Void> finish() {
    return told;
  }

  private void add(RepairResults results) {
    before.add(results.before());
    after.add(results.after());
    if (results.attempted()) attempted++;
    if (results.successful()) successful++;
  }

  @Override
  public void listed(Visit directory, long children, long size) {
    count.listed(directory, children, size);
  }

  /** The things checked until now as they were found, without those that had nothing to check. */
  public HealthCount before() {
    return before;
  }

  /** The same things as they are after the repairs. */
  public HealthCount after() {
    return after;
  }

  /** The number of repairs that were attempted. */
  public long attempted() {
    return attempted;
  }

  /** The number of repairs that made a thing healthy. */
  public long successful() {
    return successful;
  }

  /** The counts of the tree, as far as it has been walked. */
  public TreeStats stats() {
    return count.stats();
  }
}
