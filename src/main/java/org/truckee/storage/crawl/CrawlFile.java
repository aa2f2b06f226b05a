package org.truckee.storage.crawl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.truckee.storage.cycle.CycleJson;
import org.truckee.storage.cycle.CycleReport;

/**
 * The memory of a crawler: {@code lease_checker.json} is its state, and {@code
 * lease_checker_history.json} has the figures of its last cycles. A file that is damaged is as good
 * as none: the crawl begins anew, and nothing goes for some days. Blocks.
 */
final class CrawlFile {
  private final StateFile state;
  private final StateFile history;

  /** The memory of the crawler of the shares in {@code storage}. */
  CrawlFile(Path storage) {
    this.state = new StateFile(storage.resolve("lease_checker.json"));
    this.history = new StateFile(storage.resolve("lease_checker_history.json"));
  }

  /** The state; a new one if there is none. */
  CrawlState state() {
    return state.read(CrawlStateJson::read).orElse(CrawlState.NEW);
  }

  /** Keeps {@code now}, so that it lasts. */
  void keep(CrawlState now) {
    state.keep(CrawlStateJson.write(now));
  }

  /** The last cycles, by their numbers. */
  SortedMap<Long, CycleReport> history() {
    return history.read(CrawlFile::cycles).orElse(Collections.emptySortedMap());
  }

  private static SortedMap<Long, CycleReport> cycles(JsonNode json) {
    SortedMap<Long, CycleReport> cycles = new TreeMap<>();
    for (Map.Entry<String, JsonNode> cycle : json.properties())
      cycles.put(Long.parseLong(cycle.getKey()), CycleJson.read(cycle.getValue()));
    return cycles;
  }

  /** Keeps the last cycles. */
  void keep(SortedMap<Long, CycleReport> cycles) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    cycles.forEach((cycle, figures) -> json.set(Long.toString(cycle), CycleJson.write(figures)));
    history.keep(json);
  }
}
