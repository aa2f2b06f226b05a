package org.truckee.protocol.account;

import java.util.regex.Pattern;

/**
 * An account of a grid, as a storage server sees it.
 *
 * @param number the account, as leases name it
 * @param quota the bytes that its shares may take on each server
 */
public record Account(int number, long quota) {
  /** The number of everybody who shows the swissnum of a server, and no account. */
  public static final int EVERYBODY = 1;

  /** The first number of an account: 0 is a free place in a container, and 1 is everybody. */
  public static final int FIRST = 2;

  /** Everybody, of whom nothing is counted. */
  public static final Account ANYBODY = new Account(EVERYBODY, Long.MAX_VALUE);

  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,9}");

  /** Checks the ranges. */
  public Account {
    if (number < EVERYBODY) throw new IllegalArgumentException("account " + number);
    if (quota < 0) throw new IllegalArgumentException("quota " + quota);
  }

  /** Returns whether its shares are counted. */
  public boolean isCounted() {
    return number >= FIRST;
  }

  /**
   * The number of an account that {@code text} says; {@link IllegalArgumentException} if it says
   * none.
   */
  static int number(String text) {
    if (!NUMBER.matcher(text).matches()) throw new IllegalArgumentException("no number");
    long number = Long.parseLong(text);
    if (number < FIRST || number > Integer.MAX_VALUE)
      throw new IllegalArgumentException("there is no such account");
    return (int) number;
  }
}
