package org.truckee.client.directory;

import io.vertx.core.Future;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.client.server.VdriveServers;

/**
 * The two directories that paths begin in: the global root, which the grid's vdrive server makes
 * and announces to all, and the gateway's own, which is made for whoever uses the gateway.
 */
public final class Roots {
  private final VdriveServers servers;
  private final VdriveDirectories directories;
  private final Capability own;
  private Optional<Future<Directory>> made = Optional.empty();

  /** The roots at a gateway whose own one {@code own} names. */
  public Roots(VdriveServers servers, VdriveDirectories directories, Capability own) {
    this.servers = servers;
    this.directories = directories;
    this.own = own;
  }

  /** The servers that keep drives, as far as they are known. */
  public VdriveServers servers() {
    return servers;
  }

  /** The global root; {@code NOT_FOUND} if no vdrive server announces one. */
  public Future<Capability> global() {
    return servers
        .globalRoot()
        .map(Future::succeededFuture)
        .orElseGet(() -> Future.failedFuture(none()));
  }

  /** The gateway's own root. One on a vdrive server is made there when it is first asked for. */
  public synchronized Future<Capability> own() {
    if (!(own instanceof VdriveWriteCap vdrive)) return Future.succeededFuture(own);
    if (made.isEmpty() || made.get().failed()) made = Optional.of(directories.make(vdrive));
    return made.get().map(Directory::capability);
  }

  private static GridException none() {
    return new GridException(
        GridException.Kind.NOT_FOUND, "no vdrive server announces a global directory here");
  }
}
