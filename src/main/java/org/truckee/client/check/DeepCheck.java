package org.truckee.client.check;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.client.directory.Visit;
import org.truckee.client.directory.Visitor;
import org.truckee.client.directory.tree.TreeCount;
import org.truckee.client.directory.tree.TreeStats;
import org.truckee.dirnode.ChildTarget;

/** Checks everything that a walk visits, and counts the results. Event loop only. */
public final class DeepCheck implements Visitor {
  private static final int AT_ONCE = 8;

  private final Checker checker;
  private final CheckOptions options;
  private final Listener listener;
  private final TreeCount count = new TreeCount();
  private final Queue<Future<Void>> underWay = new ArrayDeque<>();
  private Future<Void> told = Future.succeededFuture();
  private long checked;
  private long healthy;
  private long unrecoverable;
  private long damagedShares;

  /** The listener to each result; the check waits for it, and its failure ends the check. */
  @FunctionalInterface
  public interface Listener {
    /** {@code visit} has been checked; without results if there was nothing to check. */
    Future<Void> checked(Visit visit, Optional<CheckResults> results);

    /** {@code visit} is a file that is prohibited here, as {@code failure} says. */
    default Future<Void> prohibited(Visit visit, Throwable failure) {
      return Future.failedFuture(failure);
    }
  }

  /** A check that tells {@code listener} of everything. */
  public DeepCheck(Checker checker, CheckOptions options, Listener listener) {
    this.checker = checker;
    this.options = options;
    this.listener = listener;
  }

  /** Goes on while a few checks are under way; the listener is told in the order of the walk. */
  @Override
  public Future<Void> visit(Visit visit) {
    Future<Optional<CheckResults>> results =
        visit
            .target()
            .strongest()
            .map((Capability capability) -> checker.check(capability, options))
            .orElse(Future.succeededFuture(Optional.empty()));
    told = told.compose(before -> results.transform(found -> tell(visit, found)));
    underWay.add(told);
    return count
        .visit(visit)
        .compose(
            counted -> underWay.size() < AT_ONCE ? Future.succeededFuture() : underWay.remove());
  }

  /** The walk itself tells of a directory that is prohibited, since it can't enter it. */
  private Future<Void> tell(Visit visit, AsyncResult<Optional<CheckResults>> found) {
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

  private void add(CheckResults results) {
    checked++;
    if (results.health().healthy()) healthy++;
    if (!results.health().recoverable()) unrecoverable++;
    damagedShares += results.damaged().size();
  }

  @Override
  public void listed(Visit directory, long children, long size) {
    count.listed(directory, children, size);
  }

  /** The number of things checked until now, without those that had nothing to check. */
  public long checked() {
    return checked;
  }

  /** The number of healthy ones among them. */
  public long healthy() {
    return healthy;
  }

  /** The number of those that can't be read. */
  public long unrecoverable() {
    return unrecoverable;
  }

  /** The number of damaged shares. */
  public long damagedShares() {
    return damagedShares;
  }

  /** The counts of the tree, as far as it has been walked. */
  public TreeStats stats() {
    return count.stats();
  }
}
