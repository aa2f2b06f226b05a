package org.truckee.web.monitor;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.truckee.web.page.Pages;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Arguments;
import org.truckee.web.statistics.Statistics;

/**
 * {@code /statistics}, by {@code GET} or, as Tahoe's command asks, by {@code POST}: the gateway's
 * figures, over time for people, and since it was started as JSON ({@code t=json}) and for monitors
 * ({@code t=openmetrics}). Numbers only, and no names but their own.
 */
public final class StatisticsRoutes implements Handler<RoutingContext> {
  /** The counters, in the order in which Tahoe lists them. */
  private static final List<String> ORDER =
      List.of(
          "uploader.files_uploaded",
          "uploader.bytes_uploaded",
          "downloader.files_downloaded",
          "downloader.bytes_downloaded",
          "mutable.files_published",
          "mutable.bytes_published",
          "mutable.files_retrieved",
          "mutable.bytes_retrieved");

  private final Counters counters;
  private final Statistics history;
  private final Pages pages;
  private final CpuLoad load;
  private final Supplier<OtherFigures> others;

  /** A page of the history, and for programs the figures of now together with {@code others}. */
  public StatisticsRoutes(
      Counters counters,
      Statistics history,
      Pages pages,
      CpuLoad load,
      Supplier<OtherFigures> others) {
    this.counters = counters;
    this.history = history;
    this.pages = pages;
    this.load = load;
    this.others = others;
  }

  @Override
  public void handle(RoutingContext ctx) {
    String t = Arguments.of(ctx.request()).t();
    boolean json = t.equals("json");
    Future<Reply> reply =
        json || t.equals("openmetrics")
            ? figures(others.get()).map(text -> json ? text.json() : text.openMetrics())
            : Future.succeededFuture(page -> history.show(page, pages));
    reply.compose(ready -> ready.send(ctx)).onFailure(ctx::fail);
  }

  private Future<FiguresText> figures(OtherFigures beside) {
    return beside
        .stats()
        .map(stats -> new FiguresText(with(counted(), beside.counters()), with(stats(), stats)));
  }

  private static Map<String, Object> with(Map<String, Object> own, Map<String, ?> others) {
    own.putAll(others);
    return own;
  }

  private Map<String, Object> counted() {
    Map<String, Long> counts = counters.byName();
    Map<String, Object> ordered = new LinkedHashMap<>();
    ORDER.forEach(name -> ordered.put(name, counts.get(name)));
    return ordered;
  }

  private Map<String, Object> stats() {
    Map<String, Object> stats = new LinkedHashMap<>();
    for (int minutes : new int[] {1, 5, 15})
      stats.put("cpu_monitor." + minutes + "min_avg", load.average(minutes));
    stats.put("cpu_monitor.total", seconds(CpuLoad.processTime(), TimeUnit.NANOSECONDS));
    long uptime = ManagementFactory.getRuntimeMXBean().getUptime();
    stats.put("node.uptime", seconds(uptime, TimeUnit.MILLISECONDS));
    return stats;
  }

  private static BigDecimal seconds(long time, TimeUnit unit) {
    return BigDecimal.valueOf(unit.toMillis(time), 3);
  }
}
