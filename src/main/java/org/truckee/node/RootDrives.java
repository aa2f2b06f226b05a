package org.truckee.node;

import io.vertx.core.Future;
import org.truckee.cap.Capability;
import org.truckee.client.directory.Roots;
import org.truckee.web.Drives;

/** A gateway's roots, as its web port shows them. */
record RootDrives(Roots roots) implements Drives {
  @Override
  public Future<Capability> global() {
    return roots.global();
  }

  @Override
  public Future<Capability> own() {
    return roots.own();
  }
}
