package org.truckee.storage.disk;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.platform.BlockingWork;
import org.truckee.platform.FullDisk;

/**
 * The readiness of a storage server's disk to take shares, and the reason if it takes none. The log
 * is told of each change, and of each kind of failure once until another one or none follows.
 * Thread-safe.
 */
public final class DiskWatch {
  private static final int THREADS = 8;
  private static final Logger LOG = LoggerFactory.getLogger(DiskWatch.class);

  /** The states of the disk. */
  enum State {
    /** Shares are taken. */
    WRITABLE("shares are taken"),
    /** The configuration says so. */
    READ_ONLY("this server is read-only by its configuration"),
    /** Nothing is left but what is reserved. */
    FULL("the disk of this server is full"),
    /** The directory is gone, or on a disk that can't be written any more. */
    UNUSABLE("the disk of this server can't be written");

    private final String words;

    State(String words) {
      this.words = words;
    }

    /** The state as a sentence says it. */
    String words() {
      return words;
    }
  }

  private final StorageConfig config;
  private final ShareDirectories directories;
  private final AtomicLong shares = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private FileStore disk;
  private State state;
  private String failure;

  DiskWatch(StorageConfig config, ShareDirectories directories) {
    this.config = config;
    this.directories = directories;
  }

  /** The bytes of the disk that shares may use; 0 if none can be written. Blocks. */
  public long free() {
    if (config.policy().readonly()) return seen(State.READ_ONLY, 0);
    try {
      if (!Files.isWritable(directories.incoming())) return seen(State.UNUSABLE, 0);
      long free = disk().getUsableSpace();
      long left = Math.max(0, free - config.policy().reservedSpace());
      return seen(left > 0 ? State.WRITABLE : State.FULL, left);
    } catch (IOException e) {
      return seen(State.UNUSABLE, 0);
    }
  }

  /** The clause that says why no shares are taken, though they should be. Blocks. */
  public Optional<String> trouble() {
    if (free() > 0) return Optional.empty();
    synchronized (this) {
      return Optional.of(state).filter(now -> now != State.READ_ONLY).map(State::words);
    }
  }

  /** The size of the disk; empty if it tells none. */
  public Optional<DiskSpace> space() {
    try {
      return Optional.of(DiskSpace.of(disk()));
    } catch (IOException e) {
      failed(e);
      return Optional.empty();
    }
  }

  /** Looking for it takes long; it is asked by its path, so it may go and come again. */
  private synchronized FileStore disk() throws IOException {
    if (disk == null) disk = Files.getFileStore(directories.shares());
    return disk;
  }

  private synchronized long seen(State now, long free) {
    if (now != state) tell(now, free);
    state = now;
    return free;
  }

  private void tell(State now, long free) {
    String text = "storage: {}; {} bytes are free for shares, {} are reserved";
    boolean good = now == State.WRITABLE || now == State.READ_ONLY;
    if (good) LOG.info(text, now.words, free, config.policy().reservedSpace());
    else LOG.warn(text, now.words, free, config.policy().reservedSpace());
  }

  /** The failure for a client for whose shares there is no room. */
  GridException refusal() {
    State now;
    synchronized (this) {
      now = state;
    }
    String reason = now == null || now == State.WRITABLE ? "not enough space" : now.words;
    return new GridException(GridException.Kind.NO_SPACE, reason + ": these shares can't be taken");
  }

  /** Work on the disk, on threads of its own; a failure is told to clients in words. */
  public BlockingWork work(Vertx vertx) {
    return over(BlockingWork.onThreads(vertx, "truckee-disk", THREADS));
  }

  /** The same threads as {@code work}; a failure of the disk is told to clients in words. */
  public BlockingWork over(BlockingWork work) {
    return work.telling(this::told);
  }

  private Throwable told(Throwable failure) {
    if (!(failure instanceof IOException)) return failure;
    failed(failure);
    boolean full = FullDisk.is(failure);
    return new GridException(
        full ? GridException.Kind.NO_SPACE : GridException.Kind.CORRUPT,
        full ? "the disk of this server is full" : "the disk of this server fails",
        failure);
  }

  /** Notes that something failed on the disk. */
  public synchronized void failed(Throwable cause) {
    String reason = cause.getClass().getSimpleName() + ": " + FailureText.sentence(cause);
    if (Objects.equals(reason, failure)) return;
    failure = reason;
    LOG.error("storage: the disk failed: {}", reason);
  }

  /** Notes that a share of {@code size} bytes is stored. */
  void stored(long size) {
    shares.incrementAndGet();
    bytes.addAndGet(size);
  }

  /** Tells the log what was stored since the last time, if anything was. */
  public void summarise() {
    long number = shares.getAndSet(0);
    long sum = bytes.getAndSet(0);
    if (number > 0) LOG.info("storage: {} shares of {} bytes were stored lately", number, sum);
    synchronized (this) {
      failure = null;
    }
  }
}
