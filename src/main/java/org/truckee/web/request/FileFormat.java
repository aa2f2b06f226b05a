package org.truckee.web.request;

import java.util.Locale;

/** The ways to keep a file, as requests name them. */
public enum FileFormat {
  /** It never changes. */
  CHK,
  /** It can change; a small one. */
  SDMF,
  /** It can change in parts; a large one. */
  MDMF;

  public static FileFormat named(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "CHK" -> CHK;
      case "SDMF" -> SDMF;
      case "MDMF" -> MDMF;
      default -> throw Arguments.bad("Unknown format: " + name + ", I know CHK, SDMF, MDMF");
    };
  }
}
