package org.truckee.storage.count;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.truckee.storage.crawl.BucketNames;
import org.truckee.storage.cycle.CrawlProgress;

/**
 * The text of a {@link BucketCount}, as Tahoe keeps it in {@code bucket_counter.state.json} and
 * tells it in {@code /storage?t=json}. Times are seconds since 1970. Tahoe's samples of storage
 * indexes are not taken.
 */
final class CountJson {
  private static final int VERSION = 1;

  private CountJson() {}

  /** The text of {@code count}. */
  static ObjectNode write(BucketCount count) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    long finished = count.underWay() ? count.cycle() - 1 : count.cycle();
    json.put("version", VERSION);
    json.put("last-cycle-finished", finished < 0 ? null : finished);
    json.put("current-cycle", count.underWay() ? count.cycle() : null);
    boolean begun = count.underWay() && !count.counts().isEmpty();
    json.put("last-complete-prefix", begun ? count.counts().lastKey() : null);
    json.putNull("last-complete-bucket");
    json.put("current-cycle-start-time", count.start().getEpochSecond());
    ObjectNode counts = json.putObject("bucket-counts");
    if (!count.counts().isEmpty()) {
      ObjectNode cycle = counts.putObject(Long.toString(count.cycle()));
      count.counts().forEach(cycle::put);
    }
    json.put("last-complete-bucket-count", count.total().orElse(null));
    json.putObject("storage-index-samples");
    return json;
  }

  /** The count that {@code json} says; {@link IllegalArgumentException} if it is none. */
  static BucketCount read(JsonNode json) {
    if (json.required("version").asInt() != VERSION)
      throw new IllegalArgumentException("version " + json.required("version") + " is not known");
    Optional<Long> current = number(json.required("current-cycle"));
    long cycle = current.or(() -> number(json.path("last-cycle-finished"))).orElse(-1L);
    SortedMap<String, Long> counts = counts(json.path("bucket-counts").path("" + cycle));
    return new BucketCount(
        cycle,
        current.isPresent(),
        Instant.ofEpochSecond(json.required("current-cycle-start-time").asLong()),
        counts,
        number(json.path("last-complete-bucket-count")));
  }

  /** The counts up to the first prefix that is missing. */
  private static SortedMap<String, Long> counts(JsonNode cycle) {
    SortedMap<String, Long> counts = new TreeMap<>();
    while (counts.size() < CrawlProgress.PREFIXES) {
      String prefix = BucketNames.prefix(counts.size());
      if (!cycle.path(prefix).isIntegralNumber()) return counts;
      counts.put(prefix, cycle.path(prefix).asLong());
    }
    return counts;
  }

  private static Optional<Long> number(JsonNode json) {
    return json.isIntegralNumber() ? Optional.of(json.asLong()) : Optional.empty();
  }
}
