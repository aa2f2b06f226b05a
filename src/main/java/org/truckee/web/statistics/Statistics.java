package org.truckee.web.statistics;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.client.Gateway;
import org.truckee.client.timeline.Timelines;
import org.truckee.platform.BlockingWork;
import org.truckee.platform.Timers;
import org.truckee.web.body.FormFields;
import org.truckee.web.page.Crumb;
import org.truckee.web.page.Pages;
import org.truckee.web.page.gateway.StatisticsPage;

/** Samples a gateway once a minute, and shows the figures over a day, a month or a year. */
public final class Statistics {
  private static final Logger LOG = LoggerFactory.getLogger(Statistics.class);
  private static final long SAMPLE_MILLIS = TimeUnit.MINUTES.toMillis(1);

  private final Timers timers;
  private final BlockingWork disk;
  private final InstantSource clock;
  private final Path file;
  private final Gateway gateway;
  private final AtomicLong requests = new AtomicLong();
  private Timelines.Totals lastTotals;
  private long lastRequests;
  private SampleRings history;
  private Runnable stopSampling = () -> {};

  /** Statistics of {@code gateway}, kept in {@code file}. */
  public Statistics(Vertx vertx, InstantSource clock, Path file, Gateway gateway) {
    this.timers = Timers.of(vertx);
    this.disk = BlockingWork.of(vertx);
    this.clock = clock;
    this.file = file;
    this.gateway = gateway;
    this.lastTotals = gateway.timelines().totals();
  }

  /** Reads what is there of earlier times, and begins to sample. */
  public Future<Void> open() {
    return disk.ask(() -> SampleRings.open(file))
        .onSuccess(
            opened -> {
              history = opened;
              stopSampling =
                  timers.every(SAMPLE_MILLIS, () -> sample().onFailure(Statistics::warn));
            })
        .mapEmpty();
  }

  /** Takes a last sample and ends. */
  public Future<Void> close() {
    if (history == null) return Future.succeededFuture();
    stopSampling.run();
    return sample().eventually(() -> disk.run(history::close));
  }

  private static void warn(Throwable failure) {
    LOG.warn("the statistics can't be kept: {}", FailureText.sentence(failure));
  }

  /** Counts a request, and lets it go on. */
  public void count(RoutingContext ctx) {
    requests.incrementAndGet();
    ctx.next();
  }

  /** Takes a sample of the time since the last one. */
  public Future<Void> sample() {
    Timelines.Totals totals = gateway.timelines().totals();
    long requestsNow = requests.get();
    Sample sample =
        new Sample(
            Map.of(
                Series.FILES, (double) (files(totals) - files(lastTotals)),
                Series.SHARES, (double) (totals.sharesStored() - lastTotals.sharesStored()),
                Series.BYTES_STORED, (double) (totals.bytesStored() - lastTotals.bytesStored()),
                Series.BYTES_READ, (double) (totals.bytesRead() - lastTotals.bytesRead()),
                Series.SERVERS, (double) gateway.servers().reached(),
                Series.REQUESTS, (double) (requestsNow - lastRequests)));
    lastTotals = totals;
    lastRequests = requestsNow;
    Instant now = clock.instant();
    return disk.run(() -> history.add(now, sample));
  }

  private static long files(Timelines.Totals totals) {
    return totals.filesStored() + totals.filesRead();
  }

  /** Answers with the page of the span that {@code span=} names. */
  public Future<Void> show(RoutingContext ctx, Pages pages) {
    pages.send(ctx, page(span(FormFields.of(ctx.request()).get("span").orElse("day"))));
    return Future.succeededFuture();
  }

  private static Span span(String name) {
    return Arrays.stream(Span.values())
        .filter(span -> span.name().equalsIgnoreCase(name))
        .findFirst()
        .orElse(Span.DAY);
  }

  private StatisticsPage page(Span span) {
    Instant now = clock.instant();
    Graphs graphs = new Graphs(span, now, history.until(now, span));
    List<Series> all = List.of(Series.values());
    return new StatisticsPage(
        Arrays.stream(Span.values()).map(other -> link(other, other == span)).toList(),
        all.stream().map(graphs::graph).toList(),
        all.stream().map(graphs::row).toList());
  }

  private static Crumb link(Span span, boolean shown) {
    String href = "/statistics?span=" + span.name().toLowerCase(Locale.ROOT);
    return new Crumb("Over " + span.title(), shown ? "" : href);
  }
}
