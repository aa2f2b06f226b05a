package org.truckee.vdrive;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.truckee.bytes.Secret;
import org.truckee.crypto.Ed25519VerifyingKey;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.Slot;
import org.truckee.platform.measure.LastAnswer;
import org.truckee.platform.measure.MetricSink;
import org.truckee.platform.measure.Monitored;
import org.truckee.protocol.limit.ServerLimitStep;
import org.truckee.protocol.message.WireFormat;
import org.truckee.protocol.message.WireMessages;
import org.truckee.protocol.port.Exchange;
import org.truckee.protocol.port.MessageMemory;
import org.truckee.protocol.port.SwissnumCheck;
import org.truckee.protocol.vdrive.VdrivePaths;
import org.truckee.protocol.vdrive.VdriveVersion;
import org.truckee.protocol.vdrive.VdriveWrite;
import org.truckee.worker.Codec;

/** The vdrive role: serves one {@link DirnodeStore}, on the routes that a node mounts. */
public final class VdriveService implements Monitored {
  private static final String DIRECTORY = VdrivePaths.DIRECTORIES + ":storageIndex";

  /** The memory of an entry, as it is found and as it is sent. */
  private static final int ENTRY_MEMORY = 128 << 10;

  private static final long SIZES_SECONDS = 60;

  private final MeasuredDirnodeStore store;
  private final Secret authorization;
  private final VdriveVersion version;
  private final Codec codec;
  private final WriteStep write;
  private final MessageMemory memory;
  private final ServerLimitStep writers;
  private final LastAnswer<Optional<DirnodeStore.Kept>> sizes;

  /** A server of {@code store}, for clients that present {@code authorization}. */
  public VdriveService(
      Vertx vertx,
      DirnodeStore store,
      Codec codec,
      VdriveConfig config,
      Secret authorization,
      String applicationVersion) {
    this.codec = codec;
    this.memory = MessageMemory.of(vertx, "vdrive");
    this.store = new MeasuredDirnodeStore(store, memory.timers());
    this.sizes = new LastAnswer<>(this.store::kept, memory.timers(), SIZES_SECONDS);
    this.authorization = authorization;
    VdriveLimits limits = config.limits();
    this.version =
        new VdriveVersion(applicationVersion, limits.maximumEntries(), limits.maximumEntrySize());
    CreationLimit creations =
        new CreationLimit(limits.creationsPerMinute(), memory.timers()::nanos);
    this.writers =
        new ServerLimitStep(
            "vdrive", config.writers(), memory.timers()::nanos, nobody -> OptionalInt.empty());
    this.write = new WriteStep(this.store, codec, limits.maximumEntrySize(), creations, memory);
  }

  /** Opens the store, and makes the directory of {@code root} in it if there is to be one. */
  public Future<Void> open(Optional<Ed25519VerifyingKey> root) {
    return store
        .open()
        .compose(
            opened ->
                root.isPresent()
                    ? store.write(new VdriveWrite(List.of(root.get()), List.of())).mapEmpty()
                    : Future.succeededFuture());
  }

  /** Closes the store. */
  public Future<Void> close() {
    return store.close();
  }

  @Override
  public Future<Void> tell(MetricSink sink) {
    memory.tell(sink, "vdrive");
    writers.tell(sink);
    store.calls().tell(sink, "truckee_vdrive_call", "calls to the tables of directories");
    return sizes.get().otherwise(Optional.empty()).map(kept -> tell(sink, kept));
  }

  /** A database that several servers share has a figure of its own, which no sum counts twice. */
  private Void tell(MetricSink sink, Optional<DirnodeStore.Kept> kept) {
    String where = store.isShared() ? "shared" : "own";
    sink.gauge(
        "truckee_vdrive_directories",
        "Directories that are kept, counted anew every minute",
        kept.map(DirnodeStore.Kept::directories).map(Long::doubleValue).orElse(Double.NaN),
        "database",
        where);
    sink.gauge(
        "truckee_vdrive_names",
        "Names in them",
        kept.map(DirnodeStore.Kept::names).map(Long::doubleValue).orElse(Double.NaN),
        "database",
        where);
    return null;
  }

  @Override
  public Future<Optional<String>> trouble() {
    return store.trouble();
  }

  @Override
  public Future<Map<String, Object>> holdings() {
    return store
        .kept()
        .map(
            told ->
                told.map(
                        kept ->
                            Map.<String, Object>of(
                                "directories", kept.directories(), "names", kept.names()))
                    .orElse(Map.of()));
  }

  /** Adds the routes of the vdrive protocol to {@code router}. */
  public void mount(Router router) {
    router.route("/vdrive/v1/*").handler(new SwissnumCheck("vdrive server", authorization));
    router.get(VdrivePaths.VERSION).handler(this::version);
    router.post(VdrivePaths.WRITE).handler(writers).handler(write);
    router.get(DIRECTORY).handler(new ListDirectory(store, codec, memory));
    router.get(DIRECTORY + "/:slot").handler(this::get);
  }

  private void version(RoutingContext ctx) {
    WireMessages.reply(ctx, 200, WireMessages.accepted(ctx), version::write);
  }

  private void get(RoutingContext ctx) {
    StorageIndex directory = VdriveRequest.directory(ctx);
    Slot slot = VdriveRequest.slot(ctx);
    WireFormat format = WireMessages.accepted(ctx);
    Exchange exchange = new Exchange(ctx, memory);
    exchange
        .reserve(ENTRY_MEMORY)
        .compose(granted -> store.get(directory, slot))
        .map(listing -> VdriveRequest.found(directory, listing))
        .compose(listing -> VdriveRequest.reply(exchange, ctx, format, listing, codec))
        .onComplete(sent -> exchange.end())
        .onFailure(exchange::fail);
  }
}
