package org.truckee.node.role;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.Optional;
import org.truckee.Version;
import org.truckee.bytes.Secret;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.vdrive.SqliteDirnodeStore;
import org.truckee.vdrive.VdriveConfig;
import org.truckee.vdrive.VdriveService;
import org.truckee.worker.Codec;

/**
 * The vdrive role of a node, on the routes of its TLS port.
 *
 * @param root the shared drive's directory, if the role is to make one
 */
record VdriveRole(
    VdriveConfig config,
    Optional<VdriveWriteCap> root,
    Codec codec,
    Secret authorization,
    Router router)
    implements Role {
  @Override
  public Future<?> open(Vertx vertx, Shutdown shutdown) {
    SqliteDirnodeStore store = new SqliteDirnodeStore(vertx, config);
    VdriveService vdrive =
        new VdriveService(vertx, store, codec, config, authorization, Version.TEXT);
    vdrive.mount(router);
    shutdown.add("the vdrive server", vdrive::close);
    return vdrive.open(root.map(cap -> cap.signingKey().verifyingKey()));
  }
}
