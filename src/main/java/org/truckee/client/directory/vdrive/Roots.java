package org.truckee.client.directory.vdrive;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.client.server.introducer.Introducers;
import org.truckee.client.server.vdrive.VdriveServers;
import org.truckee.crypto.StorageIndex;
import org.truckee.platform.ContextBound;

/**
 * The directories that paths begin in: the global root, which the grid's vdrive server makes and
 * announces to all, the gateway's own, which is made for its owner, and those of its members.
 */
public final class Roots {
  private final VdriveServers servers;
  private final VdriveDirectories directories;
  private final Capability own;
  private final Introducers introducers;
  private final Map<VdriveWriteCap, Future<Capability>> made = new HashMap<>();

  /** The roots at a gateway whose own one {@code own} names, and that follows no introducer. */
  public Roots(VdriveServers servers, VdriveDirectories directories, Capability own) {
    this(servers, directories, own, Introducers.NONE);
  }

  /** The roots at a gateway whose own one {@code own} names. */
  public Roots(
      VdriveServers servers,
      VdriveDirectories directories,
      Capability own,
      Introducers introducers) {
    this.introducers = introducers;
    this.servers = servers;
    this.directories = directories;
    this.own = own;
  }

  /** The known servers of drives. */
  public VdriveServers servers() {
    return servers;
  }

  /**
   * The global root; {@code NOT_FOUND} if no vdrive server announces one, {@code UNREACHABLE} if
   * introducers are away that may know of one.
   */
  public Future<Capability> global() {
    return servers
        .globalRoot()
        .map(Future::succeededFuture)
        .orElseGet(() -> Future.failedFuture(none()));
  }

  /** The gateway's own root. One on a vdrive server is made there when it is first asked for. */
  public Future<Capability> own() {
    return own instanceof VdriveWriteCap vdrive ? made(vdrive) : Future.succeededFuture(own);
  }

  /**
   * The drive of {@code root}, one of those that the gateway knows, which is made on a vdrive
   * server when it is first asked for.
   */
  public synchronized Future<Capability> made(VdriveWriteCap root) {
    Future<Capability> before = made.get(root);
    if (before == null || before.failed()) made.put(root, findOrMake(root));
    return ContextBound.of(made.get(root));
  }

  /** Makes a root once, and looks for it on the same server from then on. */
  private Future<Capability> findOrMake(VdriveWriteCap vdrive) {
    StorageIndex address = vdrive.verifyCap().orElseThrow().storageIndex();
    return servers
        .homes()
        .findHome(address)
        .compose(
            there ->
                there
                    ? Future.succeededFuture(true)
                    : directories.make(vdrive).compose(root -> servers.homes().findHome(address)))
        .map(there -> vdrive);
  }

  private GridException none() {
    boolean unheard = servers.all().isEmpty() && !introducers.away().isEmpty();
    return new GridException(
        unheard ? GridException.Kind.UNREACHABLE : GridException.Kind.NOT_FOUND,
        "no vdrive server announces a global directory here");
  }
}
