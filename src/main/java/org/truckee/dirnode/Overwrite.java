package org.truckee.dirnode;

/** The rule for a link whose name is taken already. */
public enum Overwrite {
  /** A new link takes the place of any. */
  ALWAYS,
  /**
   * A new link takes only the place of one that leads to a file, or to a target of an unknown kind.
   */
  ONLY_FILES,
  /** A new link takes the place of none. */
  NEVER
}
