package org.truckee.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.truckee.GridException;
import org.truckee.bytes.Secret;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.ByteRange;

/**
 * An immutable share that is being written. Its parts may come in any order; what has come once
 * can't be changed.
 */
final class IncomingShare {
  private static final long SYNC_BYTES = 8 << 20;

  final StorageIndex storageIndex;
  final int shareNumber;
  final long size;
  final Path path;
  private final Secret uploadSecret;
  private final FileChannel file;
  private final ByteRanges received = new ByteRanges();
  private Instant lastWrite;
  private long unsynced;
  private IOException broken;
  private boolean closed;
  private boolean finished;

  IncomingShare(
      StorageIndex storageIndex,
      int shareNumber,
      long size,
      Path path,
      FileChannel file,
      Secret upload,
      Instant now) {
    this.storageIndex = storageIndex;
    this.shareNumber = shareNumber;
    this.size = size;
    this.path = path;
    this.file = file;
    this.uploadSecret = upload;
    this.lastWrite = now;
  }

  /** Tells whether {@code secret} is the one that the share was allocated with. */
  boolean belongsTo(Secret secret) {
    return uploadSecret.equals(secret);
  }

  /**
   * Writes {@code bytes} at {@code offset}, and returns those ranges that were not written before.
   * {@code CONFLICT}, and no change, if they differ from what was.
   */
  synchronized List<ByteRange> write(long offset, ByteBuffer bytes, Instant now)
      throws IOException {
    requireOpen();
    lastWrite = now;
    if (!bytes.hasRemaining()) return List.of();
    ByteRange range = new ByteRange(offset, offset + bytes.remaining());
    for (ByteRange part : received.present(range)) {
      ByteBuffer before =
          ShareFile.read(file, ImmutableContainer.DATA_OFFSET + part.begin(), (int) part.length());
      if (!before.equals(slice(bytes, part, offset))) {
        throw new GridException(
            GridException.Kind.CONFLICT,
            "share " + shareNumber + " has other bytes at " + part.begin() + " already");
      }
    }
    List<ByteRange> missing = received.missing(range);
    for (ByteRange part : missing) {
      ShareFile.write(
          file, ImmutableContainer.DATA_OFFSET + part.begin(), slice(bytes, part, offset));
    }
    received.add(range);
    unsynced += range.length();
    return missing;
  }

  /** Tells, once for every so many bytes, that it is time to {@link #sync} them. */
  synchronized boolean wantsSync() {
    if (unsynced < SYNC_BYTES) return false;
    unsynced = 0;
    return true;
  }

  /**
   * Puts on the disk what has been written so far, beside the writing of more, so that little is
   * left to do at the end. The system tells of a failure only once: it is kept for the end.
   */
  void sync() {
    try {
      file.force(false);
    } catch (IOException e) {
      breakUnlessClosed(e);
    }
  }

  private synchronized void breakUnlessClosed(IOException failure) {
    if (!closed) broken = failure;
  }

  /** Forgets that {@code ranges} were written: what wrote them turned out to be wrong. */
  synchronized void forget(List<ByteRange> ranges) {
    ranges.forEach(received::remove);
  }

  /** What is still missing. */
  synchronized List<ByteRange> required() {
    return size == 0 ? List.of() : received.missing(new ByteRange(0, size));
  }

  /** The bytes that were promised room for and have not come. */
  synchronized long outstanding() {
    return required().stream().mapToLong(ByteRange::length).sum();
  }

  /** Whether nothing has come since {@code limit}. */
  synchronized boolean idleSince(Instant limit) {
    return lastWrite.isBefore(limit);
  }

  /** Puts everything on the disk, if {@code durable}, and ends the writing. */
  synchronized void finish(boolean durable) throws IOException {
    requireOpen();
    if (durable) file.force(true);
    close();
    finished = true;
  }

  /** Whether the writing has ended with nothing missing. */
  synchronized boolean isFinished() {
    return finished;
  }

  /** Ends the writing, whatever is missing. */
  synchronized void close() throws IOException {
    closed = true;
    file.close();
  }

  private void requireOpen() throws IOException {
    if (broken != null) throw broken;
    if (closed) {
      throw new GridException(
          GridException.Kind.NOT_FOUND, "the upload of share " + shareNumber + " has ended");
    }
  }

  private static ByteBuffer slice(ByteBuffer bytes, ByteRange part, long offset) {
    return bytes.slice(bytes.position() + (int) (part.begin() - offset), (int) part.length());
  }
}
