package org.truckee.storage.cycle;

import org.truckee.storage.expire.ExaminedShare;

/**
 * An amount of stored shares.
 *
 * @param buckets the files of which there are shares
 * @param shares the shares
 * @param shareBytes the bytes of the files that hold them
 * @param diskBytes the bytes that they and their directories take of the disk
 */
public record Space(long buckets, long shares, long shareBytes, long diskBytes) {
  /** The space of one share. */
  public static Space of(ExaminedShare share) {
    return new Space(0, 1, share.size(), share.diskSize());
  }

  /** The space of a directory of shares, which takes {@code diskBytes}. */
  public static Space ofBucket(long diskBytes) {
    return new Space(1, 0, 0, diskBytes);
  }
}
