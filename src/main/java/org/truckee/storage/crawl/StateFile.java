package org.truckee.storage.crawl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.platform.OwnerFiles;

/**
 * A file of JSON in which a crawler remembers something. One that is damaged is kept aside, and is
 * as good as none. Blocks; one thread at a time.
 */
public final class StateFile {
  private static final Logger LOG = LoggerFactory.getLogger(StateFile.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private boolean failing;

  /** The memory in {@code file}; what a killed process left half written beside it is removed. */
  public StateFile(Path file) {
    this.file = file;
    clear();
  }

  private void clear() {
    try {
      OwnerFiles.clear(file.getParent(), file.getFileName() + "*.new");
    } catch (IOException e) {
      LOG.warn("storage: {}", FailureText.sentence(e));
    }
  }

  /** The contents as {@code reader} understands them; empty if there are none. */
  public <T> Optional<T> read(Function<JsonNode, T> reader) {
    try {
      return Optional.of(reader.apply(JSON.readTree(Files.readString(file))));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException | RuntimeException damaged) {
      LOG.warn("storage: {} is damaged and kept aside: {}", file, FailureText.sentence(damaged));
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

  /**
   * Keeps {@code json}, so that it lasts. A disk that takes no more files is told of once, and must
   * not end a crawl, which makes room on it.
   */
  public void keep(JsonNode json) {
    try {
      OwnerFiles.replace(file, json + "\n");
      failing = false;
    } catch (IOException e) {
      if (!failing) LOG.warn("storage: {} can't be written: {}", file, FailureText.sentence(e));
      failing = true;
    }
  }
}
