package org.truckee.node.crowd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What a crowd met: how long each thing took until it was done, and why it was asked for again. */
final class CrowdRecord {
  private final Map<String, Queue<Long>> millis = new ConcurrentSkipListMap<>();
  private final Map<String, AtomicInteger> repeats = new ConcurrentSkipListMap<>();
  private final Queue<String> errors = new ConcurrentLinkedQueue<>();
  private final Map<String, AtomicLong> done = new ConcurrentHashMap<>();

  /** One more {@code operation} that is done, all repeats included. */
  void done(String operation, long begunNanos) {
    long took = (System.nanoTime() - begunNanos) / 1_000_000;
    millis.computeIfAbsent(operation, first -> new ConcurrentLinkedQueue<>()).add(took);
    done.computeIfAbsent(operation, first -> new AtomicLong()).incrementAndGet();
  }

  /** Something had to be asked for again, for {@code reason}. */
  void repeated(String reason) {
    repeats.computeIfAbsent(reason, first -> new AtomicInteger()).incrementAndGet();
  }

  /** Something happened that no client has to bear. */
  void error(String what) {
    errors.add(what);
  }

  /** What no client has to bear. */
  List<String> errors() {
    return List.copyOf(errors);
  }

  /** Why things had to be asked for again. */
  List<String> repeats() {
    return List.copyOf(repeats.keySet());
  }

  /** How many of {@code operation} are done since the start. */
  long count(String operation) {
    AtomicLong number = done.get(operation);
    return number == null ? 0 : number.get();
  }

  /** How many things are done since the start. */
  long count() {
    return done.values().stream().mapToLong(AtomicLong::get).sum();
  }

  /** What was recorded since the last time, a line for each operation and each reason. */
  String report() {
    StringBuilder report = new StringBuilder();
    Map<String, Queue<Long>> taken = new TreeMap<>(millis);
    millis.clear();
    taken.forEach((operation, times) -> report.append(line(operation, new ArrayList<>(times))));
    repeats.forEach(
        (reason, times) ->
            report.append("  asked again %5d times: %s%n".formatted(times.get(), reason)));
    return report.toString();
  }

  private static String line(String operation, List<Long> times) {
    long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
    return "  %-9s %6d done, p50 %d ms, p99 %d ms, longest %d ms%n"
        .formatted(
            operation,
            sorted.length,
            sorted[sorted.length / 2],
            sorted[sorted.length * 99 / 100],
            Arrays.stream(sorted).max().orElse(0));
  }
}
