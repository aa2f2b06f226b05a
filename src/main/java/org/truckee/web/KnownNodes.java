package org.truckee.web;

import java.util.List;
import java.util.Objects;
import org.truckee.client.server.Introducers;
import org.truckee.client.server.StorageServers;
import org.truckee.client.server.VdriveServers;
import org.truckee.protocol.UnusableEntry;

/**
 * The other nodes of the grid, as far as a gateway knows them.
 *
 * @param unusable what in its configuration should tell it of more, and does not
 */
record KnownNodes(
    StorageServers storage,
    VdriveServers vdrives,
    Introducers introducers,
    List<UnusableEntry> unusable) {
  KnownNodes {
    Objects.requireNonNull(storage, "storage");
    Objects.requireNonNull(vdrives, "vdrives");
    Objects.requireNonNull(introducers, "introducers");
    unusable = List.copyOf(unusable);
  }
}
