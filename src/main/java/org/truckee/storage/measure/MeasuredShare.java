package org.truckee.storage.measure;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.truckee.protocol.storage.ByteRange;
import org.truckee.storage.share.UnfinishedShare;

/** An unfinished share whose writing and storing are measured. */
record MeasuredShare(UnfinishedShare share, Latencies latencies) implements UnfinishedShare {
  @Override
  public long size() {
    return share.size();
  }

  @Override
  public List<ByteRange> write(long offset, ByteBuffer bytes, Instant now) throws IOException {
    return latencies.measured(StorageCall.WRITE, () -> share.write(offset, bytes, now));
  }

  @Override
  public boolean wantsSync() {
    return share.wantsSync();
  }

  @Override
  public void sync() {
    share.sync();
  }

  @Override
  public void forget(List<ByteRange> ranges) {
    share.forget(ranges);
  }

  @Override
  public List<ByteRange> required() {
    return share.required();
  }

  @Override
  public void finish() throws IOException {
    latencies.measured(
        StorageCall.CLOSE,
        () -> {
          share.finish();
          return null;
        });
  }

  @Override
  public void drop() throws IOException {
    share.drop();
  }
}
