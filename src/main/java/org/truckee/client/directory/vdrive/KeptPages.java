package org.truckee.client.directory.vdrive;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.truckee.client.server.vdrive.VdriveClient;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.vdrive.VdriveEntry;

/**
 * Whole directories of one page, the latest used of them, so that a listing costs no transfer where
 * nothing has changed. Not thread-safe.
 */
final class KeptPages {
  /** The bytes of all pages together. */
  private static final long MAX_SIZE = 16 << 20;

  private static final int MAX_ENTRIES = 200;

  private final Map<StorageIndex, VdriveClient.TaggedPage> pages =
      new LinkedHashMap<>(16, 0.75f, true);
  private long size;

  /** Keeps a small directory that {@code page} holds whole, in the place of those used least. */
  void keep(StorageIndex directory, VdriveClient.TaggedPage page) {
    long added = size(page);
    if (added > MAX_SIZE || page.page().entries().size() > MAX_ENTRIES) return;
    forget(directory);
    Iterator<VdriveClient.TaggedPage> oldest = pages.values().iterator();
    while (size + added > MAX_SIZE) {
      size -= size(oldest.next());
      oldest.remove();
    }
    pages.put(directory, page);
    size += added;
  }

  /** Lets go of what is kept of {@code directory}. */
  void forget(StorageIndex directory) {
    VdriveClient.TaggedPage page = pages.remove(directory);
    if (page != null) size -= size(page);
  }

  /** The page that was kept of {@code directory}. */
  Optional<VdriveClient.TaggedPage> get(StorageIndex directory) {
    return Optional.ofNullable(pages.get(directory));
  }

  private static long size(VdriveClient.TaggedPage page) {
    long size = 0;
    for (VdriveEntry entry : page.page().entries())
      size += entry.child().size() + entry.writeCap().size();
    return size;
  }
}
