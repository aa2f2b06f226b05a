package org.truckee.client.repair;

import io.vertx.core.Future;
import org.truckee.cap.Capability;
import org.truckee.client.check.CheckResults;
import org.truckee.client.context.ClientContext;
import org.truckee.client.mutable.MutableFiles;

/** Repairs mutable files, at the version that they have. */
public final class MutableRepair {
  private final MutableFiles files;
  private final ClientContext context;

  /** A repair of {@code files}. */
  public MutableRepair(MutableFiles files, ClientContext context) {
    this.files = files;
    this.context = context;
  }

  /** Makes the missing shares of the file of {@code cap}, as {@code found} tells. */
  Future<RepairResults> repair(Capability cap, CheckResults found, RepairOptions options) {
    return Future.succeededFuture(RepairResults.untouched(found));
  }
}
