package org.truckee.storage;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import org.truckee.protocol.message.WireFormat;
import org.truckee.protocol.message.WireMessages;
import org.truckee.protocol.storage.StorageVersion;
import org.truckee.storage.disk.Disk;
import org.truckee.storage.disk.DiskShareStore;
import org.truckee.storage.disk.StorageConfig;

/**
 * What a storage server is and has room for. Clients ask for that all the time, so it is made anew
 * once a second at most. Event loop only.
 */
final class VersionReply implements Handler<RoutingContext> {
  private static final long MAX_AGE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** What Tahoe says; the true bound is the one on the size of each share. */
  private static final long LARGEST_MUTABLE = 69_105L * 1000 * 1000 * 1000 * 1000;

  private final DiskShareStore store;
  private final Disk disk;
  private final StorageConfig config;
  private final String applicationVersion;
  private StorageVersion version;
  private Buffer cbor;
  private long made;

  VersionReply(DiskShareStore store, Disk disk, StorageConfig config, String applicationVersion) {
    this.store = store;
    this.disk = disk;
    this.config = config;
    this.applicationVersion = applicationVersion;
  }

  @Override
  public void handle(RoutingContext ctx) {
    WireFormat format = WireMessages.accepted(ctx);
    now()
        .onSuccess(
            current ->
                WireMessages.reply(
                    ctx, 200, format, format == WireFormat.CBOR ? cbor : current.write(format)))
        .onFailure(ctx::fail);
  }

  /** The version, as it is or was a moment ago. */
  Future<StorageVersion> now() {
    if (version != null && System.nanoTime() - made < MAX_AGE_NANOS)
      return Future.succeededFuture(version);
    return disk.ask(store::availableSpace).map(this::remember);
  }

  private StorageVersion remember(long space) {
    long largest = Math.min(space, config.maximumShareSize());
    version = new StorageVersion(largest, LARGEST_MUTABLE, space, applicationVersion);
    cbor = version.write(WireFormat.CBOR);
    made = System.nanoTime();
    return version;
  }
}
