package org.truckee.web.storage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.truckee.web.page.Amount;
import org.truckee.web.page.Fact;
import org.truckee.web.page.gateway.StoragePage;

/** The figures of a storage server in words, part by part, for its page. */
final class StorageWords {
  private static final String LATENCIES = "storage_server.latencies.";

  private final Figures all;
  private final Figures stats;

  StorageWords(Map<String, Object> figures) {
    this.all = new Figures(figures);
    this.stats = all.part("stats");
  }

  /** The page. */
  StoragePage page() {
    List<StoragePage.Part> parts = new ArrayList<>();
    parts.add(new StoragePage.Part("Disk", disk()));
    parts.add(new StoragePage.Part("Shares", shares()));
    parts.addAll(new LeaseWords(all).parts());
    return new StoragePage(parts, calls());
  }

  private List<Fact> disk() {
    List<Fact> facts = new ArrayList<>();
    facts.add(bytes("Total", "disk_total"));
    facts.add(bytes("Used, by anything", "disk_used"));
    facts.add(bytes("Free", "disk_free_for_root"));
    facts.add(bytes("Free for this program", "disk_free_for_nonroot"));
    facts.add(bytes("Reserved for other uses", "reserved_space"));
    facts.add(bytes("Available for shares", "disk_avail"));
    return facts;
  }

  private Fact bytes(String title, String key) {
    return new Fact(title, stat(key).map(Amount::bytes).orElse("unknown"));
  }

  private Optional<Double> stat(String key) {
    return stats.number("storage_server." + key);
  }

  private List<Fact> shares() {
    List<Fact> facts = new ArrayList<>();
    boolean accepting = stats.flag("storage_server.accepting_immutable_shares");
    facts.add(new Fact("New shares are taken", accepting ? "Yes" : "No"));
    facts.add(bytes("Promised to uploads under way", "allocated"));
    all.number("corruption-advisories")
        .ifPresent(
            number -> facts.add(new Fact("Reports of damage by readers", Amount.count(number))));
    Figures list = all.part("blacklist");
    list.number("entries")
        .ifPresent(number -> facts.add(new Fact("On the blacklist", listed(number, list))));
    Figures counter = all.part("bucket-counter");
    if (counter.isEmpty()) return facts;
    String count =
        counter.number("last-complete-bucket-count").map(Amount::count).orElse("Not computed yet");
    facts.add(new Fact("Files and folders that have shares here", count));
    return facts;
  }

  private static String listed(double entries, Figures list) {
    double bad = list.number("bad-lines").orElse(0.0);
    String named = Amount.count(entries) + " files or directories";
    return bad == 0 ? named : named + "; " + Amount.count(bad) + " lines can't be understood";
  }

  /** The times of the calls, of each kind that was called. */
  private List<StoragePage.Calls> calls() {
    List<StoragePage.Calls> calls = new ArrayList<>();
    for (Object key : stats.values().keySet()) {
      String name = key.toString();
      if (name.startsWith(LATENCIES) && name.endsWith(".samplesize"))
        calls.add(calls(name.substring(0, name.length() - ".samplesize".length())));
    }
    return calls;
  }

  private StoragePage.Calls calls(String kind) {
    return new StoragePage.Calls(
        kind.substring(LATENCIES.length()),
        Amount.count(stats.number(kind + ".samplesize").orElse(0.0)),
        time(kind + ".mean"),
        time(kind + ".50_0_percentile"),
        time(kind + ".90_0_percentile"),
        time(kind + ".99_0_percentile"));
  }

  private String time(String key) {
    return stats.number(key).map(StorageWords::duration).orElse("–");
  }

  /** Most calls take less than a millisecond. */
  private static String duration(double seconds) {
    return seconds < 0.01
        ? String.format(Locale.ROOT, "%.1f ms", seconds * 1e3)
        : Amount.duration(Duration.ofNanos((long) (seconds * 1e9)));
  }
}
