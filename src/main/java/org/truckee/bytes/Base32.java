package org.truckee.bytes;

/** x. */
public final class Base32 {
  private Base32() {}
}
