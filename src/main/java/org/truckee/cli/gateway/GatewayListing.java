package org.truckee.cli.gateway;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A gateway's answer about one place ({@code t=json}): the thing itself and, of a directory, its
 * children by name. One child is read at a time, so that a large directory takes no more memory
 * than its children.
 */
public record GatewayListing(GridNode node, SortedMap<String, GridNode> children) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Takes a copy of the children. */
  public GatewayListing {
    children = Collections.unmodifiableSortedMap(children);
  }

  /** Reads all of {@code in}, and closes it. */
  public static GatewayListing read(InputStream in) throws IOException {
    SortedMap<String, GridNode> children = new TreeMap<>();
    try (JsonParser parser = JSON.getFactory().createParser(in)) {
      require(parser, parser.nextToken() == JsonToken.START_ARRAY);
      require(parser, parser.nextToken() == JsonToken.VALUE_STRING);
      ArrayNode self = JSON.createArrayNode().add(parser.getText());
      require(parser, parser.nextToken() == JsonToken.START_OBJECT);
      ObjectNode fields = self.addObject();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        if (field.equals("children")) readChildren(parser, children);
        else fields.set(field, JSON.<JsonNode>readTree(parser));
      }
      return new GatewayListing(GridNode.read(self), children);
    } catch (JacksonException e) {
      throw new IOException(GatewayReply.NO_JSON, e);
    }
  }

  private static void readChildren(JsonParser parser, SortedMap<String, GridNode> children)
      throws IOException {
    require(parser, parser.currentToken() == JsonToken.START_OBJECT);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      children.put(name, GridNode.read(JSON.readTree(parser)));
    }
  }

  private static void require(JsonParser parser, boolean condition) throws IOException {
    if (!condition)
      throw new IOException(
          "the gateway's answer is not what it should be, at byte "
              + parser.currentLocation().getByteOffset());
  }
}
