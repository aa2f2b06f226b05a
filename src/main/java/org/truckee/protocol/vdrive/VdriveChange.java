package org.truckee.protocol.vdrive;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.vdrive.VdriveEntry;
import org.truckee.protocol.message.MapFields;
import org.truckee.protocol.message.WireFormat;

/** An entry and the directory that it belongs to. */
public record VdriveChange(StorageIndex directory, VdriveEntry entry) {
  private static final String DIRECTORY = "storage-index";
  private static final String ENTRY = "entry";

  /** Checks that both are there. */
  public VdriveChange {
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(entry, "entry");
  }

  static void writeAll(JsonGenerator out, List<VdriveChange> changes) throws IOException {
    out.writeStartArray(null, changes.size());
    for (VdriveChange change : changes) {
      out.writeStartObject(null, 2);
      out.writeBinaryField(DIRECTORY, change.directory.bytes().toArray());
      out.writeBinaryField(ENTRY, change.entry.toBytes().toArray());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /**
   * Reads a list of at most {@code limit} of them, the first token of which has not been read yet.
   */
  static List<VdriveChange> readAll(JsonParser in, int limit) throws IOException {
    return WireFormat.list(in, limit, VdriveChange::read);
  }

  private static VdriveChange read(JsonParser in) throws IOException {
    StorageIndex directory = null;
    VdriveEntry entry = null;
    MapFields fields = new MapFields(in, DIRECTORY, ENTRY);
    while (fields.next()) {
      if (fields.is(ENTRY)) entry = VdriveEntry.parse(WireFormat.nextBytes(in));
      else directory = new StorageIndex(WireFormat.nextBytes(in, StorageIndex.SIZE));
    }
    return new VdriveChange(directory, entry);
  }
}
