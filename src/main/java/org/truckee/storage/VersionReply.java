package org.truckee.storage;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.truckee.platform.BlockingWork;
import org.truckee.platform.Ticker;
import org.truckee.protocol.message.WireFormat;
import org.truckee.protocol.message.WireMessages;
import org.truckee.protocol.storage.StorageVersion;
import org.truckee.protocol.storage.WholeShares;
import org.truckee.storage.disk.StorageConfig;
import org.truckee.storage.share.ShareStore;

/**
 * The version of a storage server and its room. Clients ask for that all the time, so it is made
 * anew once a second at most. Thread-safe.
 */
final class VersionReply implements Handler<RoutingContext> {
  private static final long MAX_AGE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Tahoe's number; the true bound is the one on the size of each share. */
  private static final long LARGEST_MUTABLE = 69_105L * 1000 * 1000 * 1000 * 1000;

  private final ShareStore store;
  private final BlockingWork disk;
  private final StorageConfig config;
  private final String applicationVersion;
  private final Ticker ticker;
  private volatile Optional<Told> latest = Optional.empty();

  /** The latest version that was told, and its time. */
  private record Told(StorageVersion version, Buffer cbor, long made) {
    Buffer in(WireFormat format) {
      return format == WireFormat.CBOR ? cbor : version.write(format);
    }
  }

  VersionReply(
      ShareStore store,
      BlockingWork disk,
      StorageConfig config,
      String applicationVersion,
      Ticker ticker) {
    this.store = store;
    this.disk = disk;
    this.config = config;
    this.applicationVersion = applicationVersion;
    this.ticker = ticker;
  }

  @Override
  public void handle(RoutingContext ctx) {
    WireFormat format = WireMessages.accepted(ctx);
    ctx.response().putHeader(WholeShares.HEADER, Integer.toString(WholeShares.LARGEST));
    told()
        .onSuccess(current -> WireMessages.reply(ctx, 200, format, current.in(format)))
        .onFailure(ctx::fail);
  }

  /** The version, as it is or was a moment ago. */
  Future<StorageVersion> now() {
    return told().map(Told::version);
  }

  private Future<Told> told() {
    return latest
        .filter(told -> ticker.nanos() - told.made() < MAX_AGE_NANOS)
        .map(Future::succeededFuture)
        .orElseGet(() -> disk.ask(store::availableSpace).map(this::tell));
  }

  private Told tell(long space) {
    long largest = Math.min(space, config.policy().maximumShareSize());
    StorageVersion version =
        new StorageVersion(
            largest, LARGEST_MUTABLE, space, applicationVersion, WholeShares.LARGEST);
    Told told = new Told(version, version.write(WireFormat.CBOR), ticker.nanos());
    latest = Optional.of(told);
    return told;
  }
}
