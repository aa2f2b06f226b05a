package org.truckee.web;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.truckee.NaturalOrder;
import org.truckee.cap.Capability;
import org.truckee.client.Gateway;
import org.truckee.client.directory.Roots;
import org.truckee.client.server.IntroducerClient;
import org.truckee.client.server.ServerHealth;
import org.truckee.client.server.StorageServer;
import org.truckee.client.server.VdriveServer;
import org.truckee.placement.EncodingParameters;
import org.truckee.protocol.Announcement;
import org.truckee.protocol.UnusableEntry;
import org.truckee.web.body.Fields;
import org.truckee.web.page.Amount;
import org.truckee.web.page.GridState;
import org.truckee.web.page.Pages;
import org.truckee.web.page.WelcomePage;

/**
 * {@code GET /}: where users find their files, and see what the grid is made of; {@code t=json} for
 * programs.
 */
final class Welcome implements Handler<RoutingContext> {
  private final Gateway gateway;
  private final Roots roots;
  private final List<IntroducerClient> introducers;
  private final Pages pages;
  private final String nickname;
  private final String version;
  private List<UnusableEntry> unusable = List.of();

  Welcome(
      Gateway gateway,
      Roots roots,
      List<IntroducerClient> introducers,
      Pages pages,
      String nickname,
      String version) {
    this.gateway = gateway;
    this.roots = roots;
    this.introducers = List.copyOf(introducers);
    this.pages = pages;
    this.nickname = nickname;
    this.version = version;
  }

  /** Shows what in the configuration can't be used. */
  void complain(List<UnusableEntry> entries) {
    unusable = List.copyOf(entries);
  }

  @Override
  public void handle(RoutingContext ctx) {
    if (Fields.of(ctx.request()).text("t").equals("json")) {
      ctx.response()
          .putHeader("Content-Type", "application/json; charset=utf-8")
          .putHeader("Cache-Control", "no-store")
          .end(TahoeJson.lines(json()) + "\n");
    } else {
      driveLinks().map(this::page).onSuccess(page -> pages.send(ctx, page)).onFailure(ctx::fail);
    }
  }

  /** What Tahoe says here, and the version and the name that our own command line shows. */
  private Map<String, Object> json() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(
        "introducers", Map.of("statuses", introducers.stream().map(Welcome::status).toList()));
    fields.put("servers", gateway.servers().all().stream().map(Welcome::json).toList());
    fields.put("vdrive_servers", roots.servers().all().stream().map(this::json).toList());
    fields.put("unusable_settings", unusable.stream().map(Welcome::json).toList());
    fields.put("version", version);
    fields.put("nickname", nickname);
    return fields;
  }

  private static Map<String, Object> json(UnusableEntry unusable) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("setting", unusable.setting());
    fields.put("entry", unusable.entry());
    fields.put("reason", unusable.reason());
    fields.put("partly_used", unusable.partly());
    return fields;
  }

  private static String status(IntroducerClient introducer) {
    return (introducer.connected() ? "Connected to " : "Not connected to ") + introducer.address();
  }

  private static Map<String, Object> json(StorageServer server) {
    StorageServer.State state = server.state();
    Map<String, Object> fields =
        json(
            server.announcement(),
            state.reachable(),
            state.lastContact(),
            server.lastFailure(),
            server.suspected());
    fields.put(
        "available_space", state.version().map(version -> version.availableSpace()).orElse(null));
    return fields;
  }

  private Map<String, Object> json(VdriveServer server) {
    VdriveServer.State state = server.state();
    Map<String, Object> fields =
        json(
            server.announcement(),
            state.reachable(),
            state.lastContact(),
            server.lastFailure(),
            false);
    if (roots.servers().claimsOtherRoot(server)) fields.put("claims_other_root", true);
    return fields;
  }

  private static Map<String, Object> json(
      Announcement server,
      boolean reachable,
      Optional<Instant> lastContact,
      Optional<ServerHealth.Failure> lastFailure,
      boolean suspected) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("nodeid", server.serverId());
    fields.put("connection_status", reachable ? "Connected" : "Not connected");
    fields.put("nickname", server.nickname());
    fields.put("version", server.applicationVersion());
    fields.put("last_received_data", lastContact.map(Instant::getEpochSecond).orElse(null));
    fields.put("address", server.nurl().host() + ":" + server.nurl().port());
    fields.put("suspected", suspected);
    fields.put("last_failure", lastFailure.map(Welcome::json).orElse(null));
    return fields;
  }

  private static Map<String, Object> json(ServerHealth.Failure failure) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("reason", failure.reason());
    fields.put("at", failure.at().getEpochSecond());
    fields.put("since", failure.since().getEpochSecond());
    return fields;
  }

  /** The drives that there are now. */
  private Future<List<WelcomePage.Drive>> driveLinks() {
    WelcomePage.Drive own =
        new WelcomePage.Drive(
            "Private drive", "/vdrive/private/", "Only for people who use this gateway");
    WelcomePage.Drive global =
        new WelcomePage.Drive(
            "Shared drive", "/vdrive/global/", "Shared with everyone on this grid");
    Future<Capability> ownRoot = roots.own();
    Future<Capability> globalRoot = roots.global();
    return Future.join(ownRoot, globalRoot)
        .otherwiseEmpty()
        .map(
            asked ->
                Stream.of(shown(ownRoot, own), shown(globalRoot, global))
                    .flatMap(Optional::stream)
                    .toList());
  }

  private static Optional<WelcomePage.Drive> shown(
      Future<Capability> root, WelcomePage.Drive drive) {
    return root.succeeded() ? Optional.of(drive) : Optional.empty();
  }

  private WelcomePage page(List<WelcomePage.Drive> found) {
    List<WelcomePage.Server> servers =
        gateway.servers().all().stream()
            .map(Welcome::row)
            .sorted(Comparator.comparing(WelcomePage.Server::name, NaturalOrder.OF_NAMES))
            .toList();
    List<WelcomePage.Peer> peers =
        introducers.stream()
            .map(
                introducer ->
                    new WelcomePage.Peer(
                        "Introducer", introducer.address(), introducer.connected()))
            .toList();
    List<WelcomePage.DriveServer> driveServers =
        roots.servers().all().stream().map(this::row).toList();
    List<String> warnings = unusable.stream().map(UnusableEntry::toString).toList();
    return new WelcomePage(found, grid(), warnings, servers, driveServers, peers);
  }

  private GridState grid() {
    EncodingParameters encoding = gateway.encoding();
    return new GridState(
        gateway.servers().reached(),
        gateway.servers().all().size(),
        encoding.needed(),
        encoding.happy(),
        encoding.total());
  }

  private WelcomePage.DriveServer row(VdriveServer server) {
    VdriveServer.State state = server.state();
    return new WelcomePage.DriveServer(
        server.announcement().shortName() + warning(server),
        trouble(state.reachable(), server.lastFailure()),
        state.lastContact().map(Amount::time).orElse("never"),
        server.announcement().applicationVersion());
  }

  /** What the latest call to a server failed by, and since when its calls fail. */
  private static String trouble(boolean reachable, Optional<ServerHealth.Failure> failure) {
    if (reachable) return "";
    return failure
        .map(latest -> latest.reason() + ", since " + Amount.time(latest.since()))
        .orElse("has not answered yet");
  }

  /** A claim that is not believed is shown to those who may wonder about it. */
  private String warning(VdriveServer server) {
    return roots.servers().claimsOtherRoot(server)
        ? " (Warning: it claims that another directory is the shared drive, which is not used)"
        : "";
  }

  private static WelcomePage.Server row(StorageServer server) {
    StorageServer.State state = server.state();
    return new WelcomePage.Server(
        server.name(),
        trouble(state.reachable(), server.lastFailure()),
        state
            .version()
            .filter(version -> state.reachable())
            .map(version -> Amount.bytes(version.availableSpace()))
            .orElse("unknown"),
        state.lastContact().map(Amount::time).orElse("never"),
        server.announcement().applicationVersion());
  }
}
