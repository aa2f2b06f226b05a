package org.truckee.storage.sweep;

import io.vertx.core.Future;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.StorageIndex;
import org.truckee.platform.BlockingWork;
import org.truckee.storage.object.ObjectName;
import org.truckee.storage.object.ObjectStore;

/**
 * The question to an object store whether it answers, and as this server's own; one is under way at
 * a time, however many ask. Thread-safe.
 */
final class ObjectProbe {
  private static final Logger LOG = LoggerFactory.getLogger(ObjectProbe.class);

  /** The name of no object, since names have random tags. */
  private static final ObjectName NOBODY =
      new ObjectName(
          new StorageIndex(Bytes.wrap(new byte[StorageIndex.SIZE])),
          0,
          Bytes.wrap(new byte[ObjectName.TAG_SIZE]));

  private final ObjectStore objects;
  private final BlockingWork work;
  private Future<Optional<String>> asked = Future.succeededFuture(Optional.empty());

  ObjectProbe(ObjectStore objects, BlockingWork work) {
    this.objects = objects;
    this.work = work;
  }

  /** The clause that says that it does not; empty if it does. */
  synchronized Future<Optional<String>> trouble() {
    if (asked.isComplete())
      asked =
          work.ask(() -> objects.lacks(NOBODY))
              .map(ObjectProbe::told)
              .otherwise(ObjectProbe::failed);
    return asked;
  }

  private static Optional<String> told(boolean own) {
    return own
        ? Optional.empty()
        : Optional.of("the bucket of this server does not answer as its own");
  }

  private static Optional<String> failed(Throwable failure) {
    LOG.warn("the bucket of this server fails: {}", FailureText.sentence(failure));
    return Optional.of("the bucket of this server fails");
  }
}
