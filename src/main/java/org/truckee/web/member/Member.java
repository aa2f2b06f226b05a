package org.truckee.web.member;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.truckee.cap.VdriveWriteCap;

/**
 * A person who may sign in at a gateway.
 *
 * @param drive the root of a private drive that is this person's own
 * @param made the time at which the gateway's owner added the member
 * @param ends the time from which the member can't sign in any more, if there is one
 */
public record Member(
    String name, Kind kind, VdriveWriteCap drive, Instant made, Optional<Instant> ends) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,63}");

  /** The ways to be a member. */
  public enum Kind {
    /** With a link, and without a passphrase yet. */
    INVITED,
    /** With a passphrase. */
    MEMBER;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Checks the name. */
  public Member {
    if (!isName(name)) throw new IllegalArgumentException("the name of a member");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(drive, "drive");
    Objects.requireNonNull(made, "made");
    Objects.requireNonNull(ends, "ends");
  }

  /** Returns whether {@code text} can be the name of a member. Its letters' case does not count. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Returns whether the member may sign in, and stay signed in, at {@code now}. */
  boolean lasts(Instant now) {
    return ends.map(now::isBefore).orElse(true);
  }
}
