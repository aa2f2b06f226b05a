package org.truckee.web.activity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.truckee.cap.Capability;
import org.truckee.cap.VerifyCap;
import org.truckee.crypto.StorageIndex;

/**
 * The names of the files that were read or stored of late, for the owner of the gateway alone.
 * Keeps a bounded number, the latest. Thread-safe.
 */
public final class FileNames {
  private static final int MOST = 1000;
  private static final int LONGEST = 255;

  private final Map<StorageIndex, String> names =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<StorageIndex, String> eldest) {
          return size() > MOST;
        }
      };

  /** Notes {@code name} for the thing that {@code cap} names; an empty one is passed over. */
  public synchronized void note(Capability cap, String name) {
    if (name.isEmpty() || name.length() > LONGEST) return;
    cap.verifyCap().map(VerifyCap::storageIndex).ifPresent(index -> names.put(index, name));
  }

  /** The latest name of the file at {@code storageIndex}. */
  synchronized Optional<String> of(StorageIndex storageIndex) {
    return Optional.ofNullable(names.get(storageIndex));
  }
}
