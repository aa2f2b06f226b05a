package org.truckee.web.local;

import io.vertx.core.Vertx;
import io.vertx.core.file.FileSystem;
import org.truckee.platform.BlockingWork;
import org.truckee.web.failure.DiskTrouble;

/**
 * The disk of the gateway's own machine, as its owner may use it.
 *
 * @param files opens files as streams
 * @param work does all other work on the disk; its failures are told as refusals
 */
record LocalDisk(FileSystem files, BlockingWork work) {
  static LocalDisk of(Vertx vertx) {
    return new LocalDisk(vertx.fileSystem(), BlockingWork.of(vertx).telling(DiskTrouble::told));
  }
}
