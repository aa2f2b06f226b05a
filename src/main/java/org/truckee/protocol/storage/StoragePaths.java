package org.truckee.protocol.storage;

import org.truckee.crypto.StorageIndex;

/** The paths of the storage protocol, as clients ask for them and servers route them. */
public final class StoragePaths {
  /** The path of a server's description of itself. */
  public static final String VERSION = "/storage/v1/version";

  /** The path of what accounts take of a server, a word of our own beside those of Tahoe. */
  public static final String LEDGER = "/storage/v1/ledger";

  /** The beginning of the paths of immutable shares; a storage index follows. */
  public static final String IMMUTABLE = "/storage/v1/immutable/";

  /** The beginning of the paths of mutable shares; a storage index follows. */
  public static final String MUTABLE = "/storage/v1/mutable/";

  /** The beginning of the paths of leases; a storage index follows. */
  public static final String LEASE = "/storage/v1/lease/";

  private StoragePaths() {}

  /** The path where the immutable shares of a file are allocated. */
  public static String immutable(StorageIndex storageIndex) {
    return IMMUTABLE + storageIndex;
  }

  /** The path where the immutable shares of a file are listed. */
  public static String immutableShares(StorageIndex storageIndex) {
    return IMMUTABLE + storageIndex + "/shares";
  }

  /** The path where an immutable share is read and written. */
  public static String immutableShare(StorageIndex storageIndex, int shareNumber) {
    return IMMUTABLE + storageIndex + "/" + shareNumber;
  }

  /** The path where the writing of an immutable share is given up. */
  public static String abort(StorageIndex storageIndex, int shareNumber) {
    return immutableShare(storageIndex, shareNumber) + "/abort";
  }

  /** The path where damage to an immutable share is reported. */
  public static String immutableCorrupt(StorageIndex storageIndex, int shareNumber) {
    return immutableShare(storageIndex, shareNumber) + "/corrupt";
  }

  /** The path where the mutable shares of a file are listed. */
  public static String mutableShares(StorageIndex storageIndex) {
    return MUTABLE + storageIndex + "/shares";
  }

  /** The path where a mutable share is read. */
  public static String mutableShare(StorageIndex storageIndex, int shareNumber) {
    return MUTABLE + storageIndex + "/" + shareNumber;
  }

  /** The path where damage to a mutable share is reported. */
  public static String mutableCorrupt(StorageIndex storageIndex, int shareNumber) {
    return mutableShare(storageIndex, shareNumber) + "/corrupt";
  }

  /** The path where the mutable shares of a file are tested and written. */
  public static String readTestWrite(StorageIndex storageIndex) {
    return MUTABLE + storageIndex + "/read-test-write";
  }

  /** The path where a lease on the shares of a file is added or renewed. */
  public static String lease(StorageIndex storageIndex) {
    return LEASE + storageIndex;
  }
}
