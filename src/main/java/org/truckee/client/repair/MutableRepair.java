package org.truckee.client.repair;

import io.vertx.core.Future;
import java.util.List;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.check.CheckOptions;
import org.truckee.client.check.CheckResults;
import org.truckee.client.check.MutableCheck;
import org.truckee.client.context.ClientContext;
import org.truckee.client.mutable.MutableFiles;
import org.truckee.client.server.StorageServer;
import org.truckee.mutable.RepairRight;
import org.truckee.placement.ShareMove;

/**
 * Repairs mutable files, at the version that they have: a server that was away and comes back with
 * its old share finds a healthy file, and leaves it so.
 */
public final class MutableRepair {
  private final MutableFiles files;
  private final MutableCheck check;

  /** A repair of {@code files}. */
  public MutableRepair(MutableFiles files, ClientContext context) {
    this.files = files;
    this.check = new MutableCheck(files, context);
  }

  /**
   * Makes the missing shares of the file of {@code cap}, as {@code found} tells; a file that {@code
   * cap} does not write is left as it is.
   */
  Future<RepairResults> repair(Capability cap, CheckResults found, RepairOptions options) {
    return cap instanceof MutableWriteCap write
        ? repair(RepairRight.of(write), found, options)
        : Future.succeededFuture(
            RepairResults.impossible(found, "only a capability that can change it repairs it"));
  }

  /** The same for the file that {@code right} reaches. */
  Future<RepairResults> repair(RepairRight right, CheckResults found, RepairOptions options) {
    Capability cap = right.write().<Capability>map(write -> write).orElse(right.file());
    return files
        .repair(right, options.check().verify())
        .recover(objection -> decide(right, objection, options))
        .compose(done -> check.check(cap, new CheckOptions(options.check().verify(), false)))
        .map(after -> new RepairResults(found, true, after));
  }

  /**
   * Moves shares of the file of {@code cap} as {@code moves} say; they stay where they are if
   * {@code cap} does not write it.
   */
  Future<RepairResults> spread(
      Capability cap, CheckResults found, List<ShareMove<StorageServer>> moves) {
    return cap instanceof MutableWriteCap write
        ? spread(RepairRight.of(write), found, moves)
        : Future.succeededFuture(RepairResults.untouched(found));
  }

  /** The same for the file that {@code right} reaches. */
  Future<RepairResults> spread(
      RepairRight right, CheckResults found, List<ShareMove<StorageServer>> moves) {
    return files
        .spread(right, moves)
        .compose(done -> check.check(right.file(), new CheckOptions(false, false)))
        .map(after -> new RepairResults(found, true, after));
  }

  /** Publishes a new version where two stand against each other, if a writer wishes that. */
  private Future<Void> decide(RepairRight right, Throwable objection, RepairOptions options) {
    boolean force =
        options.force()
            && right.write().isPresent()
            && GridException.is(objection, GridException.Kind.CONFLICT);
    return force ? files.open(right.write().get()).renew() : Future.failedFuture(objection);
  }
}
