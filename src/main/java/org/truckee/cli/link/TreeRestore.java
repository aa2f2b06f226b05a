package org.truckee.cli.link;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.gateway.WebApi;
import org.truckee.cli.name.GridPath;

/**
 * The question to a gateway to bring a tree of a drive back.
 *
 * @param time the time to go back to, as the web API takes it
 * @param replace whether links that lead to something else now are replaced
 */
public record TreeRestore(GridPath place, String time, boolean replace) {
  /** Asks the gateway, and returns what it did, as a sentence. */
  public String by(WebApi api) throws IOException {
    Query query = Query.of("restore-past").with("at", time).withIf(replace, "replace");
    return told(api.post(place.url() + "/" + query, "").json());
  }

  static String told(JsonNode numbers) {
    RestoreTally tally =
        new RestoreTally(
            numbers.path("restored").asLong(),
            numbers.path("replaced").asLong(),
            numbers.path("directories").asLong(),
            numbers.path("left").asLong());
    return tally.told() + ".";
  }
}
