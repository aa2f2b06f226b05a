package org.truckee.storage;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import org.truckee.protocol.storage.ByteRange;
import org.truckee.storage.container.ShareFile;
import org.truckee.storage.share.FileData;
import org.truckee.storage.share.ObjectData;
import org.truckee.storage.share.ShareData;

/**
 * The part of a share that was asked for.
 *
 * @param range the bytes that there are; null if there are none
 * @param ranged whether it was asked for as a range
 * @param bytes its bytes, if they are few and have been read
 */
record SharePiece(ShareData share, ByteRange range, boolean ranged, byte[] bytes) {
  /** The most bytes that are read in one go. */
  static final int AT_ONCE = 512 << 10;

  /** The bytes {@code asked} of {@code share}, all if that is null; few are read. Blocks. */
  static SharePiece of(ShareData share, ByteRange asked) throws IOException {
    long begin = asked == null ? 0 : asked.begin();
    long end = asked == null ? share.length() : Math.min(asked.end(), share.length());
    if (begin >= end) return new SharePiece(share, null, asked != null, new byte[0]);
    ByteRange range = new ByteRange(begin, end);
    boolean read = share instanceof FileData && range.length() <= AT_ONCE;
    byte[] bytes = read ? read((FileData) share, range) : null;
    return new SharePiece(share, range, asked != null, bytes);
  }

  private static byte[] read(FileData share, ByteRange range) throws IOException {
    try (FileChannel file = FileChannel.open(share.file(), StandardOpenOption.READ)) {
      return ShareFile.read(file, share.offset() + range.begin(), (int) range.length()).array();
    }
  }

  /** The same with its bytes, if they are few and in a bucket. */
  Future<SharePiece> fetched() {
    if (!(share instanceof ObjectData object) || range == null || range.length() > AT_ONCE)
      return Future.succeededFuture(this);
    return object
        .read(range)
        .map(fetched -> new SharePiece(share, range, ranged, fetched.getBytes()));
  }

  long length() {
    return range == null ? 0 : range.length();
  }
}
