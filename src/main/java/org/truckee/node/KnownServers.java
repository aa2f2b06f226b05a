package org.truckee.node;

import org.truckee.client.server.AnnouncementCache;
import org.truckee.client.server.StorageServers;
import org.truckee.client.server.VdriveServers;
import org.truckee.protocol.Announcement;

/** The servers of both kinds that a gateway knows. */
record KnownServers(StorageServers storage, VdriveServers vdrives)
    implements AnnouncementCache.Servers {
  /** Takes in what the configuration names. */
  void know(Announcement announcement) {
    if (isVdrive(announcement)) vdrives.add(announcement);
    else storage.add(announcement);
  }

  /** Takes in what somebody announced. */
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
