package org.truckee.testing.http;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;

/** Headers of the PROXY protocol, byte by byte as its specification has them. */
public final class ProxyHeader {
  private static final byte[] SIGNATURE = {
    0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a
  };

  private ProxyHeader() {}

  /** Version 1, a line of text, for a connection from {@code client} to {@code frontend}. */
  public static String text(String client, String frontend) {
    String family = client.contains(":") ? "TCP6" : "TCP4";
    return "PROXY %s %s %s 50123 443\r\n".formatted(family, client, frontend);
  }

  /** The same in version 2, each character a byte. */
  public static String binary(String client, String frontend) {
    byte[] from = address(client);
    byte[] to = address(frontend);
    ByteArrayOutputStream addresses = new ByteArrayOutputStream();
    addresses.writeBytes(from);
    addresses.writeBytes(to);
    addresses.writeBytes(new byte[] {(byte) 0xc3, (byte) 0xcb, 0x01, (byte) 0xbb});
    return header(0x21, from.length == 4 ? 0x11 : 0x21, addresses.toByteArray());
  }

  /** Version 2 of a proxy that speaks for itself, as it does to see whether a server is there. */
  public static String local() {
    return header(0x20, 0x00, new byte[0]);
  }

  /** Version 2 for a client at a Unix socket. */
  public static String unix() {
    return header(0x21, 0x31, new byte[216]);
  }

  private static String header(int command, int family, byte[] rest) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(SIGNATURE);
    all.write(command);
    all.write(family);
    all.write(rest.length >> 8);
    all.write(rest.length);
    all.writeBytes(rest);
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  private static byte[] address(String numeric) {
    try {
      return InetAddress.getByName(numeric).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(numeric, e);
    }
  }
}
