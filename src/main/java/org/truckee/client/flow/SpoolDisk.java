package org.truckee.client.flow;

import io.vertx.core.Future;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.platform.FullDisk;

/** What is said when the disk fails on which files wait for their way to the servers. */
public final class SpoolDisk {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolDisk.class);

  private SpoolDisk() {}

  /** The failure of a step on that disk, in words; the operator gets all of it. */
  public static <T> Future<T> failed(Throwable failure) {
    if (FullDisk.is(failure))
      return told(
          failure, "the disk of this gateway has no room for a file on its way to the servers");
    if (!(failure instanceof IOException)) return Future.failedFuture(failure);
    LOG.error("the disk of this gateway failed", failure);
    return told(
        failure,
        "the disk of this gateway failed under a file on its way to the servers",
        "the log of the gateway says more");
  }

  private static <T> Future<T> told(Throwable cause, String... reasons) {
    return Future.failedFuture(
        new GridException(GridException.Kind.NO_SPACE, Subject.NONE, List.of(reasons), cause));
  }
}
