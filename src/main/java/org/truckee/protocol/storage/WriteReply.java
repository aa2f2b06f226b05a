package org.truckee.protocol.storage;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** The parts of a share that have yet to be written; none once it is whole. */
public record WriteReply(List<ByteRange> required) {
  /** Keeps its own list. */
  public WriteReply {
    required = List.copyOf(required);
  }

  /** Writes the message. */
  public void write(JsonGenerator out) throws IOException {
    out.writeStartObject(null, 1);
    out.writeFieldName("required");
    out.writeStartArray(null, required.size());
    for (ByteRange range : required) {
      out.writeStartObject(null, 2);
      out.writeNumberField("begin", range.begin());
      out.writeNumberField("end", range.end());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
