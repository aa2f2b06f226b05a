package org.truckee.protocol.announcement;

import io.netty.util.NetUtil;

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

  /** {@code BAD_REQUEST} if {@code host} is an address at which no single server can be. */
  static void check(String host) {
    String address = forSocket(host);
    boolean numeric = address.contains(":") || address.matches("[0-9.]+");
    if (!numeric) return;
    byte[] ip = NetUtil.createByteArrayFromIpAddressString(address);
    if (ip == null) throw AnnouncementFields.bad("its address is none");
    int first = ip[0] & 255;
    boolean multicast = ip.length == 4 ? first >= 224 : first == 255;
    if (multicast) throw AnnouncementFields.bad("its address is not that of one server");
  }

  private static boolean isBracketed(String host) {
    return host.startsWith("[") && host.endsWith("]");
  }
}
