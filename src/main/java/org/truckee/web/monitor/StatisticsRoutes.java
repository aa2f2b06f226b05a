package org.truckee.web.monitor;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.truckee.web.json.TahoeJson;
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
  private static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";

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
  private final Supplier<Map<String, Long>> others;

  /** The figures, of which {@code others} has some by their names. */
  public StatisticsRoutes(
      Counters counters,
      Statistics history,
      Pages pages,
      CpuLoad load,
      Supplier<Map<String, Long>> others) {
    this.others = others;
    this.counters = counters;
    this.history = history;
    this.pages = pages;
    this.load = load;
  }

  @Override
  public void handle(RoutingContext ctx) {
    Reply reply =
        switch (Arguments.of(ctx.request()).t()) {
          case "json" -> Reply.text(TahoeJson.lines(all()) + "\n");
          case "openmetrics" -> Reply.text(200, OPEN_METRICS, metrics());
          default -> page -> history.show(page, pages);
        };
    Future<Void> sent = reply.send(ctx);
    sent.onFailure(ctx::fail);
  }

  private Map<String, Object> all() {
    Map<String, Long> counts = counters.byName();
    Map<String, Object> ordered = new LinkedHashMap<>();
    ORDER.forEach(name -> ordered.put(name, counts.get(name)));
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("counters", ordered);
    all.put("stats", stats());
    return all;
  }

  private Map<String, Object> stats() {
    Map<String, Object> stats = new LinkedHashMap<>();
    for (int minutes : new int[] {1, 5, 15})
      stats.put("cpu_monitor." + minutes + "min_avg", load.average(minutes));
    stats.put("cpu_monitor.total", seconds(CpuLoad.processTime(), TimeUnit.NANOSECONDS));
    long uptime = ManagementFactory.getRuntimeMXBean().getUptime();
    stats.put("node.uptime", seconds(uptime, TimeUnit.MILLISECONDS));
    stats.putAll(others.get());
    return stats;
  }

  private static BigDecimal seconds(long time, TimeUnit unit) {
    return BigDecimal.valueOf(unit.toMillis(time), 3);
  }

  private String metrics() {
    StringBuilder lines = new StringBuilder();
    all()
        .forEach(
            (group, values) ->
                new TreeMap<>((Map<?, ?>) values)
                    .forEach(
                        (name, value) ->
                            lines
                                .append("tahoe_" + group + "_" + name.toString().replace('.', '_'))
                                .append(' ')
                                .append(TahoeJson.line(value))
                                .append('\n')));
    return lines.append("# EOF\n").toString();
  }
}
