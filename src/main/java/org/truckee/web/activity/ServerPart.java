package org.truckee.web.activity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.truckee.client.timeline.Step;
import org.truckee.web.page.Amount;

/** The part of one server in a transfer, and the quality of its answers. */
final class ServerPart {
  private static final long NOTICEABLE_NANOS = 100_000_000;
  private static final int FAR_ABOVE = 3;

  private final String server;
  private final List<Step> steps = new ArrayList<>();

  private ServerPart(String server) {
    this.server = server;
  }

  /** The parts of all servers, in the order in which they were first asked. */
  static Collection<ServerPart> of(List<Step> steps) {
    Map<String, ServerPart> parts = new LinkedHashMap<>();
    for (Step step : steps) parts.computeIfAbsent(step.server(), ServerPart::new).steps.add(step);
    return parts.values();
  }

  /** The longest that most servers take for anything. */
  static long usualNanos(Collection<ServerPart> parts) {
    List<Long> longest =
        parts.stream()
            .filter(part -> part.done() > 0)
            .map(ServerPart::longestNanos)
            .sorted()
            .toList();
    return longest.isEmpty() ? 0 : longest.get((longest.size() - 1) / 2);
  }

  String server() {
    return server;
  }

  List<Step> steps() {
    return steps;
  }

  List<Integer> shares() {
    return steps.stream().map(Step::share).filter(share -> share >= 0).distinct().sorted().toList();
  }

  long done() {
    return steps.stream().filter(step -> !step.underWay() && step.failure() == null).count();
  }

  long averageNanos() {
    return (long)
        steps.stream().filter(step -> !step.underWay()).mapToLong(Step::took).average().orElse(0);
  }

  long longestNanos() {
    return steps.stream().filter(step -> !step.underWay()).mapToLong(Step::took).max().orElse(0);
  }

  /** The reason why the server failed, if it did. */
  Optional<String> failure() {
    return steps.stream().map(Step::failure).filter(failure -> failure != null).findFirst();
  }

  /**
   * The time for which its oldest open question is unanswered, {@code now} after the transfer's
   * beginning.
   */
  long silentNanos(long now) {
    return steps.stream()
        .filter(Step::underWay)
        .mapToLong(step -> now - step.began())
        .max()
        .orElse(0);
  }

  /**
   * The quality of its answers, in a few words, where most servers take at most {@code usual} for
   * anything.
   */
  String verdict(long usual, long now) {
    if (failure().isPresent()) return "lost: " + failure().get();
    long tooLong = Math.max(NOTICEABLE_NANOS, FAR_ABOVE * usual);
    if (silentNanos(now) > tooLong) return "slow: has not answered for " + text(silentNanos(now));
    if (longestNanos() > tooLong)
      return "slow: took %s, where others take %s at most"
          .formatted(text(longestNanos()), text(usual));
    return "OK";
  }

  static String text(long nanos) {
    return nanos < 10_000_000
        ? String.format(Locale.ROOT, "%.1f ms", nanos / 1e6)
        : Amount.duration(Duration.ofNanos(nanos));
  }
}
