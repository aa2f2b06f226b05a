package org.truckee.protocol.vdrive;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.List;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.Slot;
import org.truckee.protocol.message.MapFields;
import org.truckee.protocol.message.WireFormat;

/**
 * The reason why a {@link VdriveWrite} was not made: the entries that are in its slots now. A slot
 * that is missing here never had an entry. Entries that would make the message larger than {@link
 * VdriveWrite#MAX_SIZE} are only named, and can be read one by one.
 *
 * @param omitted the places of entries that the message has no room for; the field is there only if
 *     there is one, which no step of an older client leads to
 */
public record VdriveConflict(List<VdriveChange> present, List<Place> omitted) {
  private static final String PRESENT = "present";
  private static final String OMITTED = "omitted";
  private static final String DIRECTORY = "storage-index";
  private static final String SLOT = "slot";
  private static final String SEQUENCE = "sequence";

  /** The slot of an entry, and the entry's number. */
  public record Place(StorageIndex directory, Slot slot, long sequence) {
    private void write(JsonGenerator out) throws IOException {
      out.writeStartObject(null, 3);
      out.writeBinaryField(DIRECTORY, directory.bytes().toArray());
      out.writeBinaryField(SLOT, slot.bytes().toArray());
      out.writeNumberField(SEQUENCE, sequence);
      out.writeEndObject();
    }

    private static Place read(JsonParser in) throws IOException {
      StorageIndex directory = null;
      Slot slot = null;
      long sequence = 0;
      MapFields fields = new MapFields(in, DIRECTORY, SLOT, SEQUENCE);
      while (fields.next()) {
        if (fields.is(SLOT)) slot = new Slot(WireFormat.nextBytes(in, Slot.SIZE));
        else if (fields.is(SEQUENCE)) sequence = WireFormat.nextNumber(in, Long.MAX_VALUE);
        else directory = new StorageIndex(WireFormat.nextBytes(in, StorageIndex.SIZE));
      }
      return new Place(directory, slot, sequence);
    }
  }

  /** Keeps its own lists. */
  public VdriveConflict {
    present = List.copyOf(present);
    omitted = List.copyOf(omitted);
  }

  /** A conflict that the message has room for. */
  public VdriveConflict(List<VdriveChange> present) {
    this(present, List.of());
  }

  /** Writes the message. */
  public void write(JsonGenerator out) throws IOException {
    out.writeStartObject(null, omitted.isEmpty() ? 1 : 2);
    out.writeFieldName(PRESENT);
    VdriveChange.writeAll(out, present);
    if (!omitted.isEmpty()) {
      out.writeFieldName(OMITTED);
      out.writeStartArray(null, omitted.size());
      for (Place place : omitted) place.write(out);
      out.writeEndArray();
    }
    out.writeEndObject();
  }

  /** Reads the message. */
  public static VdriveConflict read(JsonParser in) throws IOException {
    List<VdriveChange> present = null;
    List<Place> omitted = List.of();
    MapFields fields = new MapFields(in, PRESENT).orAlso(OMITTED);
    while (fields.next()) {
      if (fields.is(PRESENT)) present = VdriveChange.readAll(in, VdriveWrite.MAX_ENTRIES);
      else omitted = WireFormat.list(in, VdriveWrite.MAX_ENTRIES, Place::read);
    }
    return new VdriveConflict(present, omitted);
  }
}
