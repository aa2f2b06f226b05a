package org.truckee.cli.backup;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.SortedMap;
import org.truckee.cli.gateway.GatewayReply;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.gateway.WebApi;
import org.truckee.cli.name.UrlText;
import org.truckee.cli.session.Progress;

/** The questions of a backup to the gateway. */
public record BackupGateway(WebApi api, Progress progress) {
  /** Stores all of {@code contents}, and returns the capability. */
  String store(InputStream contents) throws IOException {
    return api.put("/uri", contents, progress).cap();
  }

  /** Makes an immutable directory, and returns its capability. */
  String makeDirectory(SortedMap<String, BackedUp> children) throws IOException {
    String body = BackedUp.toJson(children);
    return api.post("/uri" + Query.of("mkdir-immutable"), body).cap();
  }

  /** The known health of the shares behind a capability. */
  enum Health {
    /** All shares are there. */
    HEALTHY,
    /** Enough shares are there to read the file. */
    READABLE,
    /** Too few shares are there, or nobody can tell. */
    LOST
  }

  /** Asks for the shares behind {@code cap}; some capabilities hold all contents, and have none. */
  Health health(String cap) throws IOException {
    if (cap.startsWith("URI:LIT:") || cap.startsWith("URI:DIR2-LIT:")) return Health.HEALTHY;
    Query query = Query.of("check").with("output", "JSON");
    GatewayReply reply = api.post("/uri/" + UrlText.encode(cap) + query, "");
    if (!reply.isOk()) return Health.LOST;
    JsonNode results = reply.json().path("results");
    if (results.path("healthy").asBoolean()) return Health.HEALTHY;
    return results.path("recoverable").asBoolean() ? Health.READABLE : Health.LOST;
  }
}
