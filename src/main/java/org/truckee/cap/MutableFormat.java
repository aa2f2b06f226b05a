package org.truckee.cap;

/**
 * The two forms of mutable files: small ones rewritten whole, and large ones changed segment by
 * segment.
 */
public enum MutableFormat {
  /** Small: one segment. */
  SDMF("SSK"),
  /** Medium: many segments, each with a salt of its own. */
  MDMF("MDMF");

  private final String fileName;

  MutableFormat(String fileName) {
    this.fileName = fileName;
  }

  /**
   * The beginning of a file's capability; {@code ending} follows the format's name, such as {@code
   * -RO}.
   */
  String filePrefix(String ending) {
    return "URI:" + fileName + ending + ":";
  }
}
