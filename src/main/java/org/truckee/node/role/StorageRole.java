package org.truckee.node.role;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import org.truckee.Version;
import org.truckee.bytes.Secret;
import org.truckee.storage.StorageService;
import org.truckee.storage.disk.StorageConfig;
import org.truckee.web.storage.OwnStorage;

/** The storage role of a node, on the routes of its TLS port. */
final class StorageRole implements Role {
  private final StorageConfig config;
  private final Secret authorization;
  private final Router router;
  private StorageService storage;

  StorageRole(StorageConfig config, Secret authorization, Router router) {
    this.config = config;
    this.authorization = authorization;
    this.router = router;
  }

  @Override
  public Future<?> open(Vertx vertx, Shutdown shutdown) {
    storage =
        new StorageService(vertx, config, InstantSource.system(), authorization, Version.TEXT);
    storage.mount(router);
    shutdown.add("the storage server", storage::close);
    return storage.open();
  }

  /** The server as the node's own pages show it, once it is open. */
  OwnStorage shown() {
    return new ServedStorage(storage);
  }
}
