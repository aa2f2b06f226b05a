package org.truckee.protocol;

import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.Optional;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Digits;

/**
 * One numeric address, or all that begin with the same bits: {@code 10.0.0.0/8}, {@code ::1}. An
 * IPv4 address that is written as an IPv6 one ({@code ::ffff:10.0.0.1}) is the IPv4 address.
 */
public record AddressPrefix(Bytes address, int bits) {
  private static final int MAPPED = 12;

  /** Checks that the address has so many bits. */
  public AddressPrefix {
    if (bits < 0 || bits > 8 * address.size())
      throw new IllegalArgumentException(bits + " bits of an address of " + address.size());
  }

  /** Reads {@code ADDRESS} or {@code ADDRESS/BITS}; empty if it is neither. */
  public static Optional<AddressPrefix> parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) return bytes(text).map(all -> new AddressPrefix(all, 8 * all.size()));
    String bits = text.substring(slash + 1);
    if (!Digits.areAll(bits, 3)) return Optional.empty();
    return bytes(text.substring(0, slash))
        .filter(all -> Integer.parseInt(bits) <= 8 * all.size())
        .map(all -> new AddressPrefix(all, Integer.parseInt(bits)));
  }

  /** The bytes of a numeric address: four or sixteen; empty if it is none. */
  public static Optional<Bytes> bytes(String address) {
    byte[] all = NetUtil.createByteArrayFromIpAddressString(address);
    if (all == null) return Optional.empty();
    return Optional.of(Bytes.wrap(isMapped(all) ? Arrays.copyOfRange(all, MAPPED, 16) : all));
  }

  private static boolean isMapped(byte[] address) {
    byte[] prefix = new byte[MAPPED];
    prefix[MAPPED - 2] = (byte) 0xff;
    prefix[MAPPED - 1] = (byte) 0xff;
    return address.length == 16 && Arrays.equals(address, 0, MAPPED, prefix, 0, MAPPED);
  }

  /** Returns whether {@code other}, of four or sixteen bytes, begins with this prefix. */
  public boolean contains(Bytes other) {
    if (other.size() != address.size()) return false;
    for (int bit = 0; bit < bits; bit++) if (bit(other, bit) != bit(address, bit)) return false;
    return true;
  }

  private static int bit(Bytes address, int number) {
    return (address.at(number / 8) >> (7 - number % 8)) & 1;
  }
}
