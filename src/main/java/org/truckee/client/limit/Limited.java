package org.truckee.client.limit;

import java.util.Locale;
import java.util.function.LongSupplier;
import org.truckee.protocol.Rate;
import org.truckee.protocol.limit.RateLimit;

/** The things that are limited for each client. */
public enum Limited {
  /** Requests at the web port. */
  REQUESTS("sends", "requests"),
  /** Bytes of their bodies. */
  BYTES("sends", "bytes"),
  /** New directories, of any kind. */
  DIRECTORIES("makes", "directories"),
  /** Key pairs of new mutable files, and of directories that are kept in such. */
  KEYS("has", "key pairs made");

  private final String verb;
  private final String noun;

  Limited(String verb, String noun) {
    this.verb = verb;
    this.noun = noun;
  }

  /** The word for it in metrics. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The limit of it at {@code rate}, which remembers {@code most} of those who are held to it. */
  RateLimit at(Rate rate, LongSupplier nanoTime, int most) {
    return new RateLimit(verb, noun, rate, nanoTime, most);
  }
}
