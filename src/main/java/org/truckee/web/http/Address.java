package org.truckee.web.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Makes the addresses of pages, with every name and value in them percent-encoded. */
public final class Address {
  private final StringBuilder text;

  private Address(String start) {
    this.text = new StringBuilder(start);
  }

  /** The address of the capability {@code uri}. */
  public static Address of(String uri) {
    return new Address("/uri/" + encode(uri));
  }

  /** The address of the file of capability {@code uri} under {@code name}. */
  public static Address ofFile(String uri, String name) {
    return new Address("/file/" + encode(uri) + "/@@named=/" + encode(name));
  }

  /** An address from a finished text, such as {@code "?"} for this page with other parameters. */
  public static Address at(String start) {
    return new Address(start);
  }

  /** The same, one step further down. */
  public Address child(String name) {
    if (text.charAt(text.length() - 1) != '/') text.append('/');
    text.append(encode(name));
    return this;
  }

  /** The same, of a directory. */
  public Address slash() {
    if (text.charAt(text.length() - 1) != '/') text.append('/');
    return this;
  }

  /** The same, with a parameter. */
  public Address with(String parameter, String value) {
    boolean first = text.indexOf("?") < 0;
    boolean fresh = first || text.charAt(text.length() - 1) == '?';
    text.append(first ? "?" : fresh ? "" : "&");
    text.append(encode(parameter)).append('=').append(encode(value));
    return this;
  }

  /** For one segment of a path, or the value of a parameter. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
