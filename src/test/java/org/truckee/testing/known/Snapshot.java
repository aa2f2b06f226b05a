package org.truckee.testing.known;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Everything below a directory at one moment: equal to another if nothing has changed. */
public record Snapshot(Map<String, String> hashes) {
  /** The present contents of {@code directory}. */
  public static Snapshot of(Path directory) {
    Map<String, String> hashes = new TreeMap<>();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.toList())
        hashes.put(
            directory.relativize(path).toString(),
            Files.isDirectory(path) ? "directory" : Golden.sha256(Files.readAllBytes(path)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Snapshot(hashes);
  }
}
