package org.truckee.storage.trash;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.truckee.crypto.StorageIndex;
import org.truckee.storage.disk.DirectorySync;
import org.truckee.storage.disk.ShareDirectories;

/**
 * Shares that went, in {@code trash/DATE/AB/STORAGEINDEX/SHNUM} beside {@code shares/}, where DATE
 * is the day in UTC. A share comes and goes by one rename: whatever happens in the middle, it is in
 * one of the two places. Nothing in either place is ever replaced. Blocks.
 */
public final class ShareTrash {
  /** The days for which a share can be had back. */
  public static final int DAYS = 7;

  private final ShareDirectories directories;

  /** The trash beside the shares in {@code directories}. */
  public ShareTrash(ShareDirectories directories) {
    this.directories = directories;
  }

  private Path root() {
    return directories.root().resolve("trash");
  }

  private Path place(LocalDate day, StorageIndex storageIndex) {
    String name = storageIndex.toString();
    return root().resolve(day.toString()).resolve(name.substring(0, 2)).resolve(name);
  }

  /**
   * Takes one share, on {@code today}; false if one with its number has gone today already. The
   * lock of {@code storageIndex} is held.
   */
  public boolean take(
      StorageIndex storageIndex, int shareNumber, LocalDate today, DirectorySync sync)
      throws IOException {
    Path place = place(today, storageIndex).resolve(Integer.toString(shareNumber));
    return move(directories.share(storageIndex, shareNumber), place, sync);
  }

  /**
   * Brings back the shares of a file that are in nobody's place, the latest first, and returns how
   * many there were. The lock of {@code storageIndex} is held.
   */
  public int restore(StorageIndex storageIndex, DirectorySync sync) throws IOException {
    int restored = 0;
    for (LocalDate day : days()) {
      Path bucket = place(day, storageIndex);
      for (Map.Entry<Integer, Path> share : ShareDirectories.list(bucket).entrySet())
        if (move(share.getValue(), directories.share(storageIndex, share.getKey()), sync))
          restored++;
      removeEmpty(bucket, sync);
    }
    return restored;
  }

  private static boolean move(Path from, Path to, DirectorySync sync) throws IOException {
    sync.createLasting(to.getParent());
    if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) return false;
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException("trash/ and shares/ must be on one file system", e);
    }
    // The new place first: after a power cut the share may be in both places, and never in none.
    sync.sync(to.getParent());
    sync.sync(from.getParent());
    return true;
  }

  /** Removes the directory of a file's shares if nothing is in it; its lock is held. */
  public static void removeEmpty(Path bucket, DirectorySync sync) throws IOException {
    try {
      if (Files.deleteIfExists(bucket)) sync.sync(bucket.getParent());
    } catch (DirectoryNotEmptyException stays) {
      // Something else is kept there.
    }
  }

  /**
   * Deletes for good what has been here for longer than {@link #DAYS}, as long as {@code goOn};
   * returns whether that is all.
   */
  public boolean purge(LocalDate today, BooleanSupplier goOn) throws IOException {
    for (LocalDate day : days())
      if (day.plusDays(DAYS).isBefore(today) && !delete(root().resolve(day.toString()), goOn))
        return false;
    return true;
  }

  private static boolean delete(Path path, BooleanSupplier goOn) throws IOException {
    if (!goOn.getAsBoolean()) return false;
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> inside = Files.newDirectoryStream(path)) {
        for (Path each : inside) if (!delete(each, goOn)) return false;
      } catch (NoSuchFileException restored) {
        return true;
      }
    }
    Files.deleteIfExists(path);
    return true;
  }

  /** The days on which something went, the latest first, with what is still here of it. */
  public List<TrashedDay> list() throws IOException {
    List<TrashedDay> list = new ArrayList<>();
    for (LocalDate day : days()) list.add(TrashedDay.of(day, root().resolve(day.toString())));
    return list;
  }

  /** The directories of what went on {@code first} or later. */
  List<Path> daysSince(LocalDate first) throws IOException {
    return days().stream()
        .filter(day -> !day.isBefore(first))
        .map(day -> root().resolve(day.toString()))
        .toList();
  }

  private List<LocalDate> days() throws IOException {
    List<LocalDate> days = new ArrayList<>();
    try (DirectoryStream<Path> inside = Files.newDirectoryStream(root())) {
      for (Path each : inside) day(each).ifPresent(days::add);
    } catch (NoSuchFileException empty) {
      return days;
    }
    days.sort(Comparator.reverseOrder());
    return days;
  }

  private static Optional<LocalDate> day(Path directory) {
    try {
      return Optional.of(LocalDate.parse(directory.getFileName().toString()));
    } catch (DateTimeParseException other) {
      return Optional.empty();
    }
  }
}
