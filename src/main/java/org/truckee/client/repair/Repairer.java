package org.truckee.client.repair;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.cap.ChkVerifyCap;
import org.truckee.cap.DirectoryVerifyCap;
import org.truckee.cap.MutableVerifyCap;
import org.truckee.cap.VdriveVerifyCap;
import org.truckee.cap.VerifyCap;
import org.truckee.cap.WriteCap;
import org.truckee.client.check.CheckOptions;
import org.truckee.client.check.CheckResults;
import org.truckee.client.check.Checker;
import org.truckee.client.server.StorageServer;
import org.truckee.mutable.RepairRight;
import org.truckee.placement.ShareMove;

/** Finds out how well files and directories are kept, and repairs what is not healthy. */
public final class Repairer {
  private final Checker checker;
  private final ImmutableRepair immutableFiles;
  private final MutableRepair mutableFiles;

  /** A repairer of what {@code checker} finds, made of the repairs of each kind. */
  public Repairer(Checker checker, ImmutableRepair immutableFiles, MutableRepair mutableFiles) {
    this.checker = checker;
    this.immutableFiles = immutableFiles;
    this.mutableFiles = mutableFiles;
  }

  /** Returns whether {@code capability} has the power to repair what it names, which has shares. */
  public static boolean canRepair(Capability capability) {
    boolean shares =
        capability.verifyCap().filter(verify -> !(verify instanceof VdriveVerifyCap)).isPresent();
    return shares && (!capability.isMutable() || capability instanceof WriteCap);
  }

  /** Only checks; the results stand for before and after. Empty if there is nothing to check. */
  public Future<Optional<RepairResults>> check(Capability capability, CheckOptions options) {
    return checker.check(capability, options).map(found -> found.map(RepairResults::untouched));
  }

  /**
   * Checks the thing that {@code capability} names, and repairs it. Empty if there is nothing to
   * check. No server is believed. A repair that breaks off is told of in the results, so that one
   * of many ends no walk.
   */
  public Future<Optional<RepairResults>> repair(Capability capability, RepairOptions options) {
    return checker
        .check(capability, options.check().opening())
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : repair(capability, found.get(), options).map(Optional::of));
  }

  /**
   * Copies shares of what {@code capability} names, which was {@code found} so, as {@code moves}
   * say.
   */
  public Future<RepairResults> spread(
      Capability capability, CheckResults found, List<ShareMove<StorageServer>> moves) {
    Capability file = Checker.fileOf(capability);
    return file.verifyCap().orElseThrow() instanceof ChkVerifyCap verify
        ? immutableFiles.spread(verify, found, moves)
        : mutableFiles.spread(file, found, moves);
  }

  /** The same for a mutable file of which there is not more than the power over its shares. */
  public Future<RepairResults> spread(
      RepairRight right, CheckResults found, List<ShareMove<StorageServer>> moves) {
    return mutableFiles.spread(right, found, moves);
  }

  /**
   * As {@link #repair} for a mutable file of which there is not more than the power over its
   * shares.
   */
  public Future<RepairResults> repair(RepairRight right, RepairOptions options) {
    return checker
        .check(right.file(), options.check())
        .map(Optional::orElseThrow)
        .compose(found -> repaired(found, () -> mutableFiles.repair(right, found, options)));
  }

  private Future<RepairResults> repair(
      Capability capability, CheckResults found, RepairOptions options) {
    return repaired(found, () -> repairOfKind(capability, found, options));
  }

  private static Future<RepairResults> repaired(
      CheckResults found, Supplier<Future<RepairResults>> repair) {
    if (found.health().healthy()) return Future.succeededFuture(RepairResults.untouched(found));
    return repair
        .get()
        .recover(
            failure ->
                failure instanceof GridException grid
                    ? Future.succeededFuture(RepairResults.failed(found, grid))
                    : Future.failedFuture(failure));
  }

  private Future<RepairResults> repairOfKind(
      Capability capability, CheckResults found, RepairOptions options) {
    VerifyCap verify = capability.verifyCap().orElseThrow();
    if (verify instanceof DirectoryVerifyCap directory)
      return repair(Checker.fileOf(capability), directory.file(), found, options);
    return repair(capability, verify, found, options);
  }

  /** A directory is repaired as the file that it is kept in; a vdrive table has one server. */
  private Future<RepairResults> repair(
      Capability file, VerifyCap verify, CheckResults found, RepairOptions options) {
    if (verify instanceof ChkVerifyCap chk) return immutableFiles.repair(chk, found, options);
    if (verify instanceof MutableVerifyCap) return mutableFiles.repair(file, found, options);
    return Future.succeededFuture(
        RepairResults.impossible(
            found,
            "one vdrive server keeps this directory: its owner brings it back from a backup"));
  }
}
