package org.truckee.web.monitor;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.truckee.client.Gateway;
import org.truckee.client.limit.ClientLimits;
import org.truckee.client.server.vdrive.VdriveServers;
import org.truckee.client.timeline.Timelines;
import org.truckee.client.upkeep.UpkeepState;
import org.truckee.platform.measure.MetricSink;
import org.truckee.platform.measure.Monitored;

/**
 * A gateway as monitors see it. It is ready while enough storage servers answer for a new file, and
 * the vdrive server that it uses, if it uses one.
 */
public final class GatewayMonitor implements Monitored {
  private final Gateway gateway;
  private final VdriveServers vdrives;
  private final RequestTimes requests;
  private final Supplier<UpkeepState> upkeep;
  private final IntSupplier keys;
  private final long memory;
  private final VisitorCount visitors;
  private Optional<ClientLimits> limits = Optional.empty();
  private Optional<Consumer<MetricSink>> record = Optional.empty();
  private Optional<Consumer<MetricSink>> admission = Optional.empty();
  private volatile boolean stopping;

  /**
   * Watches {@code gateway}, which knows of {@code vdrives}.
   *
   * @param keys how many key pairs lie ready
   * @param memory the bytes that it may hold
   */
  public GatewayMonitor(
      Gateway gateway,
      VdriveServers vdrives,
      RequestTimes requests,
      Supplier<UpkeepState> upkeep,
      IntSupplier keys,
      long memory) {
    this.gateway = gateway;
    this.vdrives = vdrives;
    this.requests = requests;
    this.upkeep = upkeep;
    this.keys = keys;
    this.memory = memory;
    this.visitors = new VisitorCount(gateway.clock());
  }

  @Override
  public void stopping() {
    stopping = true;
  }

  /** Tells of what {@code held} refused, too. */
  public GatewayMonitor limitedBy(ClientLimits held) {
    limits = Optional.of(held);
    return this;
  }

  /** Tells what {@code keeping} tells of the record of requests, too, if one is kept. */
  public GatewayMonitor recordedBy(Optional<Consumer<MetricSink>> keeping) {
    record = keeping;
    return this;
  }

  /** Tells what {@code paid} tells of the admission of strangers, too, if they need one. */
  public GatewayMonitor admitting(Optional<Consumer<MetricSink>> paid) {
    admission = paid;
    return this;
  }

  /** The times of the requests at the web port. */
  public RequestTimes requests() {
    return requests;
  }

  /** The count of the clients of the web port. */
  public VisitorCount visitors() {
    return visitors;
  }

  @Override
  public Future<Optional<String>> trouble() {
    List<String> all = now();
    return Future.succeededFuture(
        all.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", all)));
  }

  /** The clauses that say why it can't serve now, for all who reach the web port. */
  public Future<List<String>> troubles() {
    return Future.succeededFuture(now());
  }

  private List<String> now() {
    List<String> troubles = new ArrayList<>();
    if (stopping) troubles.add("the gateway is stopping");
    int needed = gateway.encoding().happy();
    int reached = gateway.servers().reached();
    if (reached < needed)
      troubles.add("%d storage servers answer, and a new file needs %d".formatted(reached, needed));
    if (!vdrives.areUsable())
      troubles.add("the vdrive server that this gateway uses does not answer");
    return troubles;
  }

  @Override
  public Future<Void> tell(MetricSink sink) {
    requests.tell(sink);
    sink.gauge(
        "truckee_web_visitors",
        "Different addresses of clients since midnight UTC, estimated",
        visitors.estimated());
    tellServers(sink);
    tellTransfers(sink, gateway.timelines().totals());
    sink.gauge("truckee_gateway_memory_bytes", "Bytes of transfers", gateway.memory().used());
    sink.gauge("truckee_gateway_memory_limit_bytes", "Bytes that they may hold", memory);
    gateway.memory().tell(sink);
    sink.gauge("truckee_gateway_keys", "Key pairs that lie ready", keys.getAsInt());
    limits.ifPresent(held -> held.tell(sink));
    record.ifPresent(keeping -> keeping.accept(sink));
    admission.ifPresent(paid -> paid.accept(sink));
    tellUpkeep(sink, upkeep.get());
    return Future.succeededFuture();
  }

  private void tellServers(MetricSink sink) {
    long vdrivesReached = vdrives.all().stream().filter(one -> one.state().reachable()).count();
    tellServers(sink, "storage", gateway.servers().all().size(), gateway.servers().reached());
    tellServers(sink, "vdrive", vdrives.all().size(), vdrivesReached);
    sink.gauge(
        "truckee_gateway_servers_needed",
        "Storage servers that a new file needs",
        gateway.encoding().happy());
  }

  private static void tellServers(MetricSink sink, String service, long known, long reached) {
    sink.gauge(
        "truckee_gateway_servers_known", "Servers that are known", known, "service", service);
    sink.gauge(
        "truckee_gateway_servers_reached", "Servers that answer", reached, "service", service);
  }

  private static void tellTransfers(MetricSink sink, Timelines.Totals totals) {
    tellTransfers(sink, "stored", totals.filesStored(), totals.bytesStored());
    tellTransfers(sink, "read", totals.filesRead(), totals.bytesRead());
    sink.counter("truckee_gateway_shares_stored", "Shares put on servers", totals.sharesStored());
  }

  private static void tellTransfers(MetricSink sink, String way, long files, long bytes) {
    sink.counter("truckee_gateway_files", "Immutable files moved", files, "way", way);
    sink.counter("truckee_gateway_bytes", "Bytes of them", bytes, "way", way);
  }

  /** An upkeep that is off has nothing to look after. */
  private static void tellUpkeep(MetricSink sink, UpkeepState state) {
    String of = "truckee_upkeep_";
    sink.gauge(of + "things", "Things kept up", state.figures().things().all());
    sink.gauge(of + "due", "Things whose time has come", state.figures().things().due());
    sink.gauge(of + "low", "Things with too few shares", state.figures().things().low());
    sink.gauge(of + "unhealable", "Things beyond repair", state.figures().things().unhealable());
    sink.gauge(of + "overdue", "1 if a full cycle is overdue", state.overdue() ? 1 : 0);
    sink.counter(of + "repairs", "Repairs tried", state.figures().repairs().attempted());
    sink.counter(
        of + "successful_repairs", "Repairs that helped", state.figures().repairs().successful());
  }
}
