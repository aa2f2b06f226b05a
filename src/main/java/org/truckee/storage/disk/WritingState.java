package org.truckee.storage.disk;

import java.io.IOException;
import org.truckee.GridException;
import org.truckee.Subject;

/** What may still be done with a share that is being written. One thread at a time. */
final class WritingState {
  private IOException broken;
  private boolean sealed;
  private boolean closed;
  private boolean finished;

  /** Fails if the share of this number takes no bytes, now or any more. */
  void requireOpen(int shareNumber) throws IOException {
    if (broken != null) throw broken;
    if (sealed)
      throw new GridException(
          GridException.Kind.BUSY,
          Subject.share(shareNumber),
          "is whole and on its way to the bucket of this server");
    if (closed)
      throw new GridException(
          GridException.Kind.NOT_FOUND, "the upload of share " + shareNumber + " has ended");
  }

  /** Notes a failure that the system tells only once. */
  void breakUnlessClosed(IOException failure) {
    if (!closed) broken = failure;
  }

  /** Says whether the share takes no bytes for now. */
  void seal(boolean now) {
    sealed = now;
  }

  boolean isSealed() {
    return sealed;
  }

  /** Ends the writing. */
  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  /** Notes that the writing has ended with nothing missing. */
  void finish() {
    finished = true;
  }

  boolean isFinished() {
    return finished;
  }
}
