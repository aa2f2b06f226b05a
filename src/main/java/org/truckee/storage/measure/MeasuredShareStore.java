package org.truckee.storage.measure;

import java.io.IOException;
import java.util.SortedSet;
import org.truckee.bytes.Secret;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.storage.AllocateReply;
import org.truckee.protocol.storage.AllocateRequest;
import org.truckee.protocol.storage.ReadTestWrite;
import org.truckee.storage.share.LeaseHolder;
import org.truckee.storage.share.ShareStore;
import org.truckee.storage.share.UnfinishedShare;
import org.truckee.storage.share.UploadingClient;

/**
 * Shares whose calls are measured. The time of a read is that until its bytes, or the place of a
 * long one, are there; a reader's network counts in none.
 */
public record MeasuredShareStore(ShareStore shares, Latencies latencies) implements ShareStore {
  @Override
  public void open() throws IOException {
    shares.open();
  }

  @Override
  public void close() throws IOException {
    shares.close();
  }

  @Override
  public long availableSpace() {
    return shares.availableSpace();
  }

  @Override
  public AllocateReply allocate(
      StorageIndex storageIndex, AllocateRequest request, UploadingClient client)
      throws IOException {
    return latencies.measured(
        StorageCall.ALLOCATE, () -> shares.allocate(storageIndex, request, client));
  }

  @Override
  public UnfinishedShare upload(StorageIndex storageIndex, int shareNumber, Secret upload) {
    return new MeasuredShare(shares.upload(storageIndex, shareNumber, upload), latencies);
  }

  @Override
  public void abort(StorageIndex storageIndex, int shareNumber, Secret upload) throws IOException {
    shares.abort(storageIndex, shareNumber, upload);
  }

  @Override
  public int uploads() {
    return shares.uploads();
  }

  @Override
  public void dropIdle() throws IOException {
    shares.dropIdle();
  }

  @Override
  public SortedSet<Integer> immutableShares(StorageIndex storageIndex) throws IOException {
    return latencies.measured(StorageCall.GET, () -> shares.immutableShares(storageIndex));
  }

  @Override
  public SortedSet<Integer> mutableShares(StorageIndex storageIndex) throws IOException {
    return shares.mutableShares(storageIndex);
  }

  @Override
  public <T> T readImmutable(StorageIndex storageIndex, int shareNumber, Reader<T> reader)
      throws IOException {
    return latencies.measured(
        StorageCall.READ, () -> shares.readImmutable(storageIndex, shareNumber, reader));
  }

  @Override
  public <T> T readMutable(StorageIndex storageIndex, int shareNumber, Reader<T> reader)
      throws IOException {
    return latencies.measured(
        StorageCall.READV, () -> shares.readMutable(storageIndex, shareNumber, reader));
  }

  @Override
  public ReadTestWrite.Reply readTestWrite(
      StorageIndex storageIndex, ReadTestWrite step, Secret writeEnabler, LeaseHolder leases)
      throws IOException {
    return latencies.measured(
        StorageCall.WRITEV, () -> shares.readTestWrite(storageIndex, step, writeEnabler, leases));
  }

  @Override
  public void addLease(StorageIndex storageIndex, LeaseHolder leases) throws IOException {
    latencies.measured(
        StorageCall.ADD_LEASE,
        () -> {
          shares.addLease(storageIndex, leases);
          return null;
        });
  }

  @Override
  public void reportCorruption(
      String kind, StorageIndex storageIndex, int shareNumber, String reason) throws IOException {
    shares.reportCorruption(kind, storageIndex, shareNumber, reason);
  }

  @Override
  public int corruptionReports() throws IOException {
    return shares.corruptionReports();
  }
}
