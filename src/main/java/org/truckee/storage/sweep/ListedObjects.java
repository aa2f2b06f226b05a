package org.truckee.storage.sweep;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.truckee.storage.container.ImmutableContainer;
import org.truckee.storage.disk.DiskShareStore;
import org.truckee.storage.disk.ShareDirectories;
import org.truckee.storage.object.ObjectName;
import org.truckee.storage.object.StoreMark;
import org.truckee.storage.trash.ShareTrash;

/** The list of objects on the disk: files that refer to them, among the shares or in the trash. */
final class ListedObjects {
  private final DiskShareStore store;
  private final ShareDirectories directories;
  private final ShareTrash trash;

  ListedObjects(DiskShareStore store, ShareDirectories directories, ShareTrash trash) {
    this.store = store;
    this.directories = directories;
    this.trash = trash;
  }

  /** The file among the shares that refers to {@code name}. Blocks. */
  Optional<Path> share(ObjectName name) throws IOException {
    Path file = directories.share(name.storageIndex(), name.shareNumber());
    return refers(file, name) ? Optional.of(file) : Optional.empty();
  }

  /**
   * Tells whether anything refers to {@code name}. What does not now, never will: shares come and
   * go between both places in turns. It fails if the list is not there, as on a disk that is not
   * mounted: then nothing would seem to be listed. Blocks.
   */
  boolean has(ObjectName name) throws IOException {
    boolean listed =
        share(name).isPresent()
            || store.exclusively(
                name.storageIndex(), sync -> share(name).isPresent() || isTrash(name));
    if (!listed) requireList();
    return listed;
  }

  private void requireList() throws IOException {
    boolean there =
        StoreMark.of(directories.root()).isSet()
            && Files.isDirectory(directories.shares().resolve("incoming"));
    if (!there) throw new IOException("the list of shares in " + directories.root() + " is gone");
  }

  private boolean isTrash(ObjectName name) throws IOException {
    for (Path file : trash.places(name.storageIndex(), name.shareNumber()))
      if (refers(file, name)) return true;
    return false;
  }

  private static boolean refers(Path path, ObjectName name) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      return ImmutableContainer.read(file)
          .flatMap(ImmutableContainer::object)
          .filter(name.tag()::equals)
          .isPresent();
    } catch (NoSuchFileException none) {
      return false;
    }
  }
}
