package org.truckee.client.upkeep.entrust;

import java.util.Objects;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.upkeep.plan.Origin;
import org.truckee.crypto.Ed25519VerifyingKey;
import org.truckee.protocol.entrust.Entrustment;

/**
 * An entrustment that this gateway took in, without its things.
 *
 * @param name its name for people, and of its file
 * @param signature its owner's signature, which tells it from others
 * @param things how many things it lists
 */
public record TakenEntrustment(
    String name,
    Ed25519VerifyingKey owner,
    Entrustment.Policy policy,
    Optional<MutableWriteCap> reports,
    Bytes signature,
    int things) {
  /** Checks that all is there, and that the name is one for a file. */
  public TakenEntrustment {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}"))
      throw new GridException(
          GridException.Kind.BAD_REQUEST,
          "the name of an entrustment has 1 to 64 letters, digits, spaces and any of ._- and"
              + " begins with a letter or a digit");
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(reports, "reports");
    Objects.requireNonNull(signature, "signature");
  }

  static TakenEntrustment of(String name, Entrustment whole) {
    return new TakenEntrustment(
        name,
        whole.owner(),
        whole.policy(),
        whole.reports(),
        whole.signature(),
        whole.things().size());
  }

  /** The name of the root that upkeep has for it. */
  public String root() {
    return Origin.entrustedRoot(name);
  }
}
