package org.truckee.node.config;

import java.util.Locale;

/** What everybody on a grid may do with the vdrive server's global root. */
public enum GlobalRoot {
  /** Read and change it. */
  READ_WRITE,
  /** Read it; only the server's owner has what it takes to change it. */
  READ_ONLY,
  /** Nothing: there is none. */
  NONE;

  /** How it is written in a configuration. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
