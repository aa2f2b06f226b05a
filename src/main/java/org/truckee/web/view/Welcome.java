package org.truckee.web.view;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.truckee.NaturalOrder;
import org.truckee.cap.Capability;
import org.truckee.client.audit.ServerScore;
import org.truckee.client.directory.vdrive.Roots;
import org.truckee.client.server.StorageServer;
import org.truckee.client.server.connection.ServerHealth;
import org.truckee.client.server.introducer.IntroducerClient;
import org.truckee.client.server.vdrive.VdriveServer;
import org.truckee.placement.EncodingParameters;
import org.truckee.protocol.announcement.UnusableEntry;
import org.truckee.web.body.FormFields;
import org.truckee.web.http.SafeHeaders;
import org.truckee.web.json.TahoeJson;
import org.truckee.web.page.Amount;
import org.truckee.web.page.Pages;
import org.truckee.web.page.gateway.GridState;
import org.truckee.web.page.gateway.WelcomePage;

/**
 * {@code GET /}: where users find their files, and see what the grid is made of; {@code t=json} for
 * programs.
 */
public final class Welcome implements Handler<RoutingContext> {
  private static final String CONFIGURATION = "The configuration of this gateway";

  private final KnownNodes nodes;
  private final EncodingParameters encoding;
  private final Roots roots;
  private final boolean forMembers;
  private final WelcomeJson json;
  private final Pages pages;

  /** The first page of a gateway with {@code nodes}, which may have members. */
  public Welcome(
      KnownNodes nodes,
      EncodingParameters encoding,
      Roots roots,
      boolean forMembers,
      WelcomeJson json,
      Pages pages) {
    this.forMembers = forMembers;
    this.nodes = nodes;
    this.encoding = encoding;
    this.roots = roots;
    this.json = json;
    this.pages = pages;
  }

  @Override
  public void handle(RoutingContext ctx) {
    if (FormFields.of(ctx.request()).text("t").equals("json")) {
      SafeHeaders.data(ctx.response())
          .putHeader("Content-Type", "application/json; charset=utf-8")
          .end(TahoeJson.lines(json.fields()) + "\n");
    } else {
      driveLinks().map(this::page).onSuccess(page -> pages.send(ctx, page)).onFailure(ctx::fail);
    }
  }

  /** The drives that there are now. */
  private Future<List<WelcomePage.Drive>> driveLinks() {
    WelcomePage.Drive mine =
        new WelcomePage.Drive(
            "My drive", "/vdrive/mine/", "For each member of this gateway, who signs in");
    WelcomePage.Drive own =
        new WelcomePage.Drive(
            "Private drive",
            "/vdrive/private/",
            forMembers ? "Only for this gateway's owner" : "Only for people who use this gateway");
    WelcomePage.Drive global =
        new WelcomePage.Drive(
            "Shared drive", "/vdrive/global/", "Shared with everyone on this grid");
    Future<Capability> ownRoot = roots.own();
    Future<Capability> globalRoot = roots.global();
    return Future.join(ownRoot, globalRoot)
        .otherwiseEmpty()
        .map(
            asked ->
                Stream.of(
                        Optional.of(mine).filter(drive -> forMembers),
                        shown(ownRoot, own),
                        shown(globalRoot, global))
                    .flatMap(Optional::stream)
                    .toList());
  }

  private static Optional<WelcomePage.Drive> shown(
      Future<Capability> root, WelcomePage.Drive drive) {
    return root.succeeded() ? Optional.of(drive) : Optional.empty();
  }

  private WelcomePage page(List<WelcomePage.Drive> found) {
    List<WelcomePage.StorageRow> servers =
        nodes.storage().all().stream()
            .map(this::row)
            .sorted(Comparator.comparing(row -> row.server().name(), NaturalOrder.OF_NAMES))
            .toList();
    return new WelcomePage(
        found,
        grid(),
        warnings(),
        servers,
        nodes.vdrives().all().stream().map(this::row).toList(),
        nodes.introducers().all().stream().map(Welcome::row).toList());
  }

  private List<WelcomePage.Warning> warnings() {
    return Stream.concat(
            nodes.unusable().stream()
                .map(UnusableEntry::toString)
                .map(text -> new WelcomePage.Warning(CONFIGURATION, text, "")),
            json.upkeep().stream()
                .flatMap(upkeep -> upkeep.latest().warnings().stream())
                .map(text -> new WelcomePage.Warning("Upkeep", text, "/upkeep")))
        .toList();
  }

  private GridState grid() {
    return new GridState(
        nodes.storage().reached(),
        nodes.storage().all().size(),
        encoding.needed(),
        encoding.happy(),
        encoding.total());
  }

  private static WelcomePage.Peer row(IntroducerClient introducer) {
    return new WelcomePage.Peer(
        "Introducer", introducer.address(), introducer.away().map(Welcome::sentence).orElse(""));
  }

  private WelcomePage.Server row(VdriveServer server) {
    VdriveServer.State state = server.state();
    return new WelcomePage.Server(
        server.announcement().shortName(),
        server.announcement().serverId(),
        trouble(state.reachable(), server.lastFailure()),
        nodes.vdrives().warnings(server),
        state.lastContact().map(Amount::time).orElse("never"),
        server.announcement().applicationVersion());
  }

  private WelcomePage.StorageRow row(StorageServer server) {
    StorageServer.State state = server.state();
    WelcomePage.Server shown =
        new WelcomePage.Server(
            server.name(),
            server.announcement().serverId(),
            trouble(state.reachable(), server.lastFailure()),
            nodes.storage().warnings(server),
            state.lastContact().map(Amount::time).orElse("never"),
            server.announcement().applicationVersion());
    return new WelcomePage.StorageRow(
        shown,
        state
            .version()
            .filter(version -> state.reachable())
            .map(version -> Amount.bytes(version.availableSpace()))
            .orElse("unknown"),
        nodes.scores().of(server).map(Welcome::audits).orElse("none yet"));
  }

  private static String audits(ServerScore score) {
    return String.format(
        Locale.ROOT,
        "%.0f %% good, %.0f %% bad, %.0f %% silent",
        100 * score.good(),
        100 * score.bad(),
        100 * score.silent());
  }

  /** The reason of the latest failed call to a server, with the time since when its calls fail. */
  private static String trouble(boolean reachable, Optional<ServerHealth.Failure> failure) {
    if (reachable) return "";
    return failure.map(Welcome::sentence).orElse("has not answered yet");
  }

  private static String sentence(ServerHealth.Failure failure) {
    return failure.reason() + ", since " + Amount.time(failure.since());
  }
}
