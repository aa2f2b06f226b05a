package org.truckee.web.monitor;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.truckee.platform.Ticker;
import org.truckee.platform.measure.CallTimes;
import org.truckee.platform.measure.MetricSink;
import org.truckee.platform.measure.Timings;

/**
 * The times that a web port takes for requests of each kind, to the beginning and to the end of the
 * answer, and the requests that failed. A step before the handlers of the port. Thread-safe.
 */
public final class RequestTimes implements Handler<RoutingContext> {
  private static final int FIRST_ERROR = 400;

  private final Ticker ticker;
  private final Map<RequestKind, Timings> toBegin = timings();
  private final Map<RequestKind, Timings> toEnd = timings();
  private final Map<RequestKind, LongAdder> underWay = new EnumMap<>(RequestKind.class);
  private final Map<Failed, LongAdder> failures = new ConcurrentHashMap<>();

  /** Requests that failed in one way. */
  private record Failed(RequestKind kind, int status, String reason) {}

  /** No requests yet; their time is that of {@code ticker}. */
  public RequestTimes(Ticker ticker) {
    this.ticker = ticker;
    for (RequestKind kind : RequestKind.values()) underWay.put(kind, new LongAdder());
  }

  private static Map<RequestKind, Timings> timings() {
    Map<RequestKind, Timings> all = new EnumMap<>(RequestKind.class);
    for (RequestKind kind : RequestKind.values()) all.put(kind, new Timings());
    return all;
  }

  @Override
  public void handle(RoutingContext ctx) {
    long begin = ticker.nanos();
    RequestKind kind =
        RequestKind.of(ctx.request().method(), ctx.request().path(), ctx.request().query());
    underWay.get(kind).increment();
    ctx.addHeadersEndHandler(begun -> toBegin.get(kind).add(ticker.nanos() - begin));
    ctx.addEndHandler(
        ended -> {
          underWay.get(kind).decrement();
          toEnd.get(kind).add(ticker.nanos() - begin);
          if (ended.failed()) note(kind, ctx.response().getStatusCode(), "broken_off");
          else if (ctx.response().getStatusCode() >= FIRST_ERROR)
            note(kind, ctx.response().getStatusCode(), CallTimes.reason(ctx.failure()));
        });
    ctx.next();
  }

  private void note(RequestKind kind, int status, String reason) {
    failures
        .computeIfAbsent(new Failed(kind, status, reason), first -> new LongAdder())
        .increment();
  }

  /** Tells {@code sink} all of them. */
  void tell(MetricSink sink) {
    tell(sink, "truckee_web_request_seconds", "The time to the end of an answer", toEnd);
    tell(sink, "truckee_web_first_byte_seconds", "The time to its beginning", toBegin);
    underWay.forEach(
        (kind, count) ->
            sink.gauge(
                "truckee_web_requests", "Requests under way", count.sum(), "kind", kind.word()));
    // There before the first failure, so that a rate knows where it began.
    tell(sink, new Failed(RequestKind.READ, 500, "other"), new LongAdder());
    failures.forEach((failed, count) -> tell(sink, failed, count));
  }

  private static void tell(
      MetricSink sink, String name, String help, Map<RequestKind, Timings> times) {
    times.forEach((kind, taken) -> sink.histogram(name, help, taken.now(), "kind", kind.word()));
  }

  private static void tell(MetricSink sink, Failed failed, LongAdder count) {
    sink.counter(
        "truckee_web_failures",
        "Requests that were answered with an error or broken off, by their status and reason",
        count.sum(),
        "kind",
        failed.kind().word(),
        "status",
        Integer.toString(failed.status()),
        "reason",
        failed.reason());
  }
}
