package org.truckee.storage.crawl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.truckee.storage.cycle.CrawlProgress;
import org.truckee.storage.cycle.CycleJson;
import org.truckee.storage.expire.Absence;
import org.truckee.storage.expire.Presence;

/** The text of a {@link CrawlState}; times are seconds since 1970, and durations are seconds. */
final class CrawlStateJson {
  private static final int VERSION = 1;

  private CrawlStateJson() {}

  static ObjectNode write(CrawlState state) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("version", VERSION);
    state.presence().ifPresent(presence -> write(presence, json));
    state.lastFinished().ifPresent(number -> json.put("last-cycle-finished", number));
    state.lastStart().ifPresent(time -> json.put("last-cycle-start", time.getEpochSecond()));
    state.lastTook().ifPresent(time -> json.put("last-cycle-took", time.toSeconds()));
    state.underWay().ifPresent(cycle -> write(cycle, json));
    return json;
  }

  private static void write(Presence presence, ObjectNode json) {
    json.put("seen", presence.seen().getEpochSecond());
    presence
        .absence()
        .ifPresent(
            absence ->
                json.put("away-since", absence.since().getEpochSecond())
                    .put("up", absence.up().toSeconds()));
  }

  private static void write(CrawlState.UnderWay cycle, ObjectNode json) {
    json.put("current-cycle", cycle.number());
    json.put("prefix", cycle.position().prefix());
    json.put("last-complete-bucket", cycle.position().bucket());
    json.set("cycle-to-date", CycleJson.write(cycle.report()));
  }

  /** The state that {@code json} says; {@link IllegalArgumentException} if it is none. */
  static CrawlState read(JsonNode json) {
    if (json.required("version").asInt() != VERSION)
      throw new IllegalArgumentException("it has another version");
    return new CrawlState(
        number(json, "seen").map(seen -> presence(Instant.ofEpochSecond(seen), json)),
        number(json, "last-cycle-finished"),
        number(json, "last-cycle-start").map(Instant::ofEpochSecond),
        number(json, "last-cycle-took").map(Duration::ofSeconds),
        number(json, "current-cycle").map(cycle -> underWay(cycle, json)));
  }

  private static Presence presence(Instant seen, JsonNode json) {
    Optional<Instant> since = number(json, "away-since").map(Instant::ofEpochSecond);
    return new Presence(
        seen,
        since.map(
            before -> new Absence(before, Duration.ofSeconds(number(json, "up").orElse(0L)))));
  }

  private static CrawlState.UnderWay underWay(long number, JsonNode json) {
    int prefix = json.required("prefix").asInt(-1);
    if (prefix < 0 || prefix > CrawlProgress.PREFIXES)
      throw new IllegalArgumentException("there is no prefix " + prefix);
    return new CrawlState.UnderWay(
        number,
        new CrawlPosition(prefix, json.required("last-complete-bucket").asText()),
        CycleJson.read(json.required("cycle-to-date")));
  }

  private static Optional<Long> number(JsonNode json, String key) {
    return json.path(key).isIntegralNumber()
        ? Optional.of(json.get(key).asLong())
        : Optional.empty();
  }
}
