package org.truckee.web.admission;

import org.truckee.crypto.ProofOfWork;

/**
 * The price of an admission, in zero bits of a {@link ProofOfWork}. It is the least as long as
 * fewer networks than {@code perHour} were admitted within the last hour, and one bit more, which
 * is twice the work, from there on and with each doubling of their number.
 *
 * @param least the bits when there is no load
 * @param most the bits under any load
 * @param perHour the admissions in an hour from which the price rises
 */
public record Price(int least, int most, int perHour) {
  /** The price unless it is said: about a second of a browser's time, and a minute at most. */
  public static final Price USUAL = new Price(18, 24, 60);

  /** Checks the range. */
  public Price {
    if (least < 1 || most < least || most > ProofOfWork.MOST_BITS)
      throw new IllegalArgumentException("a price from " + least + " to " + most + " bits");
    if (perHour < 1) throw new IllegalArgumentException(perHour + " admissions in an hour");
  }

  /** The bits after {@code admitted} admissions within the last hour. */
  int bits(long admitted) {
    int bits = least;
    for (long from = perHour; from <= admitted && bits < most; from *= 2) bits++;
    return bits;
  }
}
