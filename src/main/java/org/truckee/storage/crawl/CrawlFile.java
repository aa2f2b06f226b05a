package org.truckee.storage.crawl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.platform.OwnerFiles;
import org.truckee.storage.cycle.CycleJson;
import org.truckee.storage.cycle.CycleReport;

/**
 * The memory of a crawler: {@code lease_checker.json} is its state, and {@code
 * lease_checker_history.json} has the figures of its last cycles. A file that is damaged is as good
 * as none: the crawl begins anew, and nothing goes for some days. Blocks.
 */
final class CrawlFile {
  private static final Logger LOG = LoggerFactory.getLogger(CrawlFile.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path state;
  private final Path history;
  private boolean failing;

  /** The memory of the crawler of the shares in {@code storage}. */
  CrawlFile(Path storage) {
    this.state = storage.resolve("lease_checker.json");
    this.history = storage.resolve("lease_checker_history.json");
  }

  /** Removes what a killed process left half written. */
  void clear() {
    try (DirectoryStream<Path> left =
        Files.newDirectoryStream(state.getParent(), "lease_checker*.new")) {
      for (Path file : left) Files.delete(file);
    } catch (IOException e) {
      LOG.warn("storage: {}", FailureText.sentence(e));
    }
  }

  /** The state; a new one if there is none. */
  CrawlState state() {
    return read(state, CrawlStateJson::read).orElse(CrawlState.NEW);
  }

  /** Keeps {@code now}, so that it lasts. */
  void keep(CrawlState now) {
    write(state, CrawlStateJson.write(now));
  }

  /** The last cycles, by their numbers. */
  SortedMap<Long, CycleReport> history() {
    return read(history, CrawlFile::cycles).orElse(Collections.emptySortedMap());
  }

  private static SortedMap<Long, CycleReport> cycles(JsonNode json) {
    SortedMap<Long, CycleReport> cycles = new TreeMap<>();
    json.fields()
        .forEachRemaining(
            cycle -> cycles.put(Long.parseLong(cycle.getKey()), CycleJson.read(cycle.getValue())));
    return cycles;
  }

  /** Keeps the last cycles. */
  void keep(SortedMap<Long, CycleReport> cycles) {
    ObjectNode json = JSON.createObjectNode();
    cycles.forEach((cycle, figures) -> json.set(Long.toString(cycle), CycleJson.write(figures)));
    write(history, json);
  }

  /** A disk that takes no more files must not end the crawl, which makes room on it. */
  private void write(Path file, JsonNode json) {
    try {
      OwnerFiles.replace(file, json + "\n");
      failing = false;
    } catch (IOException e) {
      if (!failing) LOG.warn("storage: {} can't be written: {}", file, FailureText.sentence(e));
      failing = true;
    }
  }

  private static <T> Optional<T> read(Path file, Function<JsonNode, T> reader) {
    try {
      return Optional.of(reader.apply(JSON.readTree(Files.readString(file))));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException | RuntimeException damaged) {
      LOG.warn("{} can't be read and is left out: {}", file, FailureText.sentence(damaged));
      return Optional.empty();
    }
  }
}
