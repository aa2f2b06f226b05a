package org.truckee.client.check;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.truckee.client.server.Quietly;
import org.truckee.client.server.ServerSecrets;
import org.truckee.client.server.StorageServer;
import org.truckee.crypto.StorageIndex;

/** Adds leases to shares that are there, or renews those that this gateway has on them. */
record Leases(ServerSecrets secrets) {
  /**
   * Asks each of {@code servers}; one that refuses is no failure of the check, and one that is
   * suspected to be away is not waited for.
   */
  Future<Void> add(StorageIndex storageIndex, List<StorageServer> servers) {
    List<Future<Void>> asked = new ArrayList<>();
    for (StorageServer server : servers) {
      boolean suspected = server.suspected();
      Future<Void> added = add(storageIndex, server);
      if (!suspected) asked.add(added);
    }
    return Future.join(asked).otherwiseEmpty().mapEmpty();
  }

  private Future<Void> add(StorageIndex storageIndex, StorageServer server) {
    return Future.succeededFuture()
        .compose(
            asking ->
                server.ask(
                    client -> client.addLease(storageIndex, secrets.leases(storageIndex, server))))
        .onFailure(Quietly::ignore);
  }
}
