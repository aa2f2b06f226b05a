package org.truckee.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.List;

/**
 * Why a {@link VdriveWrite} was not made: what is in each of its slots now. A slot that is missing
 * here never had an entry.
 */
public record VdriveConflict(List<VdriveChange> present) {
  private static final String PRESENT = "present";

  /** Keeps its own list. */
  public VdriveConflict {
    present = List.copyOf(present);
  }

  /** Writes the message. */
  public void write(JsonGenerator out) throws IOException {
    out.writeStartObject(null, 1);
    out.writeFieldName(PRESENT);
    VdriveChange.writeAll(out, present);
    out.writeEndObject();
  }

  /** Reads the message. */
  public static VdriveConflict read(JsonParser in) throws IOException {
    List<VdriveChange> present = null;
    Fields fields = new Fields(in, PRESENT);
    while (fields.next()) present = VdriveChange.readAll(in);
    return new VdriveConflict(present);
  }
}
