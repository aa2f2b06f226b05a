package org.truckee.storage.share;

/** The data of one stored share: in a file of this machine, or in a bucket. */
public sealed interface ShareData permits FileData, ObjectData {
  /** The number of bytes. */
  long length();
}
