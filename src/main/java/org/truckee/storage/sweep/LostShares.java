package org.truckee.storage.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.platform.BlockingWork;
import org.truckee.storage.disk.DiskShareStore;
import org.truckee.storage.object.ObjectName;
import org.truckee.storage.object.ObjectStore;
import org.truckee.storage.trash.ShareTrash;

/**
 * Shares that the list has and the object store has lost. Each is reported as damaged, and goes to
 * the trash: it is told as missing, so that it can be repaired, and it can be had back for a week
 * if the object comes back. Thread-safe.
 */
final class LostShares {
  private static final Logger LOG = LoggerFactory.getLogger(LostShares.class);
  private static final int MOST = 1000;

  private final ObjectStore objects;
  private final DiskShareStore store;
  private final ListedObjects listed;
  private final ShareTrash trash;
  private final BlockingWork work;
  private final InstantSource clock;
  private final Set<ObjectName> underWay = ConcurrentHashMap.newKeySet();

  LostShares(
      ObjectStore objects,
      DiskShareStore store,
      ListedObjects listed,
      ShareTrash trash,
      BlockingWork work,
      InstantSource clock) {
    this.objects = objects;
    this.store = store;
    this.listed = listed;
    this.trash = trash;
    this.work = work;
    this.clock = clock;
  }

  /**
   * Looks for the object once more, soon; one too many is looked for when it is asked for again.
   */
  void note(ObjectName name) {
    if (underWay.size() >= MOST || !underWay.add(name)) return;
    work.run(() -> lose(name))
        .onFailure(failure -> LOG.warn("storage: {}: {}", name, FailureText.sentence(failure)))
        .onComplete(done -> underWay.remove(name));
  }

  private void lose(ObjectName name) throws IOException {
    if (!objects.lacks(name) || listed.share(name).isEmpty()) return;
    LOG.error("storage: object {} is gone: its share goes to the trash", name);
    store.reportCorruption(
        "immutable", name.storageIndex(), name.shareNumber(), "its object " + name + " is gone");
    store.exclusively(
        name.storageIndex(),
        sync -> {
          Path share = listed.share(name).orElse(null);
          if (share == null) return null;
          LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
          trash.take(name.storageIndex(), new TreeSet<>(Set.of(name.shareNumber())), today, sync);
          return null;
        });
  }
}
