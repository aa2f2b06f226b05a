package org.truckee.crypto.pake;

import java.math.BigInteger;
import org.truckee.bytes.Bytes;

/**
 * A point of the curve of Ed25519, in extended coordinates. The time that a multiplication takes
 * tells something of its factor, so a factor is one that is used once, for a short conversation.
 * Source: RFC 8032, section 5.1.
 */
final class EdwardsPoint {
  /** The number of points in the group. */
  static final BigInteger ORDER =
      BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));

  /** The size of a point's bytes. */
  static final int SIZE = 32;

  private static final BigInteger P =
      BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
  private static final BigInteger D =
      BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)).mod(P);
  private static final BigInteger ROOT_OF_MINUS_ONE = BigInteger.TWO.modPow(P.shiftRight(2), P);
  private static final EdwardsPoint ZERO =
      new EdwardsPoint(BigInteger.ZERO, BigInteger.ONE, BigInteger.ONE, BigInteger.ZERO);

  /** The point that the others are multiples of. */
  static final EdwardsPoint BASE =
      parse(Bytes.ofHex("5866666666666666666666666666666666666666666666666666666666666666"));

  private final BigInteger x;
  private final BigInteger y;
  private final BigInteger z;
  private final BigInteger t;

  private EdwardsPoint(BigInteger x, BigInteger y, BigInteger z, BigInteger t) {
    this.x = x;
    this.y = y;
    this.z = z;
    this.t = t;
  }

  /**
   * The point of the group that {@code bytes} mean, which is not zero; {@link
   * IllegalArgumentException} if they mean none.
   */
  static EdwardsPoint parse(Bytes bytes) {
    if (bytes.size() != SIZE) throw new IllegalArgumentException("a point of " + bytes.size());
    BigInteger all = new BigInteger(1, reversed(bytes.toArray()));
    BigInteger y = all.clearBit(255);
    BigInteger x = root(y);
    if (all.testBit(255) != x.testBit(0)) x = P.subtract(x);
    EdwardsPoint point = new EdwardsPoint(x, y, BigInteger.ONE, x.multiply(y).mod(P));
    if (y.compareTo(P) >= 0 || !point.isOnCurve() || point.isZero() || !point.isInGroup())
      throw new IllegalArgumentException("the bytes are no point of the group");
    return point;
  }

  /** The even coordinate beside {@code y}, if there is one. */
  private static BigInteger root(BigInteger y) {
    BigInteger square = y.multiply(y).mod(P);
    BigInteger below = D.multiply(square).add(BigInteger.ONE).modInverse(P);
    BigInteger wanted = square.subtract(BigInteger.ONE).multiply(below).mod(P);
    BigInteger x = wanted.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
    if (!x.multiply(x).mod(P).equals(wanted)) x = x.multiply(ROOT_OF_MINUS_ONE).mod(P);
    return x.testBit(0) ? P.subtract(x) : x;
  }

  private boolean isOnCurve() {
    BigInteger xx = x.multiply(x);
    BigInteger yy = y.multiply(y);
    BigInteger right = BigInteger.ONE.add(D.multiply(xx).multiply(yy));
    return x.signum() >= 0
        && x.compareTo(P) < 0
        && yy.subtract(xx).subtract(right).mod(P).signum() == 0;
  }

  private boolean isInGroup() {
    return multiplied(ORDER).isZero();
  }

  private boolean isZero() {
    return x.signum() == 0 && y.equals(z);
  }

  /** The sum of both. */
  EdwardsPoint plus(EdwardsPoint other) {
    BigInteger a = y.subtract(x).multiply(other.y.subtract(other.x)).mod(P);
    BigInteger b = y.add(x).multiply(other.y.add(other.x)).mod(P);
    BigInteger c = t.multiply(other.t).multiply(D).shiftLeft(1).mod(P);
    BigInteger d = z.multiply(other.z).shiftLeft(1).mod(P);
    BigInteger e = b.subtract(a);
    BigInteger f = d.subtract(c);
    BigInteger g = d.add(c);
    BigInteger h = b.add(a);
    return new EdwardsPoint(
        e.multiply(f).mod(P), g.multiply(h).mod(P), f.multiply(g).mod(P), e.multiply(h).mod(P));
  }

  /** This point, {@code factor} times; the factor is not negative. */
  EdwardsPoint multiplied(BigInteger factor) {
    EdwardsPoint product = ZERO;
    for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
      product = product.plus(product);
      if (factor.testBit(bit)) product = product.plus(this);
    }
    return product;
  }

  /** The bytes of RFC 8032. */
  Bytes bytes() {
    BigInteger below = z.modInverse(P);
    BigInteger whole = y.multiply(below).mod(P);
    if (x.multiply(below).mod(P).testBit(0)) whole = whole.setBit(255);
    byte[] bytes = new byte[SIZE];
    byte[] number = reversed(whole.toByteArray());
    System.arraycopy(number, 0, bytes, 0, Math.min(SIZE, number.length));
    return Bytes.wrap(bytes);
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) reversed[i] = bytes[bytes.length - 1 - i];
    return reversed;
  }
}
