package org.truckee.web.member;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.TaggedHasher;

/**
 * The secrets that stand for a member: in the cookie of a session, and in a link to sign in by. A
 * gateway keeps nothing of one but its hash.
 */
public final class MemberToken {
  private static final int SIZE = 32;
  private static final int LENGTH = (SIZE * 8 + 4) / 5;
  private static final Bytes TAG = Bytes.utf8("truckee_member_token_v1");

  private MemberToken() {}

  /** A new one. */
  static Secret make(RandomGenerator random) {
    byte[] bytes = new byte[SIZE];
    random.nextBytes(bytes);
    return new Secret(Bytes.wrap(bytes));
  }

  /** What is kept of {@code token}. */
  static byte[] hash(Secret token) {
    return TaggedHasher.tagged(TAG, SIZE).update(token.bytes()).digest().toArray();
  }

  /** Reads {@code text}, which anybody may have sent; empty if it is none. */
  public static Optional<Secret> parse(String text) {
    if (text.length() != LENGTH) return Optional.empty();
    try {
      return Optional.of(Secret.ofBase32(text));
    } catch (IllegalArgumentException other) {
      return Optional.empty();
    }
  }
}
