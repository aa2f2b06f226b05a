package org.truckee.storage.cycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The text of a {@link CycleReport}, as Tahoe's {@code /storage?t=json} has it in its history.
 * Times are seconds since 1970, and durations are seconds.
 */
public final class CycleJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final long DAY = Duration.ofDays(1).toSeconds();

  private CycleJson() {}

  /** The text of {@code report}. */
  public static ObjectNode write(CycleReport report) {
    ObjectNode json = JSON.objectNode();
    ArrayNode times = json.putArray("cycle-start-finish-times");
    times.add(report.times().start().getEpochSecond());
    times.add(seconds(report.times().finish()));
    PolicyJson.write(report.policy(), json);
    ArrayNode ages = json.putArray("lease-age-histogram");
    report
        .leases()
        .ages()
        .forEach((day, n) -> ages.addArray().add(day * DAY).add((day + 1) * DAY).add(n));
    ObjectNode perShare = json.putObject("leases-per-share-histogram");
    report.leases().perShare().forEach((leases, n) -> perShare.put(leases.toString(), n));
    ArrayNode corrupt = json.putArray("corrupt-shares");
    for (CorruptShare share : report.corrupt())
      corrupt.addArray().add(share.storageIndex()).add(share.shareNumber());
    ObjectNode space = json.putObject("space-recovered");
    report.space().figures().forEach(space::put);
    return json;
  }

  private static Long seconds(Optional<Instant> time) {
    return time.map(Instant::getEpochSecond).orElse(null);
  }

  /**
   * The report that {@code json} says; {@link IllegalArgumentException} if it is none. The policy
   * of a report is that of its time.
   */
  public static CycleReport read(JsonNode json) {
    JsonNode times = json.required("cycle-start-finish-times");
    SortedMap<Long, Long> ages = new TreeMap<>();
    for (JsonNode row : json.required("lease-age-histogram"))
      ages.put(Math.floorDiv(row.required(0).asLong(), DAY), row.required(2).asLong());
    List<CorruptShare> corrupt = new ArrayList<>();
    for (JsonNode row : json.required("corrupt-shares"))
      corrupt.add(new CorruptShare(row.required(0).asText(), row.required(1).asInt()));
    return new CycleReport(
        new CycleTimes(time(times.required(0)).orElseThrow(), time(times.required(1))),
        PolicyJson.read(json),
        new SpaceRecovered(numbers(json.required("space-recovered"))),
        new LeaseHistograms(ages, perShare(json.required("leases-per-share-histogram"))),
        corrupt);
  }

  private static SortedMap<Long, Long> perShare(JsonNode json) {
    SortedMap<Long, Long> perShare = new TreeMap<>();
    numbers(json).forEach((leases, n) -> perShare.put(Long.parseLong(leases), n));
    return perShare;
  }

  private static SortedMap<String, Long> numbers(JsonNode json) {
    SortedMap<String, Long> numbers = new TreeMap<>();
    json.properties().forEach(field -> numbers.put(field.getKey(), field.getValue().asLong()));
    return numbers;
  }

  private static Optional<Instant> time(JsonNode seconds) {
    return seconds.isNumber()
        ? Optional.of(Instant.ofEpochSecond(seconds.asLong()))
        : Optional.empty();
  }
}
