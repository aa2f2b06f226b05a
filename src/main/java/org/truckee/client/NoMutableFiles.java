package org.truckee.client;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.cap.Capability;
import org.truckee.cap.MutableFormat;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.flow.Plaintext;
import org.truckee.client.mutable.MutableFile;
import org.truckee.client.mutable.MutableFiles;
import org.truckee.mutable.FileKeyPair;

/** The mutable files of a gateway that does not speak of them. */
final class NoMutableFiles implements MutableFiles {
  @Override
  public Future<MutableWriteCap> create(
      MutableFormat format, Plaintext contents, Optional<FileKeyPair> keys) {
    return Future.failedFuture(none());
  }

  @Override
  public Future<MutableWriteCap> create(
      MutableFormat format, Function<MutableWriteCap, Bytes> contents, Optional<FileKeyPair> keys) {
    return Future.failedFuture(none());
  }

  @Override
  public MutableFile open(Capability cap) {
    throw none();
  }

  private static GridException none() {
    return new GridException(
        GridException.Kind.NOT_ALLOWED, "this gateway does not read or write mutable files");
  }
}
