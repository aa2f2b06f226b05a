package org.truckee.cli.link;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.truckee.cli.gateway.GatewayReply;
import org.truckee.cli.gateway.GridNode;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.gateway.WebApi;
import org.truckee.cli.name.GridPath;

/**
 * The thing that stands at a place which a command is about to change. Of a directory it is known
 * only whether it is empty. Holds a capability, so it has no telling text form.
 *
 * @param directory whether it is a directory
 * @param changeable whether its contents can be changed in place
 * @param full whether it is a directory with something in it
 */
public record Occupant(String cap, boolean directory, boolean changeable, boolean full) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Asks for the occupant of {@code place}; empty if there is none, or none that can be described.
   */
  public static Optional<Occupant> of(WebApi api, GridPath place) throws IOException {
    GatewayReply reply = api.get(place.url() + Query.of("json"));
    if (!reply.isOk()) return Optional.empty();
    try (InputStream in = reply.body();
        JsonParser parser = JSON.getFactory().createParser(in)) {
      return read(parser);
    } catch (JacksonException e) {
      return Optional.empty(); // The command itself tells of an answer that makes no sense.
    }
  }

  private static Optional<Occupant> read(JsonParser parser) throws IOException {
    parser.nextToken();
    ArrayNode self = JSON.createArrayNode().add(String.valueOf(parser.nextTextValue()));
    if (parser.nextToken() != JsonToken.START_OBJECT) return Optional.empty();
    ObjectNode fields = self.addObject();
    boolean full = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      if (field.equals("children") && value == JsonToken.START_OBJECT) full = holdsAny(parser);
      else fields.set(field, JSON.<JsonNode>readTree(parser));
    }
    GridNode node = GridNode.read(self);
    boolean any = full;
    return node.bestCap().map(cap -> new Occupant(cap, node.isDirectory(), node.isMutable(), any));
  }

  /** Passes over the children, which are many perhaps. */
  private static boolean holdsAny(JsonParser parser) throws IOException {
    boolean any = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      any = true;
      parser.nextToken();
      parser.skipChildren();
    }
    return any;
  }

  /** Returns whether it is a directory with something in it. */
  boolean isFullDirectory() {
    return directory && full;
  }

  @Override
  public String toString() {
    return directory ? "Occupant, a directory" : "Occupant, a file";
  }
}
