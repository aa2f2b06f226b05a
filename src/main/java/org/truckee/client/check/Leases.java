package org.truckee.client.check;

import io.vertx.core.Future;
import java.util.List;
import org.truckee.client.server.Quietly;
import org.truckee.client.server.ServerSecrets;
import org.truckee.client.server.StorageServer;
import org.truckee.crypto.StorageIndex;

/** Adds leases to shares that are there, or renews those that this gateway has on them. */
record Leases(ServerSecrets secrets) {
  /** Asks each of {@code servers}; one that refuses is no failure of the check. */
  Future<Void> add(StorageIndex storageIndex, List<StorageServer> servers) {
    List<Future<Void>> asked = servers.stream().map(server -> add(storageIndex, server)).toList();
    return Future.join(asked).otherwiseEmpty().mapEmpty();
  }

  private Future<Void> add(StorageIndex storageIndex, StorageServer server) {
    return server
        .client()
        .addLease(storageIndex, secrets.leases(storageIndex, server))
        .onFailure(Quietly::ignore);
  }
}
