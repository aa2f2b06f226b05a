package org.truckee.storage.s3;

import io.vertx.core.Future;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The wait of a thread that may block for what an event loop does. */
final class S3Waits {
  private static final long LONGEST_MINUTES = 60;

  private S3Waits() {}

  /** The result of {@code asked}, of which each part ends by itself. Blocks. */
  static <T> T on(Future<T> asked) throws IOException {
    try {
      return asked.toCompletionStage().toCompletableFuture().get(LONGEST_MINUTES, TimeUnit.MINUTES);
    } catch (ExecutionException failed) {
      throw thrown(failed.getCause());
    } catch (TimeoutException late) {
      throw new IOException("the S3 server did not answer in time", late);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the wait for the S3 server was ended", e);
    }
  }

  private static IOException thrown(Throwable failure) {
    return failure instanceof IOException known ? known : new IOException(failure);
  }
}
