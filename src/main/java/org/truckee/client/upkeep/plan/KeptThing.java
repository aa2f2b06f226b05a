package org.truckee.client.upkeep.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.truckee.cap.ChkVerifyCap;
import org.truckee.cap.DirectoryVerifyCap;
import org.truckee.cap.VerifyCap;
import org.truckee.client.check.CheckResults;

/**
 * A file or directory that upkeep looks after.
 *
 * @param cap the power to check it, and to renew its leases
 * @param due when it is looked at again
 */
public record KeptThing(
    VerifyCap cap, Origin origin, Attention attention, Condition condition, Instant due) {
  /** Checks that all is there. */
  public KeptThing {
    Objects.requireNonNull(cap, "cap");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(attention, "attention");
    Objects.requireNonNull(condition, "condition");
    Objects.requireNonNull(due, "due");
  }

  /**
   * A thing that a walk, which began at {@code now}, came by for the first time. It is due at once;
   * its first verification and audit are put, by {@code chance} from 0 to 1, somewhere in the time
   * between two, so that a large new root is not read as a whole at once.
   */
  public static KeptThing found(VerifyCap cap, Origin origin, Instant now, double chance) {
    return new KeptThing(
        cap,
        origin,
        new Attention(
            now,
            Instant.EPOCH,
            Instant.EPOCH,
            now.minus(part(CareSchedule.VERIFICATION, chance)),
            now.minus(part(CareSchedule.AUDIT, chance)),
            Instant.EPOCH),
        Condition.UNKNOWN,
        now);
  }

  private static Duration part(Duration time, double chance) {
    return Duration.ofSeconds((long) (chance * time.toSeconds()));
  }

  /** A file that was just stored at {@code now}, on fewer servers than there are. */
  public static KeptThing thin(VerifyCap cap, Instant now) {
    return new KeptThing(
        cap,
        Origin.NONE,
        new Attention(now, now, Instant.EPOCH, now, now, now),
        Condition.UNKNOWN,
        now.plus(CareSchedule.THIN));
  }

  /** This thing, which is known already, where and as {@code found} says that it was seen again. */
  public KeptThing seenAgain(KeptThing found) {
    Attention now = found.attention();
    return new KeptThing(
        found.cap(),
        now.isThin() ? origin : found.origin(),
        new Attention(
            now.seen(),
            attention.renewed(),
            attention.checked(),
            attention.verified(),
            attention.audited(),
            now.isThin() ? now.thinSince() : attention.thinSince()),
        condition,
        now.isThin() && found.due().isBefore(due) ? found.due() : due);
  }

  /** The thing after {@code done}, which found {@code results} and left it as judged. */
  public KeptThing after(
      DueCare done, CheckResults results, Condition judged, Instant now, double chance) {
    int servers = results.servers().responding().size() + results.servers().silent().size();
    boolean wide = judged.happiness() >= Math.min(judged.expected(), servers);
    boolean doubtful = !results.damaged().isEmpty() && judged.isLow();
    Attention given =
        CareSchedule.after(
            attention,
            done,
            new Attention.Outcome(results.counts().good() > 0, doubtful, wide),
            now);
    return new KeptThing(cap, origin, given, judged, CareSchedule.next(given, judged, now, chance));
  }

  /** The thing after a check that could not be made. */
  public KeptThing unchecked(Instant now, double chance) {
    return new KeptThing(
        cap, origin, attention, condition, CareSchedule.next(attention, condition, now, chance));
  }

  /** The bytes that reading all of its shares moves; 0 where the capability does not tell. */
  public long sharesSize() {
    VerifyCap file = cap instanceof DirectoryVerifyCap directory ? directory.file() : cap;
    return file instanceof ChkVerifyCap chk ? chk.size() / chk.needed() * chk.total() : 0;
  }
}
