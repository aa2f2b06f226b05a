package org.truckee.crypto.pake;

import java.math.BigInteger;
import java.util.Random;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;

/**
 * One side of a SPAKE2 over Ed25519 in which both sides do the same, as magic-wormhole has it. Each
 * sends one message. Both find the same key if they have the same password, and nothing that tells
 * more than whether a single guess was right if not: neither the other side, nor anybody who reads
 * or changes the messages. Whether the keys are the same is for the messages sealed under them to
 * show. Used once.
 *
 * <pre>
 * message  = "S" || POINT (32)           POINT = random * BASE + password * S
 * password = HKDF-SHA256(password, "SPAKE2 pw", 48 bytes) mod the order of the group
 * key      = SHA256(SHA256(password) || SHA256(identity) || smaller POINT || larger POINT || SHARED)
 * </pre>
 */
public final class SymmetricSpake2 {
  /** A point of which nobody knows the logarithm; python-spake2 makes it of "symmetric". */
  private static final EdwardsPoint S =
      EdwardsPoint.parse(
          Bytes.ofHex("6f00dae87c1be1a73b5922ef431cd8f57879569c222d22b1cd71e8546ab8e6f1"));

  private static final Bytes SIDE = Bytes.utf8("S");
  private static final int RANDOM = 64;
  private static final int PASSWORD = 48;

  private final Secret password;
  private final Bytes identity;
  private final BigInteger factor;
  private final BigInteger own;
  private final Bytes point;

  /** A side that knows {@code password}, in a conversation of {@code identity}. */
  public SymmetricSpake2(Secret password, Bytes identity, Random random) {
    this.password = password;
    this.identity = identity;
    this.factor =
        number(PhaseKeys.expanded(password.bytes(), Bytes.utf8("SPAKE2 pw"), PASSWORD).toArray());
    byte[] bytes = new byte[RANDOM];
    random.nextBytes(bytes);
    this.own = number(bytes);
    this.point = EdwardsPoint.BASE.multiplied(own).plus(S.multiplied(factor)).bytes();
  }

  private static BigInteger number(byte[] bytes) {
    return new BigInteger(1, bytes).mod(EdwardsPoint.ORDER);
  }

  /** The message to the other side. */
  public Bytes message() {
    return Bytes.concat(SIDE, point);
  }

  /**
   * The key that follows from the message of the other side; {@link IllegalArgumentException} if it
   * is none.
   */
  public Secret key(Bytes message) {
    if (message.size() != 1 + EdwardsPoint.SIZE || !message.slice(0, 1).equals(SIDE))
      throw new IllegalArgumentException("it is no message of a key agreement");
    Bytes theirs = message.slice(1, message.size());
    if (theirs.equals(point)) throw new IllegalArgumentException("it is the message of this side");
    EdwardsPoint unmasked =
        EdwardsPoint.parse(theirs).plus(S.multiplied(EdwardsPoint.ORDER.subtract(factor)));
    return new Secret(found(theirs, unmasked.multiplied(own).bytes()));
  }

  private Bytes found(Bytes theirs, Bytes shared) {
    boolean first = point.compareTo(theirs) < 0;
    return PhaseKeys.sha256(
        Bytes.concat(
            PhaseKeys.sha256(password.bytes()),
            PhaseKeys.sha256(identity),
            first ? point : theirs,
            first ? theirs : point,
            shared));
  }
}
