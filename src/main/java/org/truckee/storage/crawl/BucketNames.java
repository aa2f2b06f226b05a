package org.truckee.storage.crawl;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.truckee.bytes.Base32;
import org.truckee.crypto.StorageIndex;

/**
 * The names of the directories of shares in a prefix directory, in order. Few are held at a time,
 * however many there are: strangers choose storage indexes, and may choose all of them alike.
 */
public final class BucketNames {
  /** The most names that are held. */
  static final int MOST = 50_000;

  private static final int LENGTH = Base32.encodedLength(StorageIndex.SIZE);

  /** The characters of base32 in the order of their codes, as names are sorted. */
  private static final String LETTERS = "234567abcdefghijklmnopqrstuvwxyz";

  private BucketNames() {}

  /** The prefix with {@code number}, from 0 to 1,023, in order. */
  public static String prefix(int number) {
    return "" + LETTERS.charAt(number / 32) + LETTERS.charAt(number % 32);
  }

  /** The first {@code most} names in {@code directory} that come after {@code last}. */
  static List<String> after(String last, Path directory, int most) throws IOException {
    // Most prefixes of a small server are missing, and a failure takes long to make.
    if (!Files.isDirectory(directory)) return List.of();
    String prefix = directory.getFileName().toString();
    try (DirectoryStream<Path> inside = Files.newDirectoryStream(directory)) {
      Iterator<Path> paths = inside.iterator();
      return first(most, () -> next(paths, name -> isNext(name, prefix, last)));
    } catch (NoSuchFileException gone) {
      return List.of();
    }
  }

  private static boolean isNext(String name, String prefix, String last) {
    return isOne(name, prefix) && name.compareTo(last) > 0;
  }

  private static String next(Iterator<Path> paths, Predicate<String> wanted) {
    while (paths.hasNext()) {
      String name = paths.next().getFileName().toString();
      if (wanted.test(name)) return name;
    }
    return null;
  }

  /** The first {@code most} of the names that {@code next} gives until it gives null, in order. */
  static List<String> first(int most, Supplier<String> next) {
    PriorityQueue<String> first = new PriorityQueue<>(Comparator.reverseOrder());
    for (String name = next.get(); name != null; name = next.get()) {
      boolean full = first.size() == most;
      if (full && name.compareTo(first.element()) > 0) continue;
      if (full) first.remove();
      first.add(name);
    }
    List<String> names = new ArrayList<>(first);
    Collections.sort(names);
    return names;
  }

  /** The number of such names in {@code directory}; empty if {@code goOn} ends the count early. */
  public static OptionalLong count(Path directory, BooleanSupplier goOn) throws IOException {
    if (!Files.isDirectory(directory)) return OptionalLong.of(0);
    String prefix = directory.getFileName().toString();
    long number = 0;
    try (DirectoryStream<Path> inside = Files.newDirectoryStream(directory)) {
      for (Path each : inside) {
        if (!goOn.getAsBoolean()) return OptionalLong.empty();
        if (isOne(each.getFileName().toString(), prefix)) number++;
      }
    } catch (NoSuchFileException gone) {
      return OptionalLong.of(0);
    }
    return OptionalLong.of(number);
  }

  private static boolean isOne(String name, String prefix) {
    return name.length() == LENGTH && name.startsWith(prefix);
  }
}
