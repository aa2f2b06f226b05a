package org.truckee.storage.share;

import java.io.IOException;
import java.util.SortedSet;
import org.truckee.bytes.Secret;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.storage.AllocateReply;
import org.truckee.protocol.storage.AllocateRequest;
import org.truckee.protocol.storage.ReadTestWrite;

/**
 * The shares of one server. A share that is said to be stored is whole and lasts; an unfinished one
 * may be gone after a restart. Every method blocks, and may be called from any thread.
 */
public interface ShareStore {
  /** Opens the store: finishes or drops the steps that a crash left half done. */
  void open() throws IOException;

  /** Drops everything unfinished. */
  void close() throws IOException;

  /** The bytes that would be accepted now. */
  long availableSpace();

  /** Makes room for those of the wished shares that are not here, as far as there is space. */
  AllocateReply allocate(StorageIndex storageIndex, AllocateRequest request, UploadingClient client)
      throws IOException;

  /**
   * The unfinished share that {@code upload} was allocated with; {@code NOT_FOUND} or {@code
   * UNAUTHORIZED} if there is none.
   */
  UnfinishedShare upload(StorageIndex storageIndex, int shareNumber, Secret upload);

  /**
   * Gives up the share that {@code upload} was allocated for; {@code NOT_ALLOWED} if the share is
   * stored already.
   */
  void abort(StorageIndex storageIndex, int shareNumber, Secret upload) throws IOException;

  /** The number of unfinished shares. */
  int uploads();

  /** Drops the uploads that have had their time. */
  void dropIdle() throws IOException;

  /**
   * The immutable shares that are stored whole; {@code CONFLICT} if those of {@code storageIndex}
   * are mutable.
   */
  SortedSet<Integer> immutableShares(StorageIndex storageIndex) throws IOException;

  /**
   * The mutable shares of {@code storageIndex}; like the real server, it also lists immutable ones.
   */
  SortedSet<Integer> mutableShares(StorageIndex storageIndex) throws IOException;

  /** A reader of one share. */
  interface Reader<T> {
    /** Reads from the data of a share. */
    T read(ShareData share) throws IOException;
  }

  /** The result of {@code reader} for an immutable share; {@code NOT_FOUND} if it is not stored. */
  <T> T readImmutable(StorageIndex storageIndex, int shareNumber, Reader<T> reader)
      throws IOException;

  /**
   * The result of {@code reader} for a mutable share, which nothing changes meanwhile; {@code
   * NOT_FOUND} if it is not stored.
   */
  <T> T readMutable(StorageIndex storageIndex, int shareNumber, Reader<T> reader)
      throws IOException;

  /**
   * Carries out a step on the mutable shares of one file if all its tests pass; {@code
   * UNAUTHORIZED} if any share has another write enabler.
   */
  ReadTestWrite.Reply readTestWrite(
      StorageIndex storageIndex, ReadTestWrite step, Secret writeEnabler, LeaseHolder leases)
      throws IOException;

  /** Adds or renews the lease on all shares of a file; {@code NOT_FOUND} if there are none. */
  void addLease(StorageIndex storageIndex, LeaseHolder leases) throws IOException;

  /** Keeps a report of damage for the operator; {@code NOT_FOUND} if the share is not stored. */
  void reportCorruption(String kind, StorageIndex storageIndex, int shareNumber, String reason)
      throws IOException;

  /** The number of reports that are kept. */
  int corruptionReports() throws IOException;
}
