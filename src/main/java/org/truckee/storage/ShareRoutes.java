package org.truckee.storage;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import org.truckee.platform.BlockingWork;
import org.truckee.protocol.port.MessageMemory;
import org.truckee.protocol.storage.StoragePaths;
import org.truckee.storage.share.ShareStore;

/** The routes of the storage protocol, for those who were let in. */
record ShareRoutes(
    Vertx vertx, ShareStore store, BlockingWork disk, MessageMemory memory, VersionReply version) {
  private static final String STORAGE_INDEX = ":storageIndex";
  private static final String SHARE = STORAGE_INDEX + "/:shareNumber";

  /**
   * Adds them to {@code router}; {@code writing} takes the parts of immutable shares, and {@code
   * storing} those that come whole.
   */
  void mount(Router router, WriteShare writing, StoreShare storing) {
    ShareMessages messages = new ShareMessages(store, disk, memory);
    both(router, StoragePaths.VERSION).handler(version);
    router.put(StoragePaths.LEASE + STORAGE_INDEX).handler(messages::addLease);
    mountImmutable(router, messages, writing, storing);
    mountMutable(router, messages);
  }

  private void mountImmutable(
      Router router, ShareMessages messages, WriteShare writing, StoreShare storing) {
    router.post(StoragePaths.IMMUTABLE + STORAGE_INDEX).handler(messages::allocate);
    router.get(StoragePaths.IMMUTABLE + STORAGE_INDEX + "/shares").handler(messages::listImmutable);
    both(router, StoragePaths.IMMUTABLE + SHARE)
        .handler(new ReadShare(store::readImmutable, disk, vertx.fileSystem(), memory));
    router.patch(StoragePaths.IMMUTABLE + SHARE).handler(writing);
    router.put(StoragePaths.IMMUTABLE + SHARE).handler(storing);
    router.put(StoragePaths.IMMUTABLE + SHARE + "/abort").handler(messages::abort);
    router
        .post(StoragePaths.IMMUTABLE + SHARE + "/corrupt")
        .handler(ctx -> messages.report(ctx, "immutable"));
  }

  private void mountMutable(Router router, ShareMessages messages) {
    router
        .post(StoragePaths.MUTABLE + STORAGE_INDEX + "/read-test-write")
        .handler(messages::readTestWrite);
    router.get(StoragePaths.MUTABLE + STORAGE_INDEX + "/shares").handler(messages::listMutable);
    both(router, StoragePaths.MUTABLE + SHARE)
        .handler(new ReadShare(store::readMutable, disk, vertx.fileSystem(), memory));
    router
        .post(StoragePaths.MUTABLE + SHARE + "/corrupt")
        .handler(ctx -> messages.report(ctx, "mutable"));
  }

  private static Route both(Router router, String path) {
    return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
  }
}
