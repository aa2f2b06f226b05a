package org.truckee.cli.link;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truckee.cli.gateway.GridNode;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.gateway.WebApi;
import org.truckee.cli.name.GridPath;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.Quoting;

/**
 * An entry in the trash of a drive. It holds capabilities, so it has no telling text form.
 *
 * @param entry its name in the trash
 * @param path the names of the place where it was; empty if that was not noted
 * @param node the thing itself
 */
record Trashed(
    String entry, Optional<List<String>> path, Optional<Instant> removed, GridNode node) {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /** The answer of the gateway about the trash of the drive at {@code root}. */
  static JsonNode ask(WebApi api, GridPath root) throws IOException {
    return api.get(root.url() + "/" + Query.of("trash")).json();
  }

  /** The entries in {@code answer}, the latest first. */
  static List<Trashed> all(JsonNode answer) {
    List<Trashed> all = new ArrayList<>();
    for (JsonNode one : answer.path("entries")) all.add(read(one));
    return all;
  }

  private static Trashed read(JsonNode json) {
    List<String> names = new ArrayList<>();
    json.path("path").forEach(name -> names.add(name.asText()));
    JsonNode removed = json.path("removed");
    return new Trashed(
        json.path("entry").asText(),
        names.isEmpty() ? Optional.empty() : Optional.of(names),
        removed.isNumber()
            ? Optional.of(Instant.ofEpochMilli((long) (removed.asDouble() * 1000)))
            : Optional.empty(),
        GridNode.read(json.path("child")));
  }

  /** The drive that {@code place} is in. */
  static GridPath drive(GridPath place) {
    return new GridPath(place.root(), List.of(), true);
  }

  /** Refuses a place that is not a drive's root. */
  static GridPath root(GridPath place) {
    if (place.isRoot()) return place;
    throw CommandFailure.usage("the name of a drive has no path, as in private: or ALIAS:");
  }

  /** The line that a list shows: its time, its short name, and the path where it was. */
  String line() {
    String time = removed.map(at -> TIME.format(at.atZone(ZoneId.systemDefault()))).orElse("-");
    String slash = node.isDirectory() ? "/" : "";
    String where = path.map(names -> String.join("/", names) + slash).orElse("? " + entry);
    return "%-19s  %s  %s".formatted(time, shortName(), Quoting.plain(where));
  }

  /** The part of its name that no other entry is likely to have. */
  private String shortName() {
    int space = entry.indexOf(' ');
    return space < 9 ? Quoting.quoted(entry) : entry.substring(space - 8, space);
  }

  /** Returns whether {@code name} is its name, or the short one. */
  boolean isCalled(String name) {
    return entry.equals(name) || shortName().equals(name);
  }
}
