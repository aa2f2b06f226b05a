package org.truckee.storage.measure;

import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.truckee.platform.Ticker;
import org.truckee.platform.measure.CallTimes;

/**
 * The number of calls of each kind since the start, and the time that the latest thousand of them
 * took; failed ones count in neither. Monitors are told of all calls since the start, by {@link
 * #calls}. Thread-safe.
 */
public final class Latencies {
  private final Ticker ticker;
  private final Map<StorageCall, RecentTimes> times = new EnumMap<>(StorageCall.class);
  private final CallTimes<StorageCall> calls =
      new CallTimes<>(StorageCall.class, StorageCall::text);

  /** No calls yet; their time is that of {@code ticker}. */
  public Latencies(Ticker ticker) {
    this.ticker = ticker;
    for (StorageCall call : StorageCall.values()) times.put(call, new RecentTimes());
  }

  /** A call with a result. */
  interface Call<T> {
    /** Makes the call. */
    T make() throws IOException;
  }

  /** The result of {@code made}, which is of the kind {@code call}. */
  <T> T measured(StorageCall call, Call<T> made) throws IOException {
    long begin = ticker.nanos();
    try {
      T result = made.make();
      add(call, ticker.nanos() - begin);
      return result;
    } catch (IOException | RuntimeException failure) {
      calls.failed(call, failure);
      throw failure;
    }
  }

  /** Notes a call that took {@code nanos}. */
  void add(StorageCall call, long nanos) {
    times.get(call).add((double) nanos / TimeUnit.SECONDS.toNanos(1));
    calls.succeeded(call, nanos);
  }

  /** All calls since the start, with those that failed. */
  public CallTimes<StorageCall> calls() {
    return calls;
  }

  /**
   * The mean and the percentiles of each kind that was called, in seconds, by Tahoe's names: {@code
   * storage_server.latencies.read.50_0_percentile}. A value that the calls are too few for is null.
   */
  public Map<String, Object> figures() {
    Map<String, Object> all = new LinkedHashMap<>();
    times.forEach(
        (call, recent) ->
            recent
                .figures()
                .forEach(
                    (name, value) ->
                        all.put("storage_server.latencies." + call.text() + "." + name, value)));
    return all;
  }

  /** The calls of each kind since the start, by Tahoe's names: {@code storage_server.read}. */
  public Map<String, Long> counts() {
    Map<String, Long> all = new LinkedHashMap<>();
    times.forEach((call, recent) -> all.put("storage_server." + call.text(), recent.count()));
    return all;
  }
}
