package org.truckee.web.storage;

import java.util.Map;
import java.util.Optional;

/** A part of a storage server's figures. A figure that is missing is none. */
record Figures(Map<?, ?> values) {
  /** The figures of {@code key}. */
  Figures part(String key) {
    return new Figures(values.get(key) instanceof Map<?, ?> part ? part : Map.of());
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

  /** The value of {@code key} as it is, or the empty text. */
  String text(String key) {
    return values.get(key) == null ? "" : values.get(key).toString();
  }
}
