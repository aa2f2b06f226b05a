package org.truckee.web;

import io.vertx.core.Future;
import org.truckee.GridException;
import org.truckee.cap.Capability;

/** The directories that a gateway shows under names of their own. */
public interface Drives {
  /** The root that everybody on the grid shares; {@code NOT_FOUND} if this grid has none. */
  Future<Capability> global();

  /** The root that belongs to this gateway's owner; {@code NOT_FOUND} if there is none. */
  Future<Capability> own();

  /** Those of a gateway that knows of no vdrive server. */
  static Drives none() {
    return new Drives() {
      @Override
      public Future<Capability> global() {
        return absent();
      }

      @Override
      public Future<Capability> own() {
        return absent();
      }
    };
  }

  private static Future<Capability> absent() {
    return Future.failedFuture(
        new GridException(
            GridException.Kind.NOT_FOUND,
            "this gateway knows of no vdrive server that keeps drives"));
  }
}
