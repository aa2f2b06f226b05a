package org.truckee.testing;

import io.vertx.core.Future;
import org.truckee.cap.Capability;
import org.truckee.web.Drives;

/** Drives whose roots a test chooses. */
public final class TestDrives implements Drives {
  private volatile Capability global;
  private volatile Capability own;

  /** Makes {@code root} the root that all share. */
  public void setGlobal(Capability root) {
    global = root;
  }

  /** Makes {@code root} the owner's. */
  public void setOwn(Capability root) {
    own = root;
  }

  @Override
  public Future<Capability> global() {
    return global == null ? Drives.none().global() : Future.succeededFuture(global);
  }

  @Override
  public Future<Capability> own() {
    return own == null ? Drives.none().own() : Future.succeededFuture(own);
  }
}
