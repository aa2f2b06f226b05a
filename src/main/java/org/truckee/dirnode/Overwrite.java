package org.truckee.dirnode;

/** Whether a link may take the place of one that is there under the same name. */
public enum Overwrite {
  /** Yes, of any. */
  ALWAYS,
  /** Only of one that leads to a file, or to something unknown. */
  ONLY_FILES,
  /** No. */
  NEVER
}
