package org.truckee.protocol.vdrive;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Objects;
import org.truckee.protocol.message.MapFields;
import org.truckee.protocol.message.WireFormat;

/**
 * A vdrive server's description of itself and its limits.
 *
 * @param maximumEntries how many children a directory may have
 * @param maximumEntrySize how many bytes one may have
 */
public record VdriveVersion(String applicationVersion, long maximumEntries, long maximumEntrySize) {
  private static final String APPLICATION = "application-version";
  private static final String ENTRIES = "maximum-entries";
  private static final String ENTRY_SIZE = "maximum-entry-size";

  /** Checks that the version is there. */
  public VdriveVersion {
    Objects.requireNonNull(applicationVersion, "applicationVersion");
  }

  /** Writes the message. */
  public void write(JsonGenerator out) throws IOException {
    out.writeStartObject(null, 3);
    out.writeStringField(APPLICATION, applicationVersion);
    out.writeNumberField(ENTRIES, maximumEntries);
    out.writeNumberField(ENTRY_SIZE, maximumEntrySize);
    out.writeEndObject();
  }

  /** Reads the message. */
  public static VdriveVersion read(JsonParser in) throws IOException {
    String application = null;
    long entries = 0;
    long entrySize = 0;
    MapFields fields = new MapFields(in, APPLICATION, ENTRIES, ENTRY_SIZE);
    while (fields.next()) {
      if (fields.is(APPLICATION)) {
        WireFormat.expect(in, JsonToken.VALUE_STRING);
        application = in.getText();
      } else if (fields.is(ENTRIES)) entries = WireFormat.nextNumber(in, Long.MAX_VALUE);
      else entrySize = WireFormat.nextNumber(in, Long.MAX_VALUE);
    }
    return new VdriveVersion(application, entries, entrySize);
  }
}
