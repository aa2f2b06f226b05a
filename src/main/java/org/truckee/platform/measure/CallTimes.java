package org.truckee.platform.measure;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.truckee.GridException;

/**
 * The calls of several kinds: how long those took that succeeded, and how many failed for which
 * reason. Thread-safe.
 *
 * @param <K> the kinds
 */
public final class CallTimes<K extends Enum<K>> {
  private static final String OTHER = "other";

  private final Map<K, Timings> times;
  private final Map<K, Map<String, LongAdder>> failures;
  private final Function<K, String> words;

  /** No calls of {@code kinds} yet; {@code words} has the word of each for labels. */
  public CallTimes(Class<K> kinds, Function<K, String> words) {
    this.words = words;
    this.times = new EnumMap<>(kinds);
    this.failures = new EnumMap<>(kinds);
    for (K kind : kinds.getEnumConstants()) {
      times.put(kind, new Timings());
      failures.put(kind, new ConcurrentHashMap<>());
    }
  }

  /** Notes a call that succeeded in {@code nanos}. */
  public void succeeded(K kind, long nanos) {
    times.get(kind).add(nanos);
  }

  /** Notes a call that failed for the reason {@code failure}. */
  public void failed(K kind, Throwable failure) {
    failures.get(kind).computeIfAbsent(reason(failure), first -> new LongAdder()).increment();
  }

  /** The calls of {@code kind} that succeeded. */
  public long count(K kind) {
    return times.get(kind).now().all();
  }

  /** The word for {@code failure}: its kind, if it has one. */
  public static String reason(Throwable failure) {
    return failure instanceof GridException known
        ? known.kind().name().toLowerCase(Locale.ROOT)
        : OTHER;
  }

  /**
   * Tells {@code sink} the times as {@code name_seconds} and the failures as {@code name_failures}.
   */
  public void tell(MetricSink sink, String name, String what) {
    times.forEach(
        (kind, taken) ->
            sink.histogram(
                name + "_seconds",
                "The time that " + what + " took, of those that succeeded",
                taken.now(),
                "call",
                words.apply(kind)));
    failures.forEach((kind, counts) -> tellFailures(sink, name, what, kind));
  }

  /** A kind of which nothing failed yet has a count all the same, from which it may grow. */
  private void tellFailures(MetricSink sink, String name, String what, K kind) {
    Map<String, LongAdder> counts = failures.get(kind);
    Map<String, Long> told = new ConcurrentHashMap<>(Map.of(OTHER, 0L));
    counts.forEach((reason, count) -> told.put(reason, count.sum()));
    told.forEach(
        (reason, count) ->
            sink.counter(
                name + "_failures",
                "How many of " + what + " failed, by their reason",
                count,
                "call",
                words.apply(kind),
                "reason",
                reason));
  }
}
