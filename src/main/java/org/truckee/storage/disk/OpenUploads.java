package org.truckee.storage.disk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The shares under way whose files are open. Few files are open for any number of uploads: the one
 * that was written to longest ago is closed, until more comes for it. Thread-safe.
 */
public final class OpenUploads {
  /** The most files that stay open. */
  public static final int MAX_OPEN = 256;

  private final Set<IncomingShare> open = new LinkedHashSet<>();

  /** Notes that {@code share} was written to. Its lock must not be held. */
  void used(IncomingShare share) throws IOException {
    for (IncomingShare other : note(share)) other.rest();
  }

  private synchronized List<IncomingShare> note(IncomingShare share) {
    open.remove(share);
    open.add(share);
    List<IncomingShare> longUnused = new ArrayList<>();
    while (open.size() > MAX_OPEN) {
      IncomingShare first = open.iterator().next();
      open.remove(first);
      longUnused.add(first);
    }
    return longUnused;
  }

  /** Notes that {@code share} is finished or given up. */
  synchronized void done(IncomingShare share) {
    open.remove(share);
  }
}
