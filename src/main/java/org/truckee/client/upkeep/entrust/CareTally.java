package org.truckee.client.upkeep.entrust;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.truckee.bytes.Bytes;
import org.truckee.client.upkeep.plan.Condition;
import org.truckee.client.upkeep.plan.KeptThing;
import org.truckee.client.upkeep.plan.RepairRule;
import org.truckee.protocol.entrust.CareReport;

/** The count of things, for a report about them. */
final class CareTally {
  private long all;
  private long healthy;
  private long lacking;
  private long lost;
  private Instant checked = Instant.MAX;
  private Instant renewed = Instant.MAX;
  private final List<CareReport.Low> low = new ArrayList<>();

  /** {@code things} in lists of at most {@code size}. */
  static <T> List<List<T>> batches(List<T> things, int size) {
    return IntStream.iterate(0, from -> from < things.size(), from -> from + size)
        .mapToObj(from -> things.subList(from, Math.min(things.size(), from + size)))
        .toList();
  }

  /** Counts a thing; null for one that upkeep knows nothing of yet. */
  void add(KeptThing thing) {
    all++;
    if (thing == null) {
      note(Instant.EPOCH, Instant.EPOCH);
      return;
    }
    note(thing.attention().checked(), thing.attention().renewed());
    if (thing.attention().checked().isAfter(Instant.EPOCH)) count(thing);
  }

  private void note(Instant check, Instant renewal) {
    if (check.isBefore(checked)) checked = check;
    if (renewal.isBefore(renewed)) renewed = renewal;
  }

  private void count(KeptThing thing) {
    Condition found = thing.condition();
    if (found.good() >= found.expected()) healthy++;
    if (!found.isLow()) return;
    lacking++;
    if (!found.isRecoverable() || found.failedRepairs() >= RepairRule.VAIN) lost++;
    if (low.size() < CareReport.MOST_LOW)
      low.add(
          new CareReport.Low(
              thing.cap().storageIndex(), found.good(), found.needed(), found.expected()));
  }

  /** The report about all of them. */
  CareReport report(Bytes entrustment, Instant now) {
    return new CareReport(
        entrustment, now, new CareReport.Care(all, healthy, lacking, lost, checked, renewed), low);
  }
}
