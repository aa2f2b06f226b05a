package org.truckee.cap;

import java.util.Map;

/**
 * The text of a directory's capability: that of the file it is kept in, under another name. {@code
 * URI:SSK} becomes {@code URI:DIR2}, every other {@code URI:X} becomes {@code URI:DIR2-X}; {@code
 * -RO} and {@code -Verifier} stay.
 */
final class DirectoryText {
  /**
   * From each name of a file's capability to that of a directory's, longest first where one begins
   * another.
   */
  static final Map<String, String> NAMES =
      Map.of(
          "URI:SSK:", "URI:DIR2:",
          "URI:SSK-RO:", "URI:DIR2-RO:",
          "URI:SSK-Verifier:", "URI:DIR2-Verifier:",
          "URI:MDMF:", "URI:DIR2-MDMF:",
          "URI:MDMF-RO:", "URI:DIR2-MDMF-RO:",
          "URI:MDMF-Verifier:", "URI:DIR2-MDMF-Verifier:",
          "URI:CHK:", "URI:DIR2-CHK:",
          "URI:CHK-Verifier:", "URI:DIR2-CHK-Verifier:",
          "URI:LIT:", "URI:DIR2-LIT:");

  private DirectoryText() {}

  /** The text for the directory in {@code file}. */
  static String of(Capability file) {
    String text = file.toUri();
    int end = text.indexOf(':', "URI:".length()) + 1;
    return NAMES.get(text.substring(0, end)) + text.substring(end);
  }
}
