package org.truckee.node.announcement;

import java.util.List;
import java.util.Optional;
import org.truckee.FailureText;
import org.truckee.client.server.StorageServers;
import org.truckee.client.server.introducer.AnnouncementCache;
import org.truckee.client.server.vdrive.VdriveServers;
import org.truckee.protocol.announcement.Announcement;
import org.truckee.protocol.announcement.UnusableEntry;

/** The servers of both kinds that a gateway knows. */
public record KnownServers(StorageServers storage, VdriveServers vdrives)
    implements AnnouncementCache.Servers {
  /**
   * Takes in the servers that the configuration names, and returns the entries that can't be used.
   */
  public List<UnusableEntry> know(List<Announcement> configured) {
    return configured.stream().flatMap(server -> know(server).stream()).toList();
  }

  private Optional<UnusableEntry> know(Announcement server) {
    try {
      if (isVdrive(server)) vdrives.add(server);
      else storage.add(server);
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(UnusableEntry.of("servers", server.serverId(), FailureText.sentence(e)));
    }
  }

  /** Takes in an announcement. */
  @Override
  public void meet(Announcement announcement) {
    if (isVdrive(announcement)) vdrives.hear(announcement);
    else storage.add(announcement);
  }

  @Override
  public boolean reaches(Announcement announcement) {
    return isVdrive(announcement) ? vdrives.reaches(announcement) : storage.reaches(announcement);
  }

  @Override
  public void forget(Announcement announcement) {
    if (isVdrive(announcement)) vdrives.remove(announcement.serverId());
    else storage.remove(announcement.serverId());
  }

  private static boolean isVdrive(Announcement announcement) {
    return announcement.service().equals(Announcement.VDRIVE);
  }
}
