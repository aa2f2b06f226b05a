package org.truckee.web.failure;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.truckee.GridException;
import org.truckee.platform.FullDisk;

/**
 * The answers of this machine's disk to a request that reads or writes a file there, in words. They
 * are no secret from the owner, the only sender of such requests; they name no paths.
 */
public final class DiskTrouble {
  private DiskTrouble() {}

  /** Fails with {@code failure}, told as a refusal if it is the disk's. */
  public static <T> Future<T> tell(Throwable failure) {
    return Future.failedFuture(told(failure));
  }

  /** {@code failure}, told as a refusal if it is the disk's. */
  public static Throwable told(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof GridException) return failure;
      if (cause instanceof IOException trouble) return told(trouble);
    }
    return failure;
  }

  private static Throwable told(IOException trouble) {
    if (FullDisk.is(trouble)) return trouble;
    if (trouble instanceof NoSuchFileException)
      return new GridException(
          GridException.Kind.NOT_FOUND, "there is no such file or folder on this machine", trouble);
    if (trouble instanceof AccessDeniedException)
      return new GridException(
          GridException.Kind.FORBIDDEN, "the gateway has no right to this file or folder", trouble);
    return new GridException(
        GridException.Kind.CONFLICT, "the disk of this machine can't hold that there", trouble);
  }
}
