package org.truckee.storage.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.storage.ByteRange;
import org.truckee.protocol.storage.ByteRanges;
import org.truckee.storage.container.ImmutableContainer;
import org.truckee.storage.container.ShareFile;
import org.truckee.storage.share.UnfinishedShare;
import org.truckee.storage.share.UploadingClient;

/** An immutable share that is being written, in a file of its own. */
public final class IncomingShare implements UnfinishedShare {
  /** The most pieces of a share that have come and do not touch each other. */
  public static final int MAX_PIECES = 1000;

  private static final long SYNC_BYTES = 8 << 20;

  /** Which share it is. */
  record Place(StorageIndex storageIndex, int shareNumber) {}

  /** The home of unfinished shares until they are stored or dropped. */
  interface Home {
    /** Notes that {@code share} was written to. Its lock is not held. */
    void used(IncomingShare share) throws IOException;

    /** As {@link UnfinishedShare#finish}. */
    void finish(IncomingShare share) throws IOException;

    /** As {@link UnfinishedShare#drop}. */
    void drop(IncomingShare share) throws IOException;
  }

  final Place place;
  final Path path;
  private final long size;
  private final UploadingClient client;
  private final String room;
  private final Home home;
  private final IncomingFile file;
  private final ByteRanges received = new ByteRanges();
  private final UploadTime time;
  private final AtomicLong unsynced = new AtomicLong();
  private final WritingState state = new WritingState();

  IncomingShare(Place place, long size, Path path, UploadingClient client, Home home, Instant now) {
    this.place = place;
    this.size = size;
    this.path = path;
    this.client = client;
    this.room = client.room();
    this.home = home;
    this.file = new IncomingFile(path, size, client.leases(), now);
    this.time = new UploadTime(now);
  }

  /** Closes the file until more comes. */
  synchronized void rest() throws IOException {
    file.close();
  }

  /** Tells whether {@code secret} is the one that the share was allocated with. */
  boolean belongsTo(Secret secret) {
    return client.upload().equals(secret);
  }

  /** Tells whether the client that is called {@code other} uploads it. */
  boolean isOf(String other) {
    return room.equals(other);
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public List<ByteRange> write(long offset, ByteBuffer bytes, Instant now) throws IOException {
    List<ByteRange> written = writeNow(offset, bytes, now);
    if (bytes.hasRemaining()) home.used(this);
    return written;
  }

  private synchronized List<ByteRange> writeNow(long offset, ByteBuffer bytes, Instant now)
      throws IOException {
    state.requireOpen(place.shareNumber());
    time.heard(now);
    if (!bytes.hasRemaining()) return List.of();
    ByteRange range = new ByteRange(offset, offset + bytes.remaining());
    FileChannel open = file.open();
    for (ByteRange part : received.present(range)) {
      ByteBuffer before =
          ShareFile.read(open, ImmutableContainer.DATA_OFFSET + part.begin(), (int) part.length());
      if (!before.equals(slice(bytes, part, offset))) {
        throw new GridException(
            GridException.Kind.CONFLICT,
            Subject.share(place.shareNumber()),
            "has other bytes at " + part.begin() + " already");
      }
    }
    List<ByteRange> missing = received.missing(range);
    requireFewPieces(range);
    for (ByteRange part : missing) {
      time.received(part.length());
      ShareFile.write(
          open, ImmutableContainer.DATA_OFFSET + part.begin(), slice(bytes, part, offset));
    }
    received.add(range);
    unsynced.addAndGet(range.length());
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

  @Override
  public boolean wantsSync() {
    return unsynced.get() >= SYNC_BYTES && unsynced.getAndSet(0) >= SYNC_BYTES;
  }

  /** Little is left to do at the end. The system tells of a failure once: it is kept till then. */
  @Override
  public void sync() {
    try {
      file.sync();
    } catch (IOException e) {
      breakUnlessClosed(e);
    }
  }

  private synchronized void breakUnlessClosed(IOException failure) {
    state.breakUnlessClosed(failure);
  }

  @Override
  public synchronized void forget(List<ByteRange> ranges) {
    ranges.forEach(received::remove);
  }

  @Override
  public synchronized List<ByteRange> required() {
    return size == 0 ? List.of() : received.missing(new ByteRange(0, size));
  }

  /** The bytes that have room and have not come. */
  synchronized long outstanding() {
    return required().stream().mapToLong(ByteRange::length).sum();
  }

  /** Returns whether the upload has had its {@link UploadTime time}; one that is whole has not. */
  synchronized boolean isOver(Instant now, Duration patience, boolean contended) {
    return !state.isSealed() && time.isOver(now, patience, contended && size > 0);
  }

  /** Takes no more bytes, of which nothing is missing, until it is unsealed. */
  synchronized void seal() throws IOException {
    state.requireOpen(place.shareNumber());
    file.open();
    file.close();
    state.seal(true);
  }

  /** Takes bytes again. */
  synchronized void unseal() {
    state.seal(false);
  }

  /** Writes a container that refers to the object with {@code tag} for the data to {@code path}. */
  void refer(Path path, Bytes tag, boolean durable) throws IOException {
    file.refer(path, tag, durable);
  }

  @Override
  public void finish() throws IOException {
    home.finish(this);
  }

  @Override
  public void drop() throws IOException {
    home.drop(this);
  }

  /**
   * Puts everything on the disk, if {@code durable}, and ends the writing. The missing ranges can
   * be asked meanwhile.
   */
  void end(boolean durable) throws IOException {
    begin();
    if (durable) file.force();
    end();
  }

  private synchronized void begin() throws IOException {
    state.requireOpen(place.shareNumber());
    file.open();
  }

  /** A share that was dropped meanwhile may have been opened once more. */
  private synchronized void end() throws IOException {
    if (state.isClosed()) file.close();
    state.requireOpen(place.shareNumber());
    close();
    state.finish();
  }

  /** Ends a sealed share, unless it was dropped meanwhile. */
  synchronized void endSealed() throws IOException {
    state.seal(false);
    state.requireOpen(place.shareNumber());
    close();
    state.finish();
  }

  /** Returns whether the writing has ended with nothing missing. */
  synchronized boolean isFinished() {
    return state.isFinished();
  }

  /** Ends the writing of an unfinished share. */
  synchronized void close() throws IOException {
    state.close();
    file.close();
  }

  private static ByteBuffer slice(ByteBuffer bytes, ByteRange part, long offset) {
    return bytes.slice(bytes.position() + (int) (part.begin() - offset), (int) part.length());
  }
}
