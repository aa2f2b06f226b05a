package org.truckee.web.view;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truckee.client.audit.ServerScore;
import org.truckee.client.server.StorageServer;
import org.truckee.client.server.connection.ServerHealth;
import org.truckee.client.server.introducer.IntroducerClient;
import org.truckee.client.server.vdrive.VdriveServer;
import org.truckee.client.upkeep.Upkeep;
import org.truckee.client.upkeep.UpkeepState;
import org.truckee.protocol.ReportAddress;
import org.truckee.protocol.announcement.Announcement;
import org.truckee.protocol.announcement.Nurl;
import org.truckee.protocol.announcement.UnusableEntry;

/**
 * {@code GET /?t=json}: Tahoe's fields, and for our own command line more about the other nodes and
 * their failures. Times are seconds since 1970.
 */
public record WelcomeJson(
    KnownNodes nodes,
    String nickname,
    String version,
    Optional<Upkeep> upkeep,
    Optional<ReportAddress> report) {
  /** The fields, in their order. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("introducers", introducers(nodes.introducers().all()));
    fields.put("servers", nodes.storage().all().stream().map(this::of).toList());
    fields.put("vdrive_servers", nodes.vdrives().all().stream().map(this::of).toList());
    fields.put("unusable_settings", nodes.unusable().stream().map(WelcomeJson::of).toList());
    upkeep.ifPresent(caring -> fields.put("upkeep", of(caring.latest())));
    fields.put("version", version);
    fields.put("nickname", nickname);
    report.ifPresent(address -> fields.put("report", address.href()));
    return fields;
  }

  /** Numbers only: who sees this page need not be the gateway's owner. */
  private static Map<String, Object> of(UpkeepState upkeep) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("enabled", upkeep.enabled());
    fields.put("overdue", upkeep.overdue());
    fields.put("unhealable", upkeep.figures().things().unhealable());
    fields.put("warnings", upkeep.warnings());
    return fields;
  }

  private static Map<String, Object> introducers(List<IntroducerClient> introducers) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("statuses", introducers.stream().map(WelcomeJson::status).toList());
    fields.put("details", introducers.stream().map(WelcomeJson::of).toList());
    return fields;
  }

  private static String status(IntroducerClient introducer) {
    return (introducer.connected() ? "Connected to " : "Not connected to ") + introducer.address();
  }

  private static Map<String, Object> of(IntroducerClient introducer) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("address", introducer.address());
    fields.put("connected", introducer.connected());
    fields.put("last_received_data", seconds(introducer.lastContact()));
    fields.put("last_failure", introducer.away().map(WelcomeJson::of).orElse(null));
    return fields;
  }

  private Map<String, Object> of(StorageServer server) {
    StorageServer.State state = server.state();
    Map<String, Object> fields =
        of(
            server.announcement(),
            state.reachable(),
            state.lastContact(),
            server.lastFailure(),
            server.suspected());
    fields.put("warnings", nodes.storage().warnings(server));
    fields.put("audits", nodes.scores().of(server).map(WelcomeJson::of).orElse(null));
    fields.put(
        "available_space", state.version().map(version -> version.availableSpace()).orElse(null));
    return fields;
  }

  private Map<String, Object> of(VdriveServer server) {
    VdriveServer.State state = server.state();
    Map<String, Object> fields =
        of(
            server.announcement(),
            state.reachable(),
            state.lastContact(),
            server.lastFailure(),
            false);
    fields.put("warnings", nodes.vdrives().warnings(server));
    if (nodes.vdrives().claimsOtherRoot(server)) fields.put("claims_other_root", true);
    return fields;
  }

  private static Map<String, Object> of(
      Announcement server,
      boolean reachable,
      Optional<Instant> lastContact,
      Optional<ServerHealth.Failure> lastFailure,
      boolean suspected) {
    Nurl nurl = server.nurl();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("nodeid", server.serverId());
    fields.put("connection_status", reachable ? "Connected" : "Not connected");
    fields.put("nickname", server.nickname());
    fields.put("version", server.applicationVersion());
    fields.put("last_received_data", seconds(lastContact));
    fields.put("address", nurl.host() + ":" + nurl.port());
    fields.put("suspected", suspected);
    fields.put("last_failure", lastFailure.map(WelcomeJson::of).orElse(null));
    return fields;
  }

  private static Map<String, Object> of(ServerScore score) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("good", score.good());
    fields.put("bad", score.bad());
    fields.put("silent", score.silent());
    fields.put("outcomes", score.outcomes());
    fields.put("latest", score.latest().getEpochSecond());
    return fields;
  }

  private static Map<String, Object> of(ServerHealth.Failure failure) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("reason", failure.reason());
    fields.put("at", failure.at().getEpochSecond());
    fields.put("since", failure.since().getEpochSecond());
    return fields;
  }

  private static Map<String, Object> of(UnusableEntry unusable) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("setting", unusable.setting());
    fields.put("entry", unusable.entry());
    fields.put("reason", unusable.reason());
    fields.put("partly_used", unusable.partly());
    return fields;
  }

  private static Long seconds(Optional<Instant> time) {
    return time.map(Instant::getEpochSecond).orElse(null);
  }
}
