package org.truckee.web.storage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.truckee.web.page.Amount;
import org.truckee.web.page.Fact;
import org.truckee.web.page.gateway.StoragePage;

/** What a storage server tells of leases, in words: the rule, the check under way, the last one. */
final class LeaseWords {
  private static final int MOST_LISTED = 20;

  private final Figures all;
  private final Figures checker;

  /** The words for {@code all} figures of a server. */
  LeaseWords(Figures all) {
    this.all = all;
    this.checker = all.part("lease-checker");
  }

  /** The parts of the page; none if the server does not check leases. */
  List<StoragePage.Part> parts() {
    List<StoragePage.Part> parts = new ArrayList<>();
    if (checker.isEmpty()) return parts;
    Optional<Figures> last = checker.part("history").latest();
    Figures current = checker.part("cycle-to-date");
    Figures latest = current.isEmpty() ? last.orElse(current) : current;
    parts.add(new StoragePage.Part("Expiry", expiry(latest)));
    if (!current.isEmpty())
      parts.add(new StoragePage.Part("Check of leases under way", found(current)));
    last.ifPresent(cycle -> parts.add(new StoragePage.Part("Last check of leases", whole(cycle))));
    return parts;
  }

  /** The policy of now, which a Tahoe server tells of its checks alone. */
  private List<Fact> expiry(Figures latest) {
    List<Fact> facts = new ArrayList<>();
    Figures expiry = all.part("expiry");
    Figures policy = expiry.isEmpty() ? latest : expiry;
    boolean on = policy.flag("expiration-enabled");
    if (!policy.isEmpty()) {
      facts.add(new Fact("State", on ? "On" : "Off: nothing goes, and what would go is counted"));
      facts.add(new Fact("A share goes when", ExpiryRule.of(policy).text()));
    }
    expiry
        .number("held-until")
        .filter(time -> on)
        .ifPresent(
            time ->
                facts.add(
                    new Fact(
                        "Nothing goes before",
                        Figures.time(time) + ", since the server was away or its clock jumped")));
    facts.add(new Fact("Check", new CrawlWords(all.part("lease-checker-progress")).text()));
    return facts;
  }

  private static List<Fact> whole(Figures cycle) {
    List<Fact> facts = new ArrayList<>();
    List<?> times = cycle.list("cycle-start-finish-times");
    if (times.size() == 2
        && times.get(0) instanceof Number start
        && times.get(1) instanceof Number finish) {
      long seconds = (long) (finish.doubleValue() - start.doubleValue());
      facts.add(new Fact("Finished", Figures.time(finish.doubleValue())));
      facts.add(new Fact("Took", Amount.duration(Duration.ofSeconds(seconds))));
    }
    facts.addAll(found(cycle));
    return facts;
  }

  private static List<Fact> found(Figures cycle) {
    List<Fact> facts = new ArrayList<>();
    Figures space = cycle.part("space-recovered");
    facts.add(new Fact("Looked at", shares(space, "examined")));
    boolean on = cycle.flag("expiration-enabled");
    facts.add(new Fact(on ? "Went" : "Would go", shares(space, on ? "actual" : "configured")));
    facts.add(new Fact("Would go by leases of 31 days", shares(space, "original")));
    List<?> corrupt = cycle.list("corrupt-shares");
    if (!corrupt.isEmpty()) facts.add(new Fact("Can't be read, and stay", listed(corrupt)));
    return facts;
  }

  /** For example {@code 2 shares: 3 of aaaa, 4 of bbbb}. */
  private static String listed(List<?> corrupt) {
    String first =
        corrupt.stream()
            .limit(MOST_LISTED)
            .filter(share -> share instanceof List<?> parts && parts.size() == 2)
            .map(share -> ((List<?>) share).get(1) + " of " + ((List<?>) share).get(0))
            .collect(Collectors.joining(", "));
    String more = corrupt.size() > MOST_LISTED ? ", and others" : "";
    return Amount.of(corrupt.size(), "share") + ": " + first + more;
  }

  private static String shares(Figures space, String outcome) {
    return Amount.of(whole(space, outcome + "-shares"), "share")
        + " of "
        + Amount.of(whole(space, outcome + "-buckets"), "file")
        + " ("
        + whole(space, outcome + "-shares-immutable")
        + " immutable, "
        + whole(space, outcome + "-shares-mutable")
        + " mutable), "
        + Amount.bytes(space.number(outcome + "-sharebytes").orElse(0.0));
  }

  private static long whole(Figures space, String key) {
    return Math.round(space.number(key).orElse(0.0));
  }
}
