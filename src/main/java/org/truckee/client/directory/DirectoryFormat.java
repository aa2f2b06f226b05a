package org.truckee.client.directory;

/** The ways of keeping a directory. */
public enum DirectoryFormat {
  /** As a table on a vdrive server. */
  VDRIVE,
  /** In an SDMF file. */
  SDMF,
  /** In an MDMF file. */
  MDMF,
  /** In an immutable file, or in its capability: it never changes, and nothing in it does. */
  IMMUTABLE
}
