package org.truckee.client.mutable;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;
import org.truckee.bytes.Bytes;
import org.truckee.cap.Capability;
import org.truckee.cap.MutableFormat;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.flow.Plaintext;
import org.truckee.mutable.FileKeyPair;

/** Makes and opens the mutable files of a grid. */
public interface MutableFiles {
  /**
   * Puts a new file with {@code contents}, which the caller closes, on the grid. Its key pair is
   * {@code keys}, which must never have served another file, or one of those that are made ahead.
   */
  Future<MutableWriteCap> create(
      MutableFormat format, Plaintext contents, Optional<FileKeyPair> keys);

  /** The same for contents that depend on the file's own capability, as a directory's do. */
  Future<MutableWriteCap> create(
      MutableFormat format, Function<MutableWriteCap, Bytes> contents, Optional<FileKeyPair> keys);

  /**
   * The file that {@code cap} writes, reads or checks (with a verify capability it can be looked
   * for, and not read); {@code BAD_CAP} if that is no mutable file.
   */
  MutableFile open(Capability cap);
}
