package org.truckee.storage.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.storage.container.ImmutableContainer;
import org.truckee.storage.object.ObjectName;
import org.truckee.storage.object.ObjectStore;
import org.truckee.storage.share.FileData;

/**
 * The arrival of shares whose data become objects: first the object, then a small file that refers
 * to it, so that no share is ever listed whose object is not there as a whole.
 */
final class ObjectArrival implements Arrival {
  private static final Logger LOG = LoggerFactory.getLogger(ObjectArrival.class);

  private final ObjectStore objects;
  private final DirectorySync directorySync;
  private final boolean durable;
  private final SecureRandom random = new SecureRandom();

  ObjectArrival(ObjectStore objects, DirectorySync directorySync, boolean durable) {
    this.objects = objects;
    this.directorySync = directorySync;
    this.durable = durable;
  }

  @Override
  public Whole prepare(IncomingShare share) throws IOException {
    if (share.isFinished()) return new Delivered(share, null, null);
    share.seal();
    IncomingShare.Place place = share.place;
    ObjectName name = ObjectName.fresh(place.storageIndex(), place.shareNumber(), random);
    Path reference = share.path.resolveSibling(share.path.getFileName() + "." + name.tag());
    Delivered delivered = new Delivered(share, name, reference);
    try {
      objects.put(name, new FileData(share.path, ImmutableContainer.DATA_OFFSET, share.size()));
      share.refer(reference, name.tag(), durable);
      return delivered;
    } catch (IOException | RuntimeException e) {
      delivered.settle();
      throw e;
    }
  }

  /** A share whose object is there. */
  private final class Delivered implements Whole {
    private final IncomingShare share;
    private final ObjectName name;
    private final Path reference;
    private boolean stored;

    Delivered(IncomingShare share, ObjectName name, Path reference) {
      this.share = share;
      this.name = name;
      this.reference = reference;
      this.stored = name == null;
    }

    @Override
    public void store(Path home) throws IOException {
      if (name == null) throw new IOException("the share was ended and is not there");
      List<Path> made = directorySync.make(home.getParent());
      share.endSealed();
      Arrival.move(reference, home);
      stored = true;
      directorySync.sync(home.getParent());
      directorySync.settle(made);
      Files.deleteIfExists(share.path);
    }

    /** An object that can't be removed now is found by the sweep later. */
    @Override
    public void settle() throws IOException {
      if (stored) return;
      share.unseal();
      Files.deleteIfExists(reference);
      try {
        objects.remove(name);
      } catch (IOException | RuntimeException stays) {
        LOG.warn("storage: object {} stays for now: {}", name, FailureText.sentence(stays));
      }
    }
  }
}
