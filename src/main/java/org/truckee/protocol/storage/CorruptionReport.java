package org.truckee.protocol.storage;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.truckee.protocol.message.MapFields;
import org.truckee.protocol.message.WireFormat;

/** A reader's report of a damaged share, for the people who run the server. */
public record CorruptionReport(String reason) {
  /** The most characters that a reason has: it then fits a message of 32 KiB. */
  public static final int MAX_LENGTH = 32765;

  /** A number of characters that fits the message in any script. */
  private static final int MAX_WRITTEN = 8000;

  /** Writes the message, with as much of the reason as it has room for. */
  public void write(JsonGenerator out) throws IOException {
    out.writeStartObject(null, 1);
    out.writeStringField("reason", reason.substring(0, Math.min(MAX_WRITTEN, reason.length())));
    out.writeEndObject();
  }

  /** Reads the message. */
  public static CorruptionReport read(JsonParser in) throws IOException {
    String reason = null;
    MapFields fields = new MapFields(in, "reason");
    while (fields.next()) {
      WireFormat.expect(in, JsonToken.VALUE_STRING);
      reason = in.getText();
    }
    if (reason.isEmpty() || reason.length() > MAX_LENGTH)
      throw new IOException("a reason has 1 to 32765 characters");
    return new CorruptionReport(reason);
  }
}
