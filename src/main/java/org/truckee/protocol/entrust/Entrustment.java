package org.truckee.protocol.entrust;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.cap.MutableWriteCap;
import org.truckee.crypto.Ed25519VerifyingKey;

/**
 * Things that their owner entrusts to a caretaker. It gives no power to read or to forge contents,
 * but those of the file for reports.
 *
 * @param owner the key that it is signed with
 * @param policy the owner's wishes
 * @param reports the file that the caretaker writes its reports to
 * @param things what is entrusted, that file among it
 * @param signature the owner's signature, by which reports name the entrustment
 */
public record Entrustment(
    Ed25519VerifyingKey owner,
    Policy policy,
    Optional<MutableWriteCap> reports,
    List<Entrusted> things,
    Bytes signature) {
  /** Takes a copy. */
  public Entrustment {
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(reports, "reports");
    Objects.requireNonNull(signature, "signature");
    things = List.copyOf(things);
  }

  /**
   * The owner's wishes, which an honest gateway follows.
   *
   * @param until the last day of the care
   * @param repair whether to repair, and not only to check and renew
   * @param rhythm how often
   */
  public record Policy(LocalDate until, boolean repair, Rhythm rhythm) {
    /** Checks that there is a day. */
    public Policy {
      Objects.requireNonNull(until, "until");
      Objects.requireNonNull(rhythm, "rhythm");
    }

    /** Returns whether the last day is over at {@code now}. */
    public boolean isOver(Instant now) {
      return LocalDate.ofInstant(now, ZoneOffset.UTC).isAfter(until);
    }

    /** {@code FORBIDDEN} if the last day is over at {@code now}. */
    public void requireInTime(Instant now) {
      if (isOver(now))
        throw new GridException(
            GridException.Kind.FORBIDDEN,
            "this entrustment ended with " + until,
            "its owner can make a new one");
    }
  }
}
