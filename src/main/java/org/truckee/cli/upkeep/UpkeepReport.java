package org.truckee.cli.upkeep;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** A gateway's answer about its upkeep, laid out for people. */
record UpkeepReport(JsonNode upkeep) {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  /** The report. */
  List<String> lines() {
    List<String> lines = new ArrayList<>(List.of(mood()));
    upkeep.path("warnings").forEach(warning -> lines.add("warning: " + warning.asText()));
    JsonNode things = upkeep.path("things");
    lines.add(
        "%d files and directories: %d healthy, %d with too few shares, %d never checked"
            .formatted(
                count(things, "all"),
                count(things, "healthy"),
                count(things, "low"),
                count(things, "unchecked")));
    JsonNode repairs = upkeep.path("repairs");
    lines.add(
        "%s, %d of them successful"
            .formatted(
                plural(count(repairs, "attempted"), "repair"), count(repairs, "successful")));
    lines.addAll(roots());
    upkeep.path("low").forEach(thing -> lines.add(low(thing)));
    return lines;
  }

  private static String low(JsonNode thing) {
    long vain = count(thing, "failed_repairs");
    return "too few shares: %s has %d of %d, and needs %d%s"
        .formatted(
            thing.path("path").asText(),
            count(thing, "good"),
            count(thing, "expected"),
            count(thing, "needed"),
            vain == 0 ? "" : "; repairs in vain: " + vain);
  }

  private static long count(JsonNode fields, String name) {
    return fields.path(name).asLong();
  }

  private String mood() {
    if (!upkeep.path("enabled").asBoolean()) return "upkeep is off in the configuration";
    if (upkeep.path("paused").asBoolean()) return "upkeep is paused";
    JsonNode work = upkeep.path("work");
    if (work.isObject()) return "upkeep is " + work.path("what").asText() + progress(work);
    return "nothing is due";
  }

  private static String progress(JsonNode work) {
    String done = ": %d of %d".formatted(count(work, "done"), count(work, "expected"));
    JsonNode left = work.path("seconds_left");
    return left.isNumber() ? done + ", about " + time(left.asLong()) + " left" : done;
  }

  private static String time(long seconds) {
    Duration time = Duration.ofSeconds(seconds);
    if (time.toHours() > 0)
      return plural(time.toHours(), "hour") + ", " + plural(time.toMinutesPart(), "minute");
    return time.toMinutes() > 0 ? plural(time.toMinutes(), "minute") : plural(seconds, "second");
  }

  private static String plural(long count, String one) {
    return count + " " + one + (count == 1 ? "" : "s");
  }

  /** A line for each root. */
  List<String> roots() {
    List<String> lines = new ArrayList<>();
    for (JsonNode root : upkeep.path("roots"))
      lines.add(
          "%-20s  %s, %s%s"
              .formatted(
                  root.path("name").asText(),
                  walked(root.path("walked")),
                  plural(count(root, "things"), "thing"),
                  root.path("trouble").isTextual() ? "; " + root.path("trouble").asText() : ""));
    return lines;
  }

  private static String walked(JsonNode seconds) {
    return seconds.isNumber()
        ? "walked "
            + TIME.format(Instant.ofEpochSecond(seconds.asLong()).atZone(ZoneId.systemDefault()))
        : "not walked as a whole yet";
  }
}
