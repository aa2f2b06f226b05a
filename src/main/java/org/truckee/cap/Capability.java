package org.truckee.cap;

import java.util.Optional;

/**
 * The power to do something with one file or directory. Its text form is its URI; that of a write
 * or read capability is a secret, and {@code toString} never shows it.
 */
public sealed interface Capability permits WriteCap, ReadCap, VerifyCap, UnknownCap {
  /** Returns the text form. */
  String toUri();

  /** The power to read, if this has it. */
  Optional<ReadCap> readCap();

  /**
   * The power to find and check the shares, which gives no contents away; empty if there are no
   * shares.
   */
  Optional<VerifyCap> verifyCap();

  /** Returns whether what it names can change. */
  boolean isMutable();

  /** Returns whether what it names is a directory. */
  boolean isDirectory();

  /**
   * Reads the text form of any kind; a kind that is not known here becomes an {@link UnknownCap}.
   * {@code BAD_CAP} if a known kind is malformed; the message says how, and does not quote the
   * text.
   */
  static Capability parse(String text) {
    return CapabilityParser.parse(text);
  }
}
