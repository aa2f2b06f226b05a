package org.truckee.cli.local;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The names that the contents of a local directory have on the grid: the same ones, in Unicode's
 * form NFC. Two contents never get one name, and a name that is not UTF-8 has no counterpart;
 * contents that must be left out are named, with the reason.
 */
public final class GridNames {
  private GridNames() {}

  /** The contents of {@code directory} by their names, without those told to {@code leftOut}. */
  public static SortedMap<String, Path> of(Path directory, BiConsumer<Path, String> leftOut)
      throws IOException {
    return of(children(directory), leftOut);
  }

  /** The same for {@code paths}, which are the contents of one directory. */
  public static SortedMap<String, Path> of(List<Path> paths, BiConsumer<Path, String> leftOut) {
    SortedMap<String, Path> named = new TreeMap<>();
    for (Path path : sorted(paths)) {
      Optional<String> name = of(path);
      if (name.isEmpty()) leftOut.accept(path, "its name is not UTF-8");
      else if (named.putIfAbsent(name.get(), path) != null)
        leftOut.accept(
            path,
            "on the grid its name is the same as that of another one, which is kept: "
                + named.get(name.get()));
    }
    return named;
  }

  /** The name of {@code path} on the grid; empty if its bytes are no text in UTF-8. */
  public static Optional<String> of(Path path) {
    String name = path.getFileName().toString();
    boolean exact = path.getFileSystem().getPath(name).equals(path.getFileName());
    return exact ? Optional.of(nfc(name)) : Optional.empty();
  }

  /** An order in which names in form NFC come first, so that these are kept. */
  private static List<Path> sorted(List<Path> paths) {
    List<Path> sorted = new ArrayList<>(paths);
    Collections.sort(sorted);
    sorted.sort((a, b) -> Boolean.compare(isNfc(b), isNfc(a)));
    return sorted;
  }

  private static boolean isNfc(Path path) {
    return Normalizer.isNormalized(path.getFileName().toString(), Normalizer.Form.NFC);
  }

  private static String nfc(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC);
  }

  private static List<Path> children(Path directory) throws IOException {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
      all.forEach(children::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return children;
  }
}
