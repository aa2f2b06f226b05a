package org.truckee.cli.storage;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.truckee.cli.tree.Sizes;

/**
 * The expiry of a server's shares, laid out for people.
 *
 * @param policy the rule of now; that of the count where the server tells no other
 * @param cycle the figures of a count; a missing node if there are none yet
 */
record ExpiryReport(JsonNode policy, JsonNode cycle) {
  private static final String ENABLED = "expiration-enabled";
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** The expiry that {@code state} tells, and that {@code cycle} counted by. */
  static ExpiryReport of(JsonNode state, JsonNode cycle) {
    JsonNode expiry = state.path("expiry");
    return new ExpiryReport(expiry.has(ENABLED) ? expiry : cycle, cycle);
  }

  /** The lines, of which the first has the title. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    boolean on = policy.path(ENABLED).asBoolean();
    if (policy.has(ENABLED))
      lines.add(
          "is " + (on ? "on" : "off") + ", " + rule(policy.path("configured-expiration-mode")));
    if (!cycle.isMissingNode()) lines.add(found());
    JsonNode held = policy.path("held-until");
    if (on && held.isNumber())
      lines.add("nothing goes before " + time(held) + ": the server was away, or its clock jumped");
    return lines;
  }

  /** A time that a server tells in seconds since 1970, in words. */
  static String time(JsonNode seconds) {
    return MINUTES.format(Instant.ofEpochSecond(seconds.asLong())) + " UTC";
  }

  private String found() {
    return cycle.path(ENABLED).asBoolean()
        ? shares("actual") + " went in that count"
        : shares("configured") + " would have gone in that count";
  }

  private String shares(String outcome) {
    JsonNode space = cycle.path("space-recovered");
    return "%d shares of %s"
        .formatted(
            space.path(outcome + "-shares").asLong(),
            Sizes.decimal(space.path(outcome + "-sharebytes").asLong()));
  }

  private static String rule(JsonNode mode) {
    if (mode.path(2).isNumber())
      return "for leases of before " + time(mode.path(2)) + kinds(mode.path(3));
    String age =
        mode.path(1).isNumber()
            ? "for leases older than " + LeaseEnds.days(mode.path(1).asLong())
            : "for leases that have ended";
    return age + kinds(mode.path(3));
  }

  private static String kinds(JsonNode kinds) {
    return kinds.size() == 1 ? " on " + kinds.path(0).asText() + " shares" : "";
  }
}
