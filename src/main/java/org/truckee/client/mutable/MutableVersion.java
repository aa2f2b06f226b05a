package org.truckee.client.mutable;

import io.vertx.core.Future;
import org.truckee.bytes.Bytes;
import org.truckee.cap.MutableFormat;
import org.truckee.client.flow.GridFile;

/** One version of a mutable file, which can be read as long as nobody replaces it. */
public interface MutableVersion extends GridFile {
  /** The format of its shares. */
  MutableFormat format();

  /** Which version it is; every change makes it larger. */
  long sequence();

  /** Tells it from others of the same number, which writers that raced can leave. */
  Bytes rootHash();

  /** All of it, of a file small enough for memory. */
  Future<Bytes> contents();
}
