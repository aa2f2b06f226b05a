package org.truckee.node.role;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import org.truckee.Version;
import org.truckee.bytes.Secret;
import org.truckee.storage.StorageService;
import org.truckee.storage.disk.StorageConfig;

/** The storage role of a node, on the routes of its TLS port. */
record StorageRole(StorageConfig config, Secret authorization, Router router) implements Role {
  @Override
  public Future<?> open(Vertx vertx, Shutdown shutdown) {
    StorageService storage =
        new StorageService(vertx, config, InstantSource.system(), authorization, Version.TEXT);
    storage.mount(router);
    shutdown.add("the storage server", storage::close);
    return storage.open();
  }
}
