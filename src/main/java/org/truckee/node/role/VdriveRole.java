package org.truckee.node.role;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.Optional;
import org.truckee.Version;
import org.truckee.bytes.Secret;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.platform.measure.Monitored;
import org.truckee.vdrive.DirnodeStore;
import org.truckee.vdrive.SqliteDirnodeStore;
import org.truckee.vdrive.VdriveConfig;
import org.truckee.vdrive.VdriveService;
import org.truckee.vdrive.postgres.DatabaseConfig;
import org.truckee.vdrive.postgres.PostgresDirnodeStore;
import org.truckee.worker.Codec;

/** The vdrive role of a node, on the routes of its TLS port. */
final class VdriveRole implements Role {
  private final VdriveConfig config;
  private final Optional<DatabaseConfig> database;
  private final Optional<VdriveWriteCap> root;
  private final Codec codec;
  private final Secret authorization;
  private final Router router;
  private VdriveService vdrive;

  /**
   * A role as {@code config} says.
   *
   * @param database the database of the directories, if they are not in the file of {@code config}
   * @param root the shared drive's directory, if the role is to make one
   */
  VdriveRole(
      VdriveConfig config,
      Optional<DatabaseConfig> database,
      Optional<VdriveWriteCap> root,
      Codec codec,
      Secret authorization,
      Router router) {
    this.config = config;
    this.database = database;
    this.root = root;
    this.codec = codec;
    this.authorization = authorization;
    this.router = router;
  }

  @Override
  public Future<?> open(Vertx vertx, Shutdown shutdown) {
    vdrive = new VdriveService(vertx, store(vertx), codec, config, authorization, Version.TEXT);
    vdrive.mount(router);
    shutdown.add("the vdrive server", vdrive::close);
    return vdrive.open(root.map(cap -> cap.signingKey().verifyingKey()));
  }

  @Override
  public Optional<Monitored> monitored() {
    return Optional.of(vdrive);
  }

  /** The client of a database is loaded only where there is one. */
  private DirnodeStore store(Vertx vertx) {
    if (database.isEmpty()) return new SqliteDirnodeStore(vertx, config);
    return new PostgresDirnodeStore(vertx, codec, database.get());
  }
}
