package org.truckee.web.writing;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.BiFunction;
import org.truckee.GridException;
import org.truckee.client.ReceivedFile;
import org.truckee.web.reply.Stored;

/**
 * A small body that is on its way up while its place is looked for: servers make room for it
 * meanwhile, and nothing is sent to them before it is known that it is to be stored. Used once.
 */
final class EarlyUpload {
  private final Promise<Void> leave = Promise.promise();
  private final Future<ReceivedFile> file;
  private final Future<Stored> stored;
  private boolean taken;

  /** Begins to have {@code received} stored by {@code upload}, which waits for a leave. */
  EarlyUpload(
      Future<ReceivedFile> received,
      BiFunction<ReceivedFile, Future<Void>, Future<Stored>> upload) {
    this.file = received;
    this.stored = received.compose(body -> upload.apply(body, leave.future()));
  }

  /** Lets it be stored. */
  Future<Stored> goOn() {
    leave.tryComplete();
    return stored;
  }

  /** Gives up storing it; the caller closes the body. */
  Future<ReceivedFile> takeBack() {
    taken = true;
    leave.tryFail(unwanted());
    return file;
  }

  /** Ends it, whatever has become of it. */
  void end() {
    leave.tryFail(unwanted());
    if (!taken) file.onSuccess(ReceivedFile::close);
  }

  private static GridException unwanted() {
    return new GridException(GridException.Kind.CONFLICT, "the body is not stored as a new file");
  }
}
