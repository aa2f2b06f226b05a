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

  /**
   * The thing as its owner wishes who entrusted it: while all is well, the next look comes after
   * {@code interval}, or by {@code chance} from 0 to 1 a little before.
   */
  public KeptThing resting(Duration interval, Instant now, double chance) {
    if (condition.isLow() || attention.isThin()) return this;
    return new KeptThing(
        cap, origin, attention, condition, CareSchedule.early(interval, now, chance));
  }

  /**
   * This thing, which is known already, where and as {@code found} says that it was seen again. An
   * own thing stays one if somebody else entrusts it, too; so does one that was just stored here.
   */
  public KeptThing seenAgain(KeptThing found) {
    Attention now = found.attention();
    boolean own =
        origin.entrustment().isEmpty() && (attention.isThin() || !origin.equals(Origin.NONE));
    boolean known = now.isThin() || (found.origin().entrustment().isPresent() && own);
    return new KeptThing(
        known ? cap : found.cap(),
        known ? origin : found.origin(),
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

  /**
   * This thing as it is kept, which somebody attended to while it was {@code before}, and which is
   * {@code known} so now: it may have been stored again meanwhile, on fewer servers than there are.
   */
  public KeptThing since(KeptThing before, KeptThing known) {
    Instant thin = known.attention().thinSince();
    boolean stored = !thin.equals(before.attention().thinSince());
    Instant soon = thin.plus(CareSchedule.THIN);
    Attention given =
        new Attention(
            known.attention().seen(),
            attention.renewed(),
            attention.checked(),
            attention.verified(),
            attention.audited(),
            stored ? thin : attention.thinSince());
    return new KeptThing(
        known.cap(), known.origin(), given, condition, stored && soon.isBefore(due) ? soon : due);
  }

  /** The bytes that reading all of its shares moves; 0 where the capability does not tell. */
  public long sharesSize() {
    return file() instanceof ChkVerifyCap chk ? shareSize() * chk.total() : 0;
  }

  /** The bytes of one of its shares; 0 where the capability does not tell. */
  public long shareSize() {
    return file() instanceof ChkVerifyCap chk ? chk.size() / chk.needed() : 0;
  }

  private VerifyCap file() {
    return cap instanceof DirectoryVerifyCap directory ? directory.file() : cap;
  }
}
