package org.truckee.node.role;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.Optional;
import org.truckee.Version;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.node.config.GlobalRoot;
import org.truckee.node.config.NodeConfig;
import org.truckee.node.config.NodeDirectory;
import org.truckee.protocol.announcement.AnnouncedVdrive;
import org.truckee.protocol.announcement.Nurl;
import org.truckee.vdrive.SqliteDirnodeStore;
import org.truckee.vdrive.VdriveConfig;
import org.truckee.vdrive.VdriveService;
import org.truckee.worker.Codec;

/** The vdrive role of a node, with the global root that its configuration wants. */
final class VdriveRole {
  private final NodeConfig.Vdrive config;
  private final Optional<VdriveWriteCap> root;
  private final VdriveService service;

  VdriveRole(
      Vertx vertx,
      Codec codec,
      NodeConfig.Vdrive config,
      NodeDirectory directory,
      Secret authorization) {
    this.config = config;
    this.root =
        config.globalRoot() == GlobalRoot.NONE
            ? Optional.empty()
            : Optional.of(directory.globalRoot());
    VdriveConfig settings =
        new VdriveConfig(
            directory.vdrive(),
            config.durable(),
            config.maximumEntries(),
            config.maximumEntrySize(),
            config.creationsPerMinute());
    SqliteDirnodeStore store = new SqliteDirnodeStore(vertx, settings);
    this.service = new VdriveService(vertx, store, codec, settings, authorization, Version.TEXT);
  }

  /** Serves on {@code router}, once the global root is there. */
  Future<Void> open(Router router) {
    service.mount(router);
    return service.open(root.map(cap -> cap.signingKey().verifyingKey()));
  }

  Future<Void> close() {
    return service.close();
  }

  /** What the grid is told of it. */
  AnnouncedVdrive announcement(String nickname, Nurl nurl) {
    return new AnnouncedVdrive(nickname, nurl, announcedRoot(), Version.TEXT);
  }

  private Optional<Capability> announcedRoot() {
    return config.globalRoot() == GlobalRoot.READ_WRITE
        ? root.map(cap -> cap)
        : root.flatMap(VdriveWriteCap::readCap).map(cap -> cap);
  }
}
