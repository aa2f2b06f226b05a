package org.truckee.client.plaintext;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.client.pool.FairPool;
import org.truckee.platform.BlockingWork;
import org.truckee.platform.FullDisk;

/**
 * The disk on which files wait for their way to the servers.
 *
 * @param work is done on that disk; its failures are told in words
 * @param directory holds the files, and is made when the first one comes
 * @param room bounds the bytes of all files together
 */
public record SpoolDisk(BlockingWork work, Path directory, FairPool room) {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolDisk.class);

  /** The same with {@code blocking} for its work. */
  public static SpoolDisk of(BlockingWork blocking, Path directory, FairPool room) {
    return new SpoolDisk(blocking.telling(SpoolDisk::told), directory, room);
  }

  /** The failure of a step on that disk, in words; the operator's log gets the whole of it. */
  private static Throwable told(Throwable failure) {
    if (FullDisk.is(failure))
      return told(
          failure, "the disk of this gateway has no room for a file on its way to the servers");
    if (!(failure instanceof IOException)) return failure;
    LOG.error("the disk of this gateway failed", failure);
    return told(
        failure,
        "the disk of this gateway failed under a file on its way to the servers",
        "the log of the gateway says more");
  }

  private static GridException told(Throwable cause, String... reasons) {
    return new GridException(GridException.Kind.NO_SPACE, Subject.NONE, List.of(reasons), cause);
  }
}
