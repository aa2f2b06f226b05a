package org.truckee.storage.count;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.platform.OwnerFiles;

/**
 * The memory of a {@link BucketCounter}: Tahoe's file of that name, in Tahoe's form. One that is
 * damaged is kept aside, and the count begins anew. Blocks.
 */
final class CountFile {
  private static final Logger LOG = LoggerFactory.getLogger(CountFile.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private boolean failing;

  /** The memory of the counter of the shares in {@code storage}. */
  CountFile(Path storage) {
    this.file = storage.resolve("bucket_counter.state.json");
  }

  /** The count that is remembered; empty if there is none. */
  Optional<BucketCount> read() {
    try {
      return Optional.of(CountJson.read(JSON.readTree(Files.readString(file))));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException | RuntimeException damaged) {
      LOG.warn(
          "storage: {} is damaged and kept aside, and the count begins anew: {}",
          file,
          FailureText.sentence(damaged));
      putAside();
      return Optional.empty();
    }
  }

  private void putAside() {
    try {
      Path aside = file.resolveSibling(file.getFileName() + ".damaged");
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException stays) {
      LOG.warn("storage: {} can't be kept aside: {}", file, FailureText.sentence(stays));
    }
  }

  /** Keeps {@code count}. A disk that takes no more files is told of once, and ends no count. */
  void keep(BucketCount count) {
    try {
      OwnerFiles.replace(file, CountJson.write(count) + "\n");
      failing = false;
    } catch (IOException e) {
      if (!failing) LOG.warn("storage: {} can't be written: {}", file, FailureText.sentence(e));
      failing = true;
    }
  }
}
