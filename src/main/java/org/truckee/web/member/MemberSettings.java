package org.truckee.web.member;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.truckee.crypto.Argon2id;

/**
 * The settings of a gateway that has members.
 *
 * @param session how long a member stays signed in
 * @param address the address by which members reach the gateway, with a slash at its end, if it is
 *     another than the one that the gateway knows itself
 * @param cost what hashing a passphrase takes
 * @param quota the bytes that a member may store who has no quota of the own; empty if any number
 */
public record MemberSettings(
    Duration session, Optional<String> address, Argon2id cost, OptionalLong quota) {
  /** How long a member stays signed in unless it is said. */
  public static final Duration USUAL_SESSION = Duration.ofDays(30);

  /** Makes settings without a quota. */
  public MemberSettings(Duration session, Optional<String> address, Argon2id cost) {
    this(session, address, cost, OptionalLong.empty());
  }

  /** Checks that all is there. */
  public MemberSettings {
    Objects.requireNonNull(session, "session");
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(cost, "cost");
    Objects.requireNonNull(quota, "quota");
  }

  /** Returns whether members reach the gateway by TLS, whatever a single request says of it. */
  public boolean byTls() {
    return address.filter(known -> known.startsWith("https:")).isPresent();
  }
}
