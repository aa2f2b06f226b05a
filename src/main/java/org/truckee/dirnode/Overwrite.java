package org.truckee.dirnode;

/** The rule for a link whose name is taken already. */
public enum Overwrite {
  /** Yes, of any. */
  ALWAYS,
  /** Only of one that leads to a file, or to something unknown. */
  ONLY_FILES,
  /** No. */
  NEVER
}
