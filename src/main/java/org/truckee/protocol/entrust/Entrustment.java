package org.truckee.protocol.entrust;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.truckee.crypto.Ed25519VerifyingKey;

/**
 * Things that their owner entrusts to a caretaker. It gives no power to read or to forge contents.
 *
 * @param owner the key that it is signed with
 * @param policy the owner's wishes
 */
public record Entrustment(Ed25519VerifyingKey owner, Policy policy, List<Entrusted> things) {
  /** Takes a copy. */
  public Entrustment {
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(policy, "policy");
    things = List.copyOf(things);
  }

  /**
   * The owner's wishes, which an honest gateway follows.
   *
   * @param until the last day of the care
   * @param repair whether to repair, and not only to check and renew
   */
  public record Policy(LocalDate until, boolean repair) {
    /** Checks that there is a day. */
    public Policy {
      Objects.requireNonNull(until, "until");
    }
  }
}
