package org.truckee.storage;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.truckee.storage.crawl.BucketNames;
import org.truckee.storage.cycle.CrawlProgress;
import org.truckee.storage.cycle.CycleJson;
import org.truckee.storage.cycle.CycleReport;
import org.truckee.storage.cycle.LeaseCheckerStatus;
import org.truckee.storage.cycle.PolicyJson;

/**
 * The text of a {@link LeaseCheckerStatus}, as Tahoe's {@code /storage?t=json} has it. Times are
 * seconds since 1970, and durations are seconds.
 */
final class LeaseCheckerJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int VERSION = 1;

  private LeaseCheckerJson() {}

  /** The text of {@code lease-checker}. */
  static ObjectNode state(LeaseCheckerStatus status) {
    CrawlProgress progress = status.progress();
    ObjectNode json = JSON.objectNode();
    json.put("version", VERSION);
    json.put("last-cycle-finished", progress.lastFinished().orElse(null));
    json.put("current-cycle", progress.cycle().orElse(null));
    boolean begun = progress.cycle().isPresent() && progress.prefixesDone() > 0;
    json.put(
        "last-complete-prefix", begun ? BucketNames.prefix(progress.prefixesDone() - 1) : null);
    json.putNull("last-complete-bucket");
    json.put("current-cycle-start-time", start(status).map(Instant::getEpochSecond).orElse(null));
    ObjectNode history = json.putObject("history");
    status.history().forEach((cycle, report) -> history.set("" + cycle, CycleJson.write(report)));
    status.cycleToDate().ifPresent(report -> addCycle(json, report, progress));
    return json;
  }

  /** The beginning of the cycle under way, or of the last one. */
  private static Optional<Instant> start(LeaseCheckerStatus status) {
    return status
        .cycleToDate()
        .or(() -> status.history().values().stream().reduce((earlier, later) -> later))
        .map(report -> report.times().start());
  }

  private static void addCycle(ObjectNode json, CycleReport report, CrawlProgress progress) {
    ObjectNode soFar = CycleJson.write(report);
    soFar.remove("cycle-start-finish-times");
    json.set("cycle-to-date", soFar);
    double done = progress.percentage() / 100;
    json.set("estimated-remaining-cycle", estimate(report, done, (1 - done) / done));
    json.set("estimated-current-cycle", estimate(report, done, 1 / done));
  }

  /** The figures so far, {@code times} as large; null while nothing is {@code done}. */
  private static ObjectNode estimate(CycleReport report, double done, double times) {
    ObjectNode json = JSON.objectNode();
    ObjectNode space = json.putObject("space-recovered");
    report
        .space()
        .figures()
        .forEach((name, figure) -> space.put(name, done == 0 ? null : times * figure));
    return json;
  }

  /** The text of {@code expiry}: the policy of now, and the time before which nothing goes. */
  static ObjectNode expiry(LeaseCheckerStatus status) {
    ObjectNode json = JSON.objectNode();
    PolicyJson.write(status.policy(), json);
    json.put("held-until", status.heldUntil().map(Instant::getEpochSecond).orElse(null));
    return json;
  }

  /** The text of {@code lease-checker-progress} at {@code now}. */
  static ObjectNode progress(CrawlProgress progress, Instant now) {
    ObjectNode json = JSON.objectNode();
    boolean underWay = progress.cycle().isPresent();
    double wait = seconds(Duration.between(now, progress.nextWork()));
    json.put("cycle-in-progress", underWay);
    if (underWay) {
      json.put("cycle-complete-percentage", progress.percentage());
      json.put(
          "estimated-cycle-complete-time-left",
          progress.left().map(LeaseCheckerJson::seconds).orElse(null));
      json.put("remaining-sleep-time", wait);
    } else {
      json.put("next-crawl-time", progress.nextWork().getEpochSecond());
      json.put("remaining-wait-time", wait);
    }
    json.put(
        "estimated-time-per-cycle",
        progress.perCycle().map(LeaseCheckerJson::seconds).orElse(null));
    return json;
  }

  private static double seconds(Duration duration) {
    return (double) duration.toMillis() / TimeUnit.SECONDS.toMillis(1);
  }
}
