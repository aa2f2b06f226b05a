package org.truckee.web.storage;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truckee.web.page.Amount;

/** A part of a storage server's figures. A figure that is missing is none. */
record Figures(Map<?, ?> values) {
  /** The figures of {@code key}. */
  Figures part(String key) {
    return new Figures(values.get(key) instanceof Map<?, ?> part ? part : Map.of());
  }

  /** The figures with the highest number for their name, if there are any. */
  Optional<Figures> latest() {
    return values.keySet().stream()
        .map(Object::toString)
        .filter(key -> key.matches("[0-9]{1,18}"))
        .max(Comparator.comparingLong(Long::parseLong))
        .map(this::part);
  }

  /** The list of {@code key}. */
  List<?> list(String key) {
    return values.get(key) instanceof List<?> list ? list : List.of();
  }

  /** A time that is told in seconds since 1970. */
  static String time(double seconds) {
    return Amount.time(Instant.ofEpochSecond((long) seconds));
  }

  /** Returns whether there are none. */
  boolean isEmpty() {
    return values.isEmpty();
  }

  /** The number of {@code key}, or none if it is not known. */
  Optional<Double> number(String key) {
    return values.get(key) instanceof Number number
        ? Optional.of(number.doubleValue())
        : Optional.empty();
  }

  /** Returns whether {@code key} is true, or a number but for zero. */
  boolean flag(String key) {
    return Boolean.TRUE.equals(values.get(key))
        || number(key).filter(value -> value != 0).isPresent();
  }
}
