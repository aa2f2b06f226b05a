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
import java.util.SortedSet;
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
   * Takes the shares with these numbers, on {@code today}. One with whose number another went today
   * already stays, and so do those behind a failure. The lock of {@code storageIndex} is held.
   */
  public void take(
      StorageIndex storageIndex, SortedSet<Integer> numbers, LocalDate today, DirectorySync sync)
      throws IOException {
    Path bucket = place(today, storageIndex);
    if (!numbers.isEmpty()) sync.createLasting(bucket);
    for (int number : numbers)
      move(directories.share(storageIndex, number), bucket.resolve(Integer.toString(number)));
    if (!numbers.isEmpty()) sync.sync(bucket);
    leave(directories.of(storageIndex), sync);
  }

  /**
   * Brings back the shares of a file that are in nobody's place, the latest first, and returns how
   * many there were. The lock of {@code storageIndex} is held.
   */
  public int restore(StorageIndex storageIndex, DirectorySync sync) throws IOException {
    int restored = 0;
    Path home = directories.of(storageIndex);
    for (LocalDate day : days()) {
      Path bucket = place(day, storageIndex);
      Map<Integer, Path> shares = ShareDirectories.list(bucket);
      if (shares.isEmpty()) continue;
      sync.createLasting(home);
      for (Map.Entry<Integer, Path> share : shares.entrySet())
        if (move(share.getValue(), directories.share(storageIndex, share.getKey()))) restored++;
      sync.sync(home);
      leave(bucket, sync);
    }
    return restored;
  }

  private static boolean move(Path from, Path to) throws IOException {
    if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) return false;
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException("trash/ and shares/ must be on one file system", e);
    }
    return true;
  }

  /**
   * Makes it last that shares have left {@code bucket}, once their new places last: after a power
   * cut a share may be in both places, and never in none. A directory that is empty goes, too.
   */
  private static void leave(Path bucket, DirectorySync sync) throws IOException {
    boolean removed;
    try {
      removed = Files.deleteIfExists(bucket);
    } catch (DirectoryNotEmptyException stays) {
      sync.sync(bucket);
      return;
    }
    if (removed) sync.sync(bucket.getParent());
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

  /** The files in which a share with {@code number} lies or would, one for each day. */
  public List<Path> places(StorageIndex storageIndex, int number) throws IOException {
    String name = Integer.toString(number);
    return days().stream().map(day -> place(day, storageIndex).resolve(name)).toList();
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
