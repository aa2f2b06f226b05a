package org.truckee.cli.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.truckee.cli.session.Quoting;
import org.truckee.cli.tree.Sizes;

/**
 * The state of a storage server, laid out for people.
 *
 * @param state the answer at {@code /storage}
 */
public record StorageReport(JsonNode state) {
  private static final int MOST_CORRUPT = 10;
  private static final int MOST_ACCOUNTS = 10;

  /** The report. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    addDisk(lines);
    addFiles(lines);
    JsonNode cycle = cycle();
    if (cycle.isMissingNode()) lines.add(line("kept", "is not counted yet" + nextCrawl()));
    else addKept(cycle, lines);
    addExpiry(cycle, lines);
    addTrash(lines);
    addCorrupt(cycle.path("corrupt-shares"), lines);
    addReports(lines);
    addAccounts(lines);
    addBlacklist(lines);
    return lines;
  }

  private static String line(String title, String text) {
    return "%-10s %s".formatted(title, text);
  }

  private void addDisk(List<String> lines) {
    JsonNode stats = state.path("stats");
    lines.add(
        line(
            "disk",
            stat("disk_total")
                + " in all, "
                + stat("disk_used")
                + " used by anything, "
                + stat("reserved_space")
                + " stay free for others"));
    boolean accepting = stats.path("storage_server.accepting_immutable_shares").asBoolean();
    lines.add(
        line(
            "room",
            stat("disk_avail")
                + " for shares, of which "
                + stat("allocated")
                + " are promised to uploads under way; new shares are "
                + (accepting ? "taken" : "not taken")));
  }

  private String stat(String name) {
    JsonNode value = state.path("stats").path("storage_server." + name);
    return value.isNumber() ? Sizes.decimal(value.asLong()) : "unknown";
  }

  /** The accounts that take most. */
  private void addAccounts(List<String> lines) {
    JsonNode accounts = state.path("accounts");
    if (accounts.isEmpty()) return;
    List<String> most =
        accounts.properties().stream()
            .filter(account -> number(account.getKey()) > 0 && account.getValue().isNumber())
            .sorted(Comparator.comparingLong(account -> -account.getValue().asLong()))
            .limit(MOST_ACCOUNTS)
            .map(account -> account.getKey() + " " + Sizes.decimal(account.getValue().asLong()))
            .toList();
    String text = String.join(", ", most) + (accounts.size() > MOST_ACCOUNTS ? ", …" : "");
    lines.add(line("accounts", accounts.size() + " take room here: " + text));
  }

  private void addBlacklist(List<String> lines) {
    JsonNode list = state.path("blacklist");
    if (list.isEmpty()) return;
    lines.add(line("blacklist", list.path("entries").asLong() + " things are given to nobody"));
    List<String> bad = new ArrayList<>();
    list.path("first-bad-lines").forEach(number -> bad.add(String.valueOf(number.asLong())));
    long more = list.path("bad-lines").asLong() - bad.size();
    if (!bad.isEmpty())
      lines.add(
          line(
              "",
              "lines that begin with no storage index: "
                  + String.join(", ", bad)
                  + (more > 0 ? " and " + more + " more" : "")));
  }

  private void addFiles(List<String> lines) {
    JsonNode count = state.path("bucket-counter").path("last-complete-bucket-count");
    if (count.isNumber()) lines.add(line("files", count.asLong() + " have shares here"));
  }

  /** The last whole cycle, or else the one under way. */
  private JsonNode cycle() {
    JsonNode checker = state.path("lease-checker");
    JsonNode last = MissingNode.getInstance();
    long latest = -1;
    for (var cycle : checker.path("history").properties())
      if (number(cycle.getKey()) > latest) {
        latest = number(cycle.getKey());
        last = cycle.getValue();
      }
    return last.isMissingNode() ? checker.path("cycle-to-date") : last;
  }

  private static long number(String text) {
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
  }

  private void addKept(JsonNode cycle, List<String> lines) {
    JsonNode space = cycle.path("space-recovered");
    lines.add(line("kept", Examined.of(space, "").text("") + when(cycle)));
    lines.add(line("", Examined.of(space, "-immutable").text("immutable ")));
    lines.add(line("", Examined.of(space, "-mutable").text("mutable ")));
    lines.add(line("leases", LeaseEnds.of(cycle).text()));
  }

  private String when(JsonNode cycle) {
    JsonNode times = cycle.path("cycle-start-finish-times");
    if (times.path(1).isNumber())
      return ", counted until " + ExpiryReport.time(times.path(1)) + nextCrawl();
    double done = state.path("lease-checker-progress").path("cycle-complete-percentage").asDouble();
    return String.format(Locale.ROOT, ", counted so far: %.1f %% are done", done);
  }

  private String nextCrawl() {
    JsonNode next = state.path("lease-checker-progress").path("next-crawl-time");
    return next.isNumber() ? "; the next count begins " + ExpiryReport.time(next) : "";
  }

  private void addExpiry(JsonNode cycle, List<String> lines) {
    String title = "expiry";
    for (String line : ExpiryReport.of(state, cycle).lines()) {
      lines.add(line(title, line));
      title = "";
    }
  }

  private void addTrash(List<String> lines) {
    long shares = 0;
    long bytes = 0;
    for (JsonNode day : state.path("trash")) {
      shares += day.path("shares").asLong();
      bytes += day.path("bytes").asLong();
    }
    if (shares > 0)
      lines.add(
          line(
              "trash",
              shares
                  + " shares of "
                  + Sizes.decimal(bytes)
                  + ", which \"storage undelete\" brings back"));
  }

  private void addReports(List<String> lines) {
    long reports = state.path("corruption-advisories").asLong();
    if (reports > 0)
      lines.add(line("reports", reports + " of damage, by readers: see corruption-advisories/"));
  }

  private static void addCorrupt(JsonNode corrupt, List<String> lines) {
    if (corrupt.isEmpty()) return;
    lines.add(line("damaged", corrupt.size() + " shares can't be read, and are kept:"));
    for (int i = 0; i < Math.min(corrupt.size(), MOST_CORRUPT); i++)
      lines.add(
          line(
              "",
              "share %d of %s"
                  .formatted(
                      corrupt.path(i).path(1).asLong(),
                      Quoting.plain(corrupt.path(i).path(0).asText()))));
    if (corrupt.size() > MOST_CORRUPT) lines.add(line("", "and others; --json lists them"));
  }
}
