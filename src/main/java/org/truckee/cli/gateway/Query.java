package org.truckee.cli.gateway;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The part of an address after the question mark, put together piece by piece. */
public record Query(String text) {
  /** An empty query. */
  public static final Query NONE = new Query("");

  /** Asks for operation {@code t}. */
  public static Query of(String t) {
    return NONE.with("t", t);
  }

  /** The query with {@code key=value}. */
  public Query with(String key, String value) {
    String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
    return new Query(text + (text.isEmpty() ? "?" : "&") + key + "=" + encoded);
  }

  /** The query with {@code key=true}, if {@code condition} holds. */
  public Query withIf(boolean condition, String key) {
    return condition ? with(key, "true") : this;
  }

  /** The query with {@code key=value}, if there is a value. */
  public Query withIfPresent(String key, String value) {
    return value == null ? this : with(key, value);
  }

  @Override
  public String toString() {
    return text;
  }
}
