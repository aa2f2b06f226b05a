package org.truckee.client.server;

import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.util.SortedSet;
import org.truckee.bytes.Secret;
import org.truckee.crypto.LeaseSecrets;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.storage.AllocateReply;
import org.truckee.protocol.storage.AllocateRequest;
import org.truckee.protocol.storage.ReadTestWrite;
import org.truckee.protocol.storage.StorageLedger;
import org.truckee.protocol.storage.StorageVersion;
import org.truckee.protocol.storage.WholeShares;

/**
 * Speaks the storage protocol to one server. No answer is waited for without end, and every failure
 * names the server. Its results are the server's claims and no more.
 */
public interface StorageClient {
  /** The server's description of itself and its space. */
  Future<StorageVersion> version();

  /** The numbers of the shares that it claims to hold whole. */
  Future<SortedSet<Integer>> shares(StorageIndex storageIndex);

  /**
   * Asks for room for shares; the answer names those that have room, and those that the server
   * holds already.
   */
  Future<AllocateReply> allocate(
      StorageIndex storageIndex, AllocateRequest request, LeaseSecrets leases, Secret upload);

  /**
   * Stores a small share {@link WholeShares whole}; the answer names it among those that have room
   * if it is stored now, and those that the server held already. Not for every server.
   */
  Future<AllocateReply> store(
      StorageIndex storageIndex,
      int shareNumber,
      ByteBuffer share,
      LeaseSecrets leases,
      Secret upload);

  /**
   * Opens the stream of a whole share of {@code size} bytes. It has no time-out: its writer bounds
   * the time.
   */
  Future<ShareUpload> write(StorageIndex storageIndex, int shareNumber, long size, Secret upload);

  /** Takes back room from {@link #allocate} for a share that was not written whole. */
  Future<Void> abort(StorageIndex storageIndex, int shareNumber, Secret upload);

  /**
   * Up to {@code length} bytes of an immutable share from {@code offset}; fewer only where the
   * share ends.
   */
  Future<byte[]> read(StorageIndex storageIndex, int shareNumber, long offset, int length);

  /** Tells the server's operator that an immutable share is damaged. */
  Future<Void> adviseCorrupt(StorageIndex storageIndex, int shareNumber, String reason);

  /** The numbers of the mutable shares that it claims to hold. */
  Future<SortedSet<Integer>> mutableShares(StorageIndex storageIndex);

  /**
   * Up to {@code length} bytes of a mutable share from {@code offset}; fewer only where the share
   * ends.
   */
  Future<byte[]> readMutable(StorageIndex storageIndex, int shareNumber, long offset, int length);

  /**
   * Carries out {@code step} on the mutable shares of a file, if all its tests pass. Its reads are
   * for small parts: the whole answer has at most 64 KiB.
   */
  Future<ReadTestWrite.Reply> readTestWrite(
      StorageIndex storageIndex, ReadTestWrite step, LeaseSecrets leases, Secret writeEnabler);

  /** Tells the server's operator that a mutable share is damaged. */
  Future<Void> adviseCorruptMutable(StorageIndex storageIndex, int shareNumber, String reason);

  /** Adds or renews the lease on all shares of a file. */
  Future<Void> addLease(StorageIndex storageIndex, LeaseSecrets leases);

  /** What accounts take of the server, as it tells those who show one. */
  Future<StorageLedger> ledger();

  /** Ends all connections. */
  Future<Void> close();
}
