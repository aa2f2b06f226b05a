package org.truckee.client.check;

import io.vertx.core.Future;
import java.util.Optional;
import org.truckee.cap.Capability;
import org.truckee.client.directory.TreeCount;
import org.truckee.client.directory.TreeStats;
import org.truckee.client.directory.Visit;
import org.truckee.client.directory.Visitor;

/** Checks everything that a walk comes by, and counts it. Event loop only. */
public final class DeepCheck implements Visitor {
  private final Checker checker;
  private final CheckOptions options;
  private final Listener listener;
  private final TreeCount count = new TreeCount();
  private long checked;
  private long healthy;
  private long unrecoverable;
  private long damagedShares;

  /** Who is told of each thing; the check waits for it, and a failure of its ends it. */
  @FunctionalInterface
  public interface Listener {
    /** {@code visit} has been checked; without results if there was nothing to check. */
    Future<Void> checked(Visit visit, Optional<CheckResults> results);
  }

  /** A check that tells {@code listener} of everything. */
  public DeepCheck(Checker checker, CheckOptions options, Listener listener) {
    this.checker = checker;
    this.options = options;
    this.listener = listener;
  }

  @Override
  public Future<Void> visit(Visit visit) {
    Future<Optional<CheckResults>> results =
        visit
            .target()
            .strongest()
            .map((Capability capability) -> checker.check(capability, options))
            .orElse(Future.succeededFuture(Optional.empty()));
    return count
        .visit(visit)
        .compose(counted -> results)
        .onSuccess(found -> found.ifPresent(this::add))
        .compose(found -> listener.checked(visit, found));
  }

  private void add(CheckResults results) {
    checked++;
    if (results.healthy()) healthy++;
    if (!results.recoverable()) unrecoverable++;
    damagedShares += results.damaged().size();
  }

  @Override
  public void listed(Visit directory, long children, long size) {
    count.listed(directory, children, size);
  }

  /** How many things have been checked until now, without those that had nothing to check. */
  public long checked() {
    return checked;
  }

  /** How many of them are kept as they are meant to be. */
  public long healthy() {
    return healthy;
  }

  /** How many of them can't be read. */
  public long unrecoverable() {
    return unrecoverable;
  }

  /** How many damaged shares were found. */
  public long damagedShares() {
    return damagedShares;
  }

  /** What the tree consists of, as far as it has been walked. */
  public TreeStats stats() {
    return count.stats();
  }
}
