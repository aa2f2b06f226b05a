package org.truckee.client.mutable.read;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.function.Function;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.cap.MutableFormat;
import org.truckee.client.context.ClientContext;
import org.truckee.client.flow.GridFile;
import org.truckee.client.flow.ReadAheadStream;
import org.truckee.client.flow.WholeFile;
import org.truckee.mutable.SignedPrefix;

/**
 * One version of a mutable file, which can be read as long as nobody replaces it; then {@code
 * CONFLICT}.
 */
public final class MutableVersion implements GridFile {
  /** The most bytes that are taken into memory as a whole. */
  public static final int MAX_CONTENTS = 64 << 20;

  private final ClientContext context;
  private final SignedPrefix prefix;
  private final MutableDownload download;
  private final boolean newest;

  /**
   * A version that {@code download} reads, which is null for an empty file, of which nothing is
   * ever read; {@code newest} tells whether no newer one can be kept.
   */
  MutableVersion(
      ClientContext context, SignedPrefix prefix, MutableDownload download, boolean newest) {
    this.context = context;
    this.prefix = prefix;
    this.download = download;
    this.newest = newest;
  }

  /**
   * Returns whether no newer version can be kept, as may be on servers that did not answer. What
   * can be read of another one is true of its time; what it lacks may be there by now.
   */
  public boolean isCertainlyNewest() {
    return newest;
  }

  @Override
  public long size() {
    return prefix.size();
  }

  /** The format of its shares. */
  public MutableFormat format() {
    return prefix.format();
  }

  /** The sequence number; every change makes it larger. */
  public long sequence() {
    return prefix.sequence();
  }

  /** The hash that tells it from other versions of the same sequence number. */
  public Bytes rootHash() {
    return prefix.rootHash();
  }

  @Override
  public Future<ReadStream<Buffer>> read(long offset, long length) {
    long end = prefix.segmentation().segmentAt(offset + length - 1) + 1;
    return new ReadAheadStream(
            context.timers(), download.upTo(end), context.memory(), offset, offset + length)
        .prepare()
        .map(stream -> stream);
  }

  /** The same; {@code TOO_LARGE} if there are more than 64 MiB. */
  @Override
  public <T> Future<T> contents(Function<Bytes, Future<T>> use) {
    if (size() > MAX_CONTENTS) return Future.failedFuture(tooLarge(MAX_CONTENTS));
    return size() == 0
        ? use.apply(Bytes.EMPTY)
        : WholeFile.read(download.upTo(prefix.segments()), context.memory(), use);
  }

  /** The whole contents, for which memory has been granted already. */
  public Future<Bytes> readGranted() {
    if (size() > MAX_CONTENTS) return Future.failedFuture(tooLarge(MAX_CONTENTS));
    return size() == 0
        ? Future.succeededFuture(Bytes.EMPTY)
        : WholeFile.readGranted(download.upTo(prefix.segments()));
  }

  /**
   * The failure, {@code TOO_LARGE}, to change a file of more than {@code limit} bytes as a whole.
   */
  public static GridException tooLarge(int limit) {
    return new GridException(
        GridException.Kind.TOO_LARGE,
        "only files of at most " + limit + " bytes are changed as a whole");
  }
}
