package org.truckee.client.directory.file;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.truckee.cap.ReadCap;
import org.truckee.client.flow.GridFile;
import org.truckee.client.plaintext.Plaintext;

/**
 * The immutable files that tables are kept in, and the spool where a table waits while it is
 * changed.
 */
public interface FilesOfTables {
  /** Opens the file that {@code cap} reads. */
  Future<GridFile> open(ReadCap cap);

  /**
   * Puts a file with {@code contents}, which can be read more than once, on the grid; equal
   * contents get equal capabilities.
   */
  Future<ReadCap> put(Plaintext contents);

  /** Takes in {@code bytes}, which are paused, and keeps them until the file is closed. */
  Future<Plaintext> keep(ReadStream<Buffer> bytes);
}
