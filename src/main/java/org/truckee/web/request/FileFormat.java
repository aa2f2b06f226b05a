package org.truckee.web.request;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The ways to keep a file, as requests name them. */
public enum FileFormat {
  /** It never changes. */
  CHK,
  /** It can change; a small one. */
  SDMF,
  /** It can change in parts; a large one. */
  MDMF;

  /** The format called {@code name}, in any case of letters; empty if there is none. */
  static Optional<FileFormat> named(String name) {
    return Arrays.stream(values())
        .filter(format -> format.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst();
  }
}
