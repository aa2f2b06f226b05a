package org.truckee.client.check;

/**
 * The name of a share in a report of a check.
 *
 * @param version the version of a mutable file that it is a share of; empty of an immutable file
 * @param number the share number
 */
public record ShareName(String version, int number) {
  /** The name of a share of an immutable file. */
  static ShareName immutable(int number) {
    return new ShareName("", number);
  }

  /** The name as Tahoe writes it: {@code 5}, or {@code seq3-4n7a-sh5}. */
  @Override
  public String toString() {
    return version.isEmpty() ? Integer.toString(number) : version + "-sh" + number;
  }
}
