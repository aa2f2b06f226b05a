package org.truckee.web.view;

import java.util.List;
import java.util.Objects;
import org.truckee.client.audit.ServerScores;
import org.truckee.client.server.StorageServers;
import org.truckee.client.server.introducer.Introducers;
import org.truckee.client.server.vdrive.VdriveServers;
import org.truckee.protocol.announcement.UnusableEntry;

/**
 * The other nodes of the grid, as far as a gateway knows them.
 *
 * @param scores how the storage servers did in audits
 * @param unusable the entries of its configuration that should name more, and can't be used
 */
public record KnownNodes(
    StorageServers storage,
    ServerScores scores,
    VdriveServers vdrives,
    Introducers introducers,
    List<UnusableEntry> unusable) {
  public KnownNodes {
    Objects.requireNonNull(storage, "storage");
    Objects.requireNonNull(scores, "scores");
    Objects.requireNonNull(vdrives, "vdrives");
    Objects.requireNonNull(introducers, "introducers");
    unusable = List.copyOf(unusable);
  }
}
