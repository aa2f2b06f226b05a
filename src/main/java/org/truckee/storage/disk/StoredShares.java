package org.truckee.storage.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.crypto.StorageIndex;
import org.truckee.storage.container.ImmutableContainer;
import org.truckee.storage.container.MutableContainer;
import org.truckee.storage.object.ObjectName;
import org.truckee.storage.object.ObjectStore;
import org.truckee.storage.share.FileData;
import org.truckee.storage.share.ShareData;

/** Finds the shares that are stored, and where the data of each lies. Blocks. */
final class StoredShares {
  private final ShareDirectories directories;
  private final DiskWatch watch;
  private final Optional<ObjectStore> objects;

  StoredShares(ShareDirectories directories, DiskWatch watch, Optional<ObjectStore> objects) {
    this.directories = directories;
    this.watch = watch;
    this.objects = objects;
  }

  /**
   * The immutable shares that are stored whole; {@code CONFLICT} if those of {@code storageIndex}
   * are mutable. A file that is no container, or can't be read, is no share.
   */
  SortedSet<Integer> immutable(StorageIndex storageIndex) throws IOException {
    SortedSet<Integer> shares = new TreeSet<>();
    for (Map.Entry<Integer, Path> file : directories.list(storageIndex).entrySet()) {
      try (FileChannel channel = FileChannel.open(file.getValue(), StandardOpenOption.READ)) {
        if (MutableContainer.isOne(channel)) throw notImmutable();
        if (ImmutableContainer.read(channel).isPresent()) shares.add(file.getKey());
      } catch (IOException unreadable) {
        watch.failed(unreadable);
      }
    }
    return shares;
  }

  /** The data of an immutable share; {@code NOT_FOUND} if that is not stored. */
  ShareData immutable(StorageIndex storageIndex, int shareNumber) throws IOException {
    Path path = directories.share(storageIndex, shareNumber);
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      ImmutableContainer share =
          ImmutableContainer.read(file).orElseThrow(StoredShares::notImmutable);
      if (share.object().isPresent())
        return object(new ObjectName(storageIndex, shareNumber, share.object().get()), share);
      return new FileData(path, ImmutableContainer.DATA_OFFSET, share.dataLength());
    } catch (IOException e) {
      throw unlessAbsent(path, shareNumber, e);
    }
  }

  private ShareData object(ObjectName name, ImmutableContainer share) {
    return objects
        .map(open -> open.data(name, share.dataLength()))
        .orElseThrow(() -> absent(name.shareNumber()));
  }

  /** The data of a mutable share; {@code NOT_FOUND} if that is not stored. */
  ShareData mutable(StorageIndex storageIndex, int shareNumber) throws IOException {
    Path path = directories.share(storageIndex, shareNumber);
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      MutableContainer share =
          MutableContainer.readHead(file).orElseThrow(MutableShares::notMutable);
      return new FileData(path, MutableContainer.DATA_OFFSET, share.dataLength());
    } catch (IOException e) {
      throw unlessAbsent(path, shareNumber, e);
    }
  }

  /**
   * Fails for a missing share, and for a path that is no file, of which the operator is told.
   * Throws that there is no share there, or returns {@code failure}.
   */
  private IOException unlessAbsent(Path path, int shareNumber, IOException failure) {
    if (failure instanceof NoSuchFileException) throw absent(shareNumber);
    if (!Files.isDirectory(path)) return failure;
    watch.failed(new IOException(path + " is no file, and stands where a share would be"));
    throw absent(shareNumber);
  }

  /** The failure of a share that is not stored. */
  static GridException absent(int shareNumber) {
    return new GridException(
        GridException.Kind.NOT_FOUND, Subject.share(shareNumber), "is not stored here");
  }

  private static GridException notImmutable() {
    return new GridException(
        GridException.Kind.CONFLICT, "the shares at this storage index are not immutable");
  }
}
