package org.truckee.protocol.message;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Walks over the fields of a map that must hold the expected ones, and none but those that may
 * come. Each value is read by the caller.
 */
public final class MapFields {
  private final JsonParser in;
  private final Set<String> missing;
  private final Set<String> optional = new HashSet<>();
  private String name;

  /** Starts at the map that the current token or, if that opens none, the next one opens. */
  public MapFields(JsonParser in, String... expected) throws IOException {
    this.in = in;
    this.missing = new HashSet<>(Set.of(expected));
    if (in.currentToken() != JsonToken.START_OBJECT) WireFormat.expect(in, JsonToken.START_OBJECT);
  }

  /** The same walk, with {@code names} as optional fields. */
  public MapFields orAlso(String... names) {
    optional.addAll(Set.of(names));
    return this;
  }

  /** Goes to the next field; false at the end of the map, if nothing is missing. */
  public boolean next() throws IOException {
    name = in.nextFieldName();
    if (name == null) {
      if (in.currentToken() != JsonToken.END_OBJECT) throw new IOException("a map breaks off");
      if (!missing.isEmpty()) throw new IOException("missing: " + missing);
      return false;
    }
    if (!missing.remove(name) && !optional.remove(name))
      throw new IOException("a field is unknown or stands twice");
    return true;
  }

  /** Tells whether the current field is {@code expected}. */
  public boolean is(String expected) {
    return name.equals(expected);
  }
}
