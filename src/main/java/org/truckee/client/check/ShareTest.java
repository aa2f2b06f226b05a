package org.truckee.client.check;

import io.vertx.core.Future;
import org.truckee.client.server.StorageServer;

/** The test by which a check decides whether a share of an immutable file counts. */
@FunctionalInterface
public interface ShareTest {
  /** The test that every share passes that its server claims to have. */
  ShareTest BELIEVING = (server, shareNumber) -> Future.succeededFuture();

  /** Completes if the share is good; {@code CORRUPT} if it is damaged. */
  Future<Void> take(StorageServer server, int shareNumber);
}
