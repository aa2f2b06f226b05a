package org.truckee.protocol;

import org.truckee.crypto.StorageIndex;

/** The paths of the storage protocol, as clients ask for them and servers route them. */
public final class StoragePaths {
  /** What a server says of itself. */
  public static final String VERSION = "/storage/v1/version";

  /** The immutable shares of one file follow. */
  public static final String IMMUTABLE = "/storage/v1/immutable/";

  /** The mutable shares of one file follow. */
  public static final String MUTABLE = "/storage/v1/mutable/";

  /** The leases on the shares of one file follow. */
  public static final String LEASE = "/storage/v1/lease/";

  private StoragePaths() {}

  /** Where the immutable shares of a file are allocated. */
  public static String immutable(StorageIndex storageIndex) {
    return IMMUTABLE + storageIndex;
  }

  /** Where the immutable shares of a file are listed. */
  public static String immutableShares(StorageIndex storageIndex) {
    return IMMUTABLE + storageIndex + "/shares";
  }

  /** Where an immutable share is read and written. */
  public static String immutableShare(StorageIndex storageIndex, int shareNumber) {
    return IMMUTABLE + storageIndex + "/" + shareNumber;
  }

  /** Where the writing of an immutable share is given up. */
  public static String abort(StorageIndex storageIndex, int shareNumber) {
    return immutableShare(storageIndex, shareNumber) + "/abort";
  }

  /** Where damage to an immutable share is reported. */
  public static String immutableCorrupt(StorageIndex storageIndex, int shareNumber) {
    return immutableShare(storageIndex, shareNumber) + "/corrupt";
  }

  /** Where a lease on the shares of a file is added or renewed. */
  public static String lease(StorageIndex storageIndex) {
    return LEASE + storageIndex;
  }
}
