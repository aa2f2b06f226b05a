package org.truckee.storage.share;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.truckee.protocol.storage.ByteRange;

/**
 * An immutable share that is being written. Its parts may come in any order; bytes that have come
 * once can't be changed. Blocks, except for {@link #size} and {@link #wantsSync}. Thread-safe.
 */
public interface UnfinishedShare {
  /** The bytes that the share has in the end. */
  long size();

  /**
   * Writes {@code bytes} at {@code offset}, and returns those ranges that were not written before.
   * {@code CONFLICT}, and no change, if they differ from earlier ones.
   */
  List<ByteRange> write(long offset, ByteBuffer bytes, Instant now) throws IOException;

  /** Returns, once for every so many bytes, that it is time to {@link #sync} them. */
  boolean wantsSync();

  /** Puts the bytes written so far on the disk, beside the writing of more. */
  void sync();

  /** Forgets that {@code ranges} were written: their part turned out to be wrong. */
  void forget(List<ByteRange> ranges);

  /** The ranges that are still missing. */
  List<ByteRange> required();

  /**
   * Stores the share, of which nothing is missing any more. {@code CONFLICT} if another has come to
   * its place meanwhile; that one stays.
   */
  void finish() throws IOException;

  /** Gives the share up. */
  void drop() throws IOException;
}
