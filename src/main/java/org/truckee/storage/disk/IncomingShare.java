package org.truckee.storage.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.bytes.Secret;
import org.truckee.crypto.LeaseSecrets;
import org.truckee.crypto.StorageIndex;
import org.truckee.platform.OwnerFiles;
import org.truckee.protocol.storage.ByteRange;

/**
 * An immutable share that is being written. Its parts may come in any order; bytes that have come
 * once can't be changed.
 */
public final class IncomingShare {
  /** The most pieces of a share that have come and do not touch each other. */
  public static final int MAX_PIECES = 1000;

  private static final long SYNC_BYTES = 8 << 20;
  private static final long SLOWEST_BYTES_PER_SECOND = 512;
  private static final int TRICKLES = 4;
  private static final Duration FIRST_BYTE = Duration.ofMinutes(1);

  final StorageIndex storageIndex;
  final int shareNumber;
  public final long size;
  final Path path;
  final String client;
  private final Secret uploadSecret;
  private final LeaseSecrets leases;
  private final OpenUploads openUploads;
  private final ByteRanges received = new ByteRanges();
  private final Instant begun;
  private FileChannel file;
  private Instant lastWrite;
  private long receivedBytes;
  private long unsynced;
  private IOException broken;
  private boolean closed;
  private boolean finished;

  IncomingShare(
      StorageIndex storageIndex,
      int shareNumber,
      long size,
      Path path,
      String client,
      Secret upload,
      LeaseSecrets leases,
      OpenUploads openUploads,
      Instant now) {
    this.storageIndex = storageIndex;
    this.shareNumber = shareNumber;
    this.size = size;
    this.path = path;
    this.client = client;
    this.uploadSecret = upload;
    this.leases = leases;
    this.openUploads = openUploads;
    this.begun = now;
    this.lastWrite = now;
  }

  /** The file, which is made when it is needed first, and opened again after a {@link #rest}. */
  private FileChannel file() throws IOException {
    if (file == null) file = make();
    else if (!file.isOpen())
      file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    return file;
  }

  private FileChannel make() throws IOException {
    FileChannel made =
        OwnerFiles.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      ImmutableContainer.create(made, size, leases, begun);
      return made;
    } catch (IOException e) {
      made.close();
      throw e;
    }
  }

  /** Closes the file until more comes. */
  synchronized void rest() throws IOException {
    if (file != null) file.close();
  }

  /** Tells whether {@code secret} is the one that the share was allocated with. */
  boolean belongsTo(Secret secret) {
    return uploadSecret.equals(secret);
  }

  /**
   * Writes {@code bytes} at {@code offset}, and returns those ranges that were not written before.
   * {@code CONFLICT}, and no change, if they differ from earlier ones.
   */
  public List<ByteRange> write(long offset, ByteBuffer bytes, Instant now) throws IOException {
    List<ByteRange> written = writeNow(offset, bytes, now);
    if (bytes.hasRemaining()) openUploads.used(this);
    return written;
  }

  private synchronized List<ByteRange> writeNow(long offset, ByteBuffer bytes, Instant now)
      throws IOException {
    requireOpen();
    lastWrite = now;
    if (!bytes.hasRemaining()) return List.of();
    ByteRange range = new ByteRange(offset, offset + bytes.remaining());
    FileChannel open = file();
    for (ByteRange part : received.present(range)) {
      ByteBuffer before =
          ShareFile.read(open, ImmutableContainer.DATA_OFFSET + part.begin(), (int) part.length());
      if (!before.equals(slice(bytes, part, offset))) {
        throw new GridException(
            GridException.Kind.CONFLICT,
            Subject.share(shareNumber),
            "has other bytes at " + part.begin() + " already");
      }
    }
    List<ByteRange> missing = received.missing(range);
    requireFewPieces(range);
    for (ByteRange part : missing) {
      receivedBytes += part.length();
      ShareFile.write(
          open, ImmutableContainer.DATA_OFFSET + part.begin(), slice(bytes, part, offset));
    }
    received.add(range);
    unsynced += range.length();
    return missing;
  }

  /**
   * Fails if the pieces are too many: the missing ranges are told after each piece, and kept in
   * memory.
   */
  private void requireFewPieces(ByteRange range) {
    boolean apart = received.missing(range).contains(range);
    if (apart && received.count() >= MAX_PIECES)
      throw new GridException(
          GridException.Kind.TOO_LARGE,
          "a share comes in at most " + MAX_PIECES + " pieces apart from each other");
  }

  /** Returns, once for every so many bytes, that it is time to {@link #sync} them. */
  public synchronized boolean wantsSync() {
    if (unsynced < SYNC_BYTES) return false;
    unsynced = 0;
    return true;
  }

  /**
   * Puts the bytes written so far on the disk, beside the writing of more, so that little is left
   * to do at the end. The system tells of a failure only once: it is kept for the end.
   */
  public void sync() {
    try {
      FileChannel open = openFile();
      if (open != null) open.force(false);
    } catch (ClosedChannelException resting) {
      // What was written is synced at the end, through the file that is opened then.
    } catch (IOException e) {
      breakUnlessClosed(e);
    }
  }

  private synchronized FileChannel openFile() {
    return file;
  }

  private synchronized void breakUnlessClosed(IOException failure) {
    if (!closed) broken = failure;
  }

  /** Forgets that {@code ranges} were written: their part turned out to be wrong. */
  public synchronized void forget(List<ByteRange> ranges) {
    ranges.forEach(received::remove);
  }

  /** The ranges that are still missing. */
  public synchronized List<ByteRange> required() {
    return size == 0 ? List.of() : received.missing(new ByteRange(0, size));
  }

  /** The bytes that have room and have not come. */
  synchronized long outstanding() {
    return required().stream().mapToLong(ByteRange::length).sum();
  }

  /**
   * Returns whether the upload has had its time: no bytes came for as long as {@code patience}, or
   * so few that it would last for ever. Where uploads are {@code contended}, one without any byte
   * has a minute.
   */
  synchronized boolean isOver(Instant now, Duration patience, boolean contended) {
    Duration earned = Duration.ofSeconds(receivedBytes / SLOWEST_BYTES_PER_SECOND);
    boolean unbegun = contended && receivedBytes == 0 && size > 0;
    return now.isAfter(lastWrite.plus(patience))
        || now.isAfter(begun.plus(patience.multipliedBy(TRICKLES)).plus(earned))
        || (unbegun && now.isAfter(begun.plus(FIRST_BYTE)));
  }

  /** Puts everything on the disk, if {@code durable}, and ends the writing. */
  synchronized void finish(boolean durable) throws IOException {
    requireOpen();
    FileChannel open = file();
    if (durable) open.force(true);
    close();
    finished = true;
  }

  /** Returns whether the writing has ended with nothing missing. */
  synchronized boolean isFinished() {
    return finished;
  }

  /** Ends the writing of an unfinished share. */
  synchronized void close() throws IOException {
    closed = true;
    if (file != null) file.close();
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
