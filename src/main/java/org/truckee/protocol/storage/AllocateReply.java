package org.truckee.protocol.storage;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.truckee.protocol.message.MapFields;
import org.truckee.protocol.message.WireFormat;

/**
 * A server's answer to an allocation: the shares that it holds whole already, and those that may
 * now be written.
 */
public record AllocateReply(SortedSet<Integer> alreadyHave, SortedSet<Integer> allocated) {
  /** Keeps its own sets. */
  public AllocateReply {
    alreadyHave = Collections.unmodifiableSortedSet(new TreeSet<>(alreadyHave));
    allocated = Collections.unmodifiableSortedSet(new TreeSet<>(allocated));
  }

  /** Writes the message. */
  public void write(JsonGenerator out) throws IOException {
    out.writeStartObject(null, 2);
    out.writeFieldName("already-have");
    WireFormat.writeShareNumbers(out, alreadyHave);
    out.writeFieldName("allocated");
    WireFormat.writeShareNumbers(out, allocated);
    out.writeEndObject();
  }

  /** Reads the message. */
  public static AllocateReply read(JsonParser in) throws IOException {
    SortedSet<Integer> alreadyHave = null;
    SortedSet<Integer> allocated = null;
    MapFields fields = new MapFields(in, "already-have", "allocated");
    while (fields.next()) {
      SortedSet<Integer> shareNumbers = WireFormat.readShareNumbers(in);
      if (fields.is("allocated")) allocated = shareNumbers;
      else alreadyHave = shareNumbers;
    }
    return new AllocateReply(alreadyHave, allocated);
  }
}
