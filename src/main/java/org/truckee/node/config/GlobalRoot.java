package org.truckee.node.config;

import java.util.Locale;

/** The rights of everybody on a grid to the vdrive server's global root. */
public enum GlobalRoot {
  /** Everybody may read and change it. */
  READ_WRITE,
  /** Everybody may read it; only the server's owner has the capability that changes it. */
  READ_ONLY,
  /** There is no global root. */
  NONE;

  /** Its text in a configuration. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
