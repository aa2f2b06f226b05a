package org.truckee.protocol.storage;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.truckee.protocol.message.MapFields;
import org.truckee.protocol.message.WireFormat;

/** A wish to write immutable shares, each of {@code allocatedSize} bytes. */
public record AllocateRequest(SortedSet<Integer> shareNumbers, long allocatedSize) {
  /** Keeps its own set. */
  public AllocateRequest {
    shareNumbers = Collections.unmodifiableSortedSet(new TreeSet<>(shareNumbers));
  }

  /** Writes the message. */
  public void write(JsonGenerator out) throws IOException {
    out.writeStartObject(null, 2);
    out.writeFieldName("share-numbers");
    WireFormat.writeShareNumbers(out, shareNumbers);
    out.writeNumberField("allocated-size", allocatedSize);
    out.writeEndObject();
  }

  /** Reads the message. */
  public static AllocateRequest read(JsonParser in) throws IOException {
    SortedSet<Integer> shareNumbers = null;
    long size = -1;
    MapFields fields = new MapFields(in, "share-numbers", "allocated-size");
    while (fields.next()) {
      if (fields.is("share-numbers")) shareNumbers = WireFormat.readShareNumbers(in);
      else size = WireFormat.nextNumber(in, Long.MAX_VALUE);
    }
    return new AllocateRequest(shareNumbers, size);
  }
}
