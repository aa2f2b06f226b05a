package org.truckee.cli.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.SortedMap;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.gateway.Reply;
import org.truckee.cli.gateway.WebApi;
import org.truckee.cli.name.UrlText;
import org.truckee.cli.session.Progress;

/** What a backup asks of the gateway. */
record Grid(WebApi api, Progress progress) {
  /** Stores all of {@code contents}, and returns the capability. */
  String store(InputStream contents, long size) throws IOException {
    return api.put("/uri", contents, size, progress).text().strip();
  }

  /** Makes an immutable directory, and returns its capability. */
  String makeDirectory(SortedMap<String, BackedUp> children) throws IOException {
    String body = BackedUp.toJson(children);
    return api.post("/uri" + Query.of("mkdir-immutable"), body).text().strip();
  }

  /**
   * Whether all shares of what is behind {@code cap} are there; if that can't be told, they are
   * not.
   */
  boolean isHealthy(String cap) throws IOException {
    Query query = Query.of("check").with("output", "JSON");
    Reply reply = api.post("/uri/" + UrlText.encode(cap) + query, "");
    return reply.isOk()
        && new ObjectMapper().readTree(reply.text()).path("results").path("healthy").asBoolean();
  }
}
