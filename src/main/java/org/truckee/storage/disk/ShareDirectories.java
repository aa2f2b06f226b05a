package org.truckee.storage.disk;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.truckee.bytes.Digits;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.message.WireFormat;

/**
 * Tahoe's directories: {@code shares/AB/STORAGEINDEX/SHNUM}, where AB are the first two characters
 * of the storage index, and {@code shares/incoming/} for unfinished shares.
 */
public record ShareDirectories(Path root) {
  /** The directory of the shares. */
  public Path shares() {
    return root.resolve("shares");
  }

  /** The directory of unfinished shares. */
  Path incoming() {
    return shares().resolve("incoming");
  }

  /** The directory of the whole shares of {@code storageIndex}. */
  public Path of(StorageIndex storageIndex) {
    String name = storageIndex.toString();
    return shares().resolve(name.substring(0, 2)).resolve(name);
  }

  /** The file of the share with {@code shareNumber}, if it is whole. */
  public Path share(StorageIndex storageIndex, int shareNumber) {
    return of(storageIndex).resolve(Integer.toString(shareNumber));
  }

  /** The file in which the share with {@code shareNumber} is written. */
  Path incomingShare(StorageIndex storageIndex, int shareNumber) {
    return incoming().resolve(storageIndex + "." + shareNumber);
  }

  /** The whole shares of {@code storageIndex}, by number. */
  public SortedMap<Integer, Path> list(StorageIndex storageIndex) throws IOException {
    return list(of(storageIndex));
  }

  /** The files of shares in {@code directory}, by number; none if it is missing. */
  public static SortedMap<Integer, Path> list(Path directory) throws IOException {
    SortedMap<Integer, Path> shares = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (isNumber(name) && Files.isRegularFile(file)) shares.put(Integer.parseInt(name), file);
      }
    } catch (NoSuchFileException none) {
      return shares;
    }
    return shares;
  }

  private static boolean isNumber(String name) {
    return Digits.areAll(name, 3)
        && (name.length() == 1 || name.charAt(0) != '0')
        && Integer.parseInt(name) < WireFormat.MAX_SHARES;
  }
}
