package org.truckee.client.upkeep.entrust;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.bytes.Bytes;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.mutable.MutableFiles;
import org.truckee.client.plaintext.PlaintextInMemory;
import org.truckee.client.pool.SequentialSteps;
import org.truckee.client.upkeep.store.UpkeepStore;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.crypto.Ed25519VerifyingKey;
import org.truckee.protocol.entrust.CareReport;
import org.truckee.protocol.entrust.CareReportText;
import org.truckee.protocol.entrust.Entrusted;

/**
 * The reports to the owners of entrustments: signed with this gateway's key, kept here, and written
 * to the file on the grid that an owner made for them.
 */
public final class CareReports {
  private static final Logger LOG = LoggerFactory.getLogger(CareReports.class);
  private static final Duration AGAIN = Duration.ofHours(1);
  private static final int BATCH = 500;

  private final Entrustments entrusted;
  private final UpkeepStore store;
  private final MutableFiles files;
  private final Ed25519SigningKey key;
  private final InstantSource clock;
  private final Map<String, Failed> failed = new ConcurrentHashMap<>();

  /** A report that could not be sent at {@code at}. */
  private record Failed(Instant at, String reason) {}

  /**
   * The reports about {@code entrusted}, from the records in {@code store}: signed with {@code
   * key}, and written through {@code files}. {@code clock} says which are due.
   */
  public CareReports(
      Entrustments entrusted,
      UpkeepStore store,
      MutableFiles files,
      Ed25519SigningKey key,
      InstantSource clock) {
    this.entrusted = entrusted;
    this.store = store;
    this.files = files;
    this.key = key;
    this.clock = clock;
  }

  /** The key that reports are known by. */
  public Ed25519VerifyingKey key() {
    return key.verifyingKey();
  }

  /** The reason why the last report about the entrustment of that name was not sent. */
  public Optional<String> trouble(String name) {
    return Optional.ofNullable(failed.get(name)).map(Failed::reason);
  }

  /**
   * Sends the reports that are due. The first one waits until everything has been checked, which is
   * looked at only after a pass that did some {@code work}.
   */
  public Future<Void> send(boolean work) {
    return entrusted
        .current(clock.instant())
        .compose(all -> SequentialSteps.forEach(all, each -> sendIfDue(each, work)));
  }

  private Future<Void> sendIfDue(TakenEntrustment taken, boolean work) {
    Optional<CareReport> last =
        entrusted
            .reported(taken.name())
            .filter(report -> report.entrustment().equals(taken.signature()));
    boolean due =
        last.map(report -> isPast(report.made(), taken.policy().rhythm().interval())).orElse(work);
    Failed before = failed.get(taken.name());
    if (!due || (before != null && !isPast(before.at(), AGAIN))) return Future.succeededFuture();
    return report(taken)
        .compose(
            report ->
                last.isEmpty() && report.care().checked().equals(Instant.EPOCH)
                    ? Future.succeededFuture()
                    : send(taken, report))
        .onSuccess(sent -> failed.remove(taken.name()))
        .recover(failure -> failed(taken, failure));
  }

  /** A time in the future stands for one by another clock, and counts as long past. */
  private boolean isPast(Instant last, Duration interval) {
    Instant now = clock.instant();
    return last.isAfter(now) || !last.plus(interval).isAfter(now);
  }

  private Future<CareReport> report(TakenEntrustment taken) {
    CareTally tally = new CareTally();
    return entrusted
        .things(taken.name())
        .compose(
            things ->
                SequentialSteps.forEach(CareTally.batches(things, BATCH), some -> add(tally, some)))
        .map(
            counted ->
                tally.report(taken.signature(), clock.instant().truncatedTo(ChronoUnit.SECONDS)));
  }

  private Future<Void> add(CareTally tally, List<Entrusted> things) {
    return store
        .findAll(things.stream().map(thing -> thing.file().storageIndex()).toList())
        .map(
            known -> {
              things.forEach(thing -> tally.add(known.get(thing.file().storageIndex())));
              return null;
            });
  }

  private Future<Void> send(TakenEntrustment taken, CareReport report) {
    String text = CareReportText.of(key, report);
    return taken
        .reports()
        .map(file -> write(file, text))
        .orElse(Future.succeededFuture())
        .compose(written -> entrusted.keepReport(taken.name(), report, text));
  }

  private Future<Void> write(MutableWriteCap file, String text) {
    return files.open(file).overwrite(PlaintextInMemory.of(Bytes.utf8(text)));
  }

  private Future<Void> failed(TakenEntrustment taken, Throwable failure) {
    String reason = FailureText.sentence(failure);
    LOG.warn("the report about what \"{}\" entrusts was not sent: {}", taken.name(), reason);
    failed.put(taken.name(), new Failed(clock.instant(), reason));
    return Future.succeededFuture();
  }
}
