package org.truckee.web;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.truckee.client.Gateway;
import org.truckee.client.server.IntroducerClient;
import org.truckee.client.server.StorageServer;
import org.truckee.placement.EncodingParameters;

/**
 * {@code GET /}: where users put files in and get them out, and see what the grid is made of;
 * {@code t=json} for programs.
 */
final class WelcomePage implements Handler<RoutingContext> {
  private final Gateway gateway;
  private final List<IntroducerClient> introducers;
  private final String nickname;
  private final String version;

  WelcomePage(
      Gateway gateway, List<IntroducerClient> introducers, String nickname, String version) {
    this.gateway = gateway;
    this.introducers = List.copyOf(introducers);
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
      new Page("Welcome", html()).send(ctx);
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

  private String html() {
    List<StorageServer> servers = gateway.servers().all();
    long reachable = servers.stream().filter(server -> server.state().reachable()).count();
    EncodingParameters encoding = gateway.encoding();
    return """
        <h1>Truckee</h1>
        <p>A file that you put in here is encrypted on this gateway, cut into %d shares, and kept by as many servers, none of which
        can read or change it. The capability that you get back is all it takes to read the file, as long as any %d of its shares
        are there: keep it, and give it to nobody who must not read the file.</p>
        <h2>Put a file in</h2>
        <form action="/uri?t=upload" method="post" enctype="multipart/form-data">
        <p><label for="file">File</label> <input type="file" id="file" name="file" required>
        <input type="submit" value="Store"></p>
        </form>
        <h2>Get a file out</h2>
        <form action="/uri" method="get">
        <p><label for="uri">Capability</label> <input type="text" id="uri" name="uri" size="60" required autocomplete="off">
        <input type="submit" value="Open"></p>
        </form>
        <h2>The grid</h2>
        <p>%d of %d known servers answer. A new file needs %d of them.</p>
        <table>
        <caption>Storage servers</caption>
        <thead><tr><th scope="col">Server</th><th scope="col">State</th><th scope="col">Free space</th><th scope="col">Last contact</th><th scope="col">Version</th></tr></thead>
        <tbody>
        %s</tbody>
        </table>
        <h2>Introducers</h2>
        <ul>
        %s</ul>
        <p>This is %s, version %s. <a href="/?t=json">The same as JSON</a></p>
        """
        .formatted(
            encoding.total(),
            encoding.needed(),
            reachable,
            servers.size(),
            encoding.happy(),
            rows(servers),
            introducerItems(),
            WebText.escape(nickname),
            WebText.escape(version));
  }

  private static String rows(List<StorageServer> servers) {
    StringBuilder rows = new StringBuilder();
    for (StorageServer server : servers) {
      StorageServer.State state = server.state();
      rows.append("<tr>");
      cell(rows, server.name());
      cell(rows, state.reachable() ? "answers" : "does not answer");
      cell(rows, state.version().map(version -> bytes(version.availableSpace())).orElse("unknown"));
      cell(
          rows,
          state
              .lastContact()
              .map(time -> time.truncatedTo(ChronoUnit.SECONDS).toString())
              .orElse("never"));
      cell(rows, server.announcement().applicationVersion());
      rows.append("</tr>\n");
    }
    return rows.toString();
  }

  private static void cell(StringBuilder rows, String text) {
    rows.append("<td>").append(WebText.escape(text)).append("</td>");
  }

  private String introducerItems() {
    if (introducers.isEmpty()) return "<li>none: the servers are configured</li>\n";
    StringBuilder items = new StringBuilder();
    introducers.forEach(
        introducer ->
            items.append("<li>").append(WebText.escape(status(introducer))).append("</li>\n"));
    return items.toString();
  }

  private static String bytes(long count) {
    if (count < 1 << 10) return count + " B";
    int unit = (63 - Long.numberOfLeadingZeros(count)) / 10;
    return "%.1f %siB".formatted((double) count / (1L << (unit * 10)), "KMGTPE".charAt(unit - 1));
  }
}
