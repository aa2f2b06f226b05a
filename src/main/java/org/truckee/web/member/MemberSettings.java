package org.truckee.web.member;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.truckee.crypto.Argon2id;

/**
 * The settings of a gateway that has members.
 *
 * @param session how long a member stays signed in
 * @param address the address by which members reach the gateway, with a slash at its end, if it is
 *     another than the one that the gateway knows itself
 * @param cost what hashing a passphrase takes
 */
public record MemberSettings(Duration session, Optional<String> address, Argon2id cost) {
  /** How long a member stays signed in unless it is said. */
  public static final Duration USUAL_SESSION = Duration.ofDays(30);

  /** Checks that all is there. */
  public MemberSettings {
    Objects.requireNonNull(session, "session");
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(cost, "cost");
  }

  /** Returns whether members reach the gateway by TLS, whatever a single request says of it. */
  public boolean byTls() {
    return address.filter(known -> known.startsWith("https:")).isPresent();
  }
}
