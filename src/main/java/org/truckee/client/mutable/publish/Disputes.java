package org.truckee.client.mutable.publish;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.truckee.bytes.Bytes;
import org.truckee.cap.MutableFormat;
import org.truckee.client.server.StorageServer;
import org.truckee.mutable.SignedPrefix;
import org.truckee.protocol.storage.ReadTestWrite;

/**
 * The shares of servers that refused a change because of another writer. An honest one shows
 * another version when it is asked again; a server that shows the same, or the version that it was
 * sent and refused, and refuses again is not believed. Event loop only; serves one change.
 */
public final class Disputes {
  private final Map<StorageServer, Claim> claims = new HashMap<>();

  /** The versions that a server showed or was sent, and the attempt that it refused. */
  private record Claim(Set<Bytes> known, Object refused) {}

  /**
   * Returns whether there may be another writer at {@code server}, which refuses a step of {@code
   * attempt}.
   *
   * @param shown the beginnings of its shares before the attempt, and as it refuses
   * @param sent the beginnings that they were to get
   * @param attempt the attempt itself, which is told from others by its identity
   */
  boolean isCredible(
      StorageServer server,
      Collection<Bytes> shown,
      Collection<ReadTestWrite.Change> sent,
      Object attempt) {
    Set<Bytes> known = new HashSet<>();
    shown.forEach(first -> known.add(version(first)));
    Claim before = claims.get(server);
    if (before != null && before.refused != attempt && before.known.containsAll(known))
      return false;
    for (ReadTestWrite.Change change : sent)
      for (ReadTestWrite.Write write : change.writes())
        if (write.offset() == 0) known.add(version(write.data()));
    claims.put(server, new Claim(known, attempt));
    return true;
  }

  /** The version's number and root, as the shares of both formats begin with them. */
  private static Bytes version(Bytes share) {
    return share.slice(0, Math.min(share.size(), SignedPrefix.checkStringSize(MutableFormat.MDMF)));
  }
}
