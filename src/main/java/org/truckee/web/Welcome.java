package org.truckee.web;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import org.truckee.client.Gateway;
import org.truckee.client.server.IntroducerClient;
import org.truckee.client.server.StorageServer;
import org.truckee.placement.EncodingParameters;
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
  private final List<IntroducerClient> introducers;
  private final Pages pages;
  private final String nickname;
  private final String version;

  Welcome(
      Gateway gateway,
      List<IntroducerClient> introducers,
      Pages pages,
      String nickname,
      String version) {
    this.gateway = gateway;
    this.introducers = List.copyOf(introducers);
    this.pages = pages;
    this.nickname = nickname;
    this.version = version;
  }

  @Override
  public void handle(RoutingContext ctx) {
    if ("json".equals(ctx.request().getParam("t"))) {
      ctx.response()
          .putHeader("Content-Type", "application/json")
          .end(json().encodePrettily() + "\n");
    } else {
      pages.send(ctx, page());
    }
  }

  private JsonObject json() {
    JsonArray statuses = new JsonArray();
    introducers.forEach(introducer -> statuses.add(status(introducer)));
    JsonArray servers = new JsonArray();
    gateway.servers().all().forEach(server -> servers.add(json(server)));
    return new JsonObject()
        .put("version", version)
        .put("nickname", nickname)
        .put("introducers", new JsonObject().put("statuses", statuses))
        .put("servers", servers);
  }

  private static String status(IntroducerClient introducer) {
    return (introducer.connected() ? "Connected to " : "Not connected to ") + introducer.address();
  }

  private static JsonObject json(StorageServer server) {
    StorageServer.State state = server.state();
    return new JsonObject()
        .put("nodeid", server.announcement().serverId())
        .put("nickname", server.announcement().nickname())
        .put("connection_status", state.reachable() ? "Connected" : "Not connected")
        .put(
            "available_space",
            state.version().map(version -> version.availableSpace()).orElse(null))
        .put("version", server.announcement().applicationVersion())
        .put("last_received_data", state.lastContact().map(Instant::getEpochSecond).orElse(null));
  }

  private WelcomePage page() {
    List<WelcomePage.Server> servers = gateway.servers().all().stream().map(Welcome::row).toList();
    List<WelcomePage.Peer> peers =
        introducers.stream()
            .map(
                introducer ->
                    new WelcomePage.Peer(
                        "Introducer", introducer.address(), introducer.connected()))
            .toList();
    return new WelcomePage(List.of(), grid(), servers, peers);
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

  private static WelcomePage.Server row(StorageServer server) {
    StorageServer.State state = server.state();
    return new WelcomePage.Server(
        server.name(),
        state.reachable(),
        state.version().map(version -> Amount.bytes(version.availableSpace())).orElse("unknown"),
        state.lastContact().map(Amount::time).orElse("never"),
        server.announcement().applicationVersion());
  }
}
