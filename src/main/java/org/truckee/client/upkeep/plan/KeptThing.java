package org.truckee.client.upkeep.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.truckee.cap.ChkVerifyCap;
import org.truckee.cap.DirectoryVerifyCap;
import org.truckee.cap.VerifyCap;
import org.truckee.client.check.CheckOptions;
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
   * its first verification is put, by {@code chance} from 0 to 1, somewhere in the time between
   * two, so that a large new root is not read as a whole at once.
   */
  public static KeptThing found(VerifyCap cap, Origin origin, Instant now, double chance) {
    Duration ago = Duration.ofSeconds((long) (chance * CareSchedule.VERIFICATION.toSeconds()));
    return new KeptThing(
        cap,
        origin,
        new Attention(now, Instant.EPOCH, Instant.EPOCH, now.minus(ago), Instant.EPOCH),
        Condition.UNKNOWN,
        now);
  }

  /** A file that was just stored at {@code now}, on fewer servers than there are. */
  public static KeptThing thin(VerifyCap cap, Instant now) {
    return new KeptThing(
        cap,
        Origin.NONE,
        new Attention(now, now, Instant.EPOCH, now, now),
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
            now.isThin() ? now.thinSince() : attention.thinSince()),
        condition,
        now.isThin() && found.due().isBefore(due) ? found.due() : due);
  }

  /** The thing after a check with {@code done} that found {@code results} and left it as judged. */
  public KeptThing after(
      CheckOptions done, CheckResults results, Condition judged, Instant now, double chance) {
    boolean reached = results.counts().good() > 0;
    int servers = results.servers().responding().size() + results.servers().silent().size();
    boolean wide = judged.happiness() >= Math.min(judged.expected(), servers);
    Attention given = attention.after(done, reached, wide, now);
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
