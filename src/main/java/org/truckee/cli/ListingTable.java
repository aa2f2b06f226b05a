package org.truckee.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.truckee.cli.gateway.GridNode;
import org.truckee.cli.session.Quoting;

/**
 * The lines of {@code ls}: columns to the right, but for capabilities and a lone column. A name is
 * shown with all its spaces.
 */
final class ListingTable {
  private static final Duration RECENT = Duration.ofDays(180);
  private static final DateTimeFormatter THIS_YEAR =
      DateTimeFormatter.ofPattern("MMM dd HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter LONG_AGO =
      DateTimeFormatter.ofPattern("MMM dd  yyyy", Locale.ENGLISH);

  private final boolean isLong;
  private final boolean classify;
  private final boolean uri;
  private final boolean readOnlyUri;
  private final Instant now;
  private final List<List<String>> rows = new ArrayList<>();

  ListingTable(boolean isLong, boolean classify, boolean uri, boolean readOnlyUri, Instant now) {
    this.isLong = isLong;
    this.classify = classify;
    this.uri = uri;
    this.readOnlyUri = readOnlyUri;
    this.now = now;
  }

  /** Adds the line of {@code node}, under {@code name}. */
  void add(String name, GridNode node) {
    List<String> row = new ArrayList<>();
    if (isLong) {
      row.add(rights(node));
      row.add(size(node));
      row.add(date(node));
    }
    row.add(Quoting.plain(name) + (classify ? mark(node) : ""));
    if (uri) row.add(node.bestCap().orElse("-"));
    if (readOnlyUri) row.add(node.readCap().orElse("-"));
    rows.add(row);
  }

  /** All lines. */
  Stream<String> lines() {
    if (rows.isEmpty()) return Stream.empty();
    String format = String.join(" ", columns());
    return rows.stream().map(row -> format.formatted(row.toArray()));
  }

  private List<String> columns() {
    List<String> formats = new ArrayList<>();
    int count = rows.get(0).size();
    for (int i = 0; i < count; i++) {
      int column = i;
      int width = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
      boolean left = count == 1 || rows.stream().anyMatch(row -> row.get(column).startsWith("URI"));
      boolean last = column == count - 1;
      formats.add(width == 0 || (left && last) ? "%s" : "%" + (left ? "-" : "") + width + "s");
    }
    return formats;
  }

  private static String rights(GridNode node) {
    return switch (node.kind()) {
          case DIRECTORY -> "d";
          case FILE -> "-";
          case UNKNOWN -> "?";
        }
        + (node.readCap().isPresent() ? "r" : "-")
        + (node.writeCap().isPresent() ? "w" : "-")
        + (node.isDirectory() ? "x" : "-");
  }

  private static String size(GridNode node) {
    if (node.isDirectory()) return "-";
    return node.size().isPresent() ? Long.toString(node.size().getAsLong()) : "?";
  }

  private static String mark(GridNode node) {
    return switch (node.kind()) {
      case DIRECTORY -> "/";
      case FILE -> node.writeCap().isPresent() ? "*" : "";
      case UNKNOWN -> "?";
    };
  }

  private String date(GridNode node) {
    if (node.created().isEmpty()) return "-";
    Instant made = Instant.ofEpochMilli((long) (node.created().getAsDouble() * 1000));
    boolean recent = Duration.between(made, now).compareTo(RECENT) <= 0;
    return (recent ? THIS_YEAR : LONG_AGO).format(made.atZone(ZoneId.systemDefault()));
  }
}
