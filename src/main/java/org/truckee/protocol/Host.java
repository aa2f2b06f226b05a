package org.truckee.protocol;

/**
 * The two ways in which the host of an address is written: an IPv6 address stands in brackets
 * inside of a URL or NURL, and without them where a socket is opened. Names and IPv4 addresses are
 * the same in both.
 */
public final class Host {
  private Host() {}

  /** {@code host}, however it is written, as a socket wants it. */
  public static String forSocket(String host) {
    return isBracketed(host) ? host.substring(1, host.length() - 1) : host;
  }

  /** {@code host}, however it is written, as it stands before the port of an address. */
  public static String inAddress(String host) {
    return host.contains(":") && !isBracketed(host) ? "[" + host + "]" : host;
  }

  private static boolean isBracketed(String host) {
    return host.startsWith("[") && host.endsWith("]");
  }
}
