package org.truckee.node.role;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import java.util.Optional;
import org.truckee.Version;
import org.truckee.bytes.Secret;
import org.truckee.platform.measure.Monitored;
import org.truckee.storage.StorageService;
import org.truckee.storage.disk.StorageConfig;
import org.truckee.storage.object.ObjectStore;
import org.truckee.storage.s3.S3Keys;
import org.truckee.storage.s3.S3Objects;
import org.truckee.storage.s3.S3Place;
import org.truckee.web.storage.OwnStorage;

/** The storage role of a node, on the routes of its TLS port. */
final class StorageRole implements Role {
  private final StorageConfig config;
  private final Secret authorization;
  private final Router router;
  private final Optional<Bucket> bucket;
  private StorageService storage;

  /** A bucket for the data of shares, and the keys to it. */
  record Bucket(S3Place place, S3Keys keys) {}

  StorageRole(StorageConfig config, Secret authorization, Router router, Optional<Bucket> bucket) {
    this.config = config;
    this.authorization = authorization;
    this.router = router;
    this.bucket = bucket;
  }

  @Override
  public Future<?> open(Vertx vertx, Shutdown shutdown) {
    storage =
        new StorageService(
            vertx,
            config,
            InstantSource.system(),
            authorization,
            Version.TEXT,
            bucket.map(named -> objects(vertx, named)));
    storage.mount(router);
    shutdown.add("the storage server", storage::close);
    return storage.open();
  }

  @Override
  public Optional<Monitored> monitored() {
    return Optional.of(storage);
  }

  private ObjectStore objects(Vertx vertx, Bucket named) {
    return new S3Objects(
        vertx, named.place(), named.keys(), config.directory(), InstantSource.system());
  }

  /** The server as the node's own pages show it, once it is open. */
  OwnStorage shown() {
    return new ServedStorage(storage);
  }
}
