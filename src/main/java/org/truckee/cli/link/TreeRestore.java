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
    long left = numbers.path("left").asLong();
    return "Restored %s and replaced %s in %s%s."
        .formatted(
            counted(numbers.path("restored").asLong(), "entry", "entries"),
            counted(numbers.path("replaced").asLong(), "entry", "entries"),
            counted(numbers.path("directories").asLong(), "directory", "directories"),
            left == 0 ? "" : "; " + left + " lead to something else now and were left alone");
  }

  private static String counted(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
