package org.truckee.protocol.vdrive;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.truckee.GridException;
import org.truckee.crypto.Ed25519VerifyingKey;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.Slot;
import org.truckee.protocol.message.MapFields;
import org.truckee.protocol.message.WireFormat;

/**
 * One step on the directories of a vdrive server, made whole or not at all: directories that are
 * made unless they are there, and entries that are put in their slots. Each entry must carry the
 * next number of its slot, and be signed with its directory's key.
 *
 * @param directories the keys that entries of the directories to be made are checked with; a
 *     directory's address follows from its key
 */
public record VdriveWrite(List<Ed25519VerifyingKey> directories, List<VdriveChange> entries) {
  /** The most directories or entries in one step. */
  public static final int MAX_ENTRIES = 10_000;

  /** The largest step, on the wire. */
  public static final int MAX_SIZE = 8 << 20;

  private static final String DIRECTORIES = "directories";
  private static final String ENTRIES = "entries";
  private static final int KEY_SIZE = 32;

  private record Place(StorageIndex directory, Slot slot) {}

  /** Keeps its own lists; {@code BAD_REQUEST} if a slot is changed twice. */
  public VdriveWrite {
    directories = List.copyOf(directories);
    entries = List.copyOf(entries);
    Set<Place> places = new HashSet<>();
    for (VdriveChange change : entries) {
      if (!places.add(new Place(change.directory(), change.entry().slot())))
        throw new GridException(
            GridException.Kind.BAD_REQUEST, "one step puts two entries into the same slot");
    }
  }

  /** Writes the message. */
  public void write(JsonGenerator out) throws IOException {
    out.writeStartObject(null, 2);
    out.writeFieldName(DIRECTORIES);
    out.writeStartArray(null, directories.size());
    for (Ed25519VerifyingKey key : directories) out.writeBinary(key.bytes().toArray());
    out.writeEndArray();
    out.writeFieldName(ENTRIES);
    VdriveChange.writeAll(out, entries);
    out.writeEndObject();
  }

  /** Reads the message. */
  public static VdriveWrite read(JsonParser in) throws IOException {
    List<Ed25519VerifyingKey> directories = null;
    List<VdriveChange> entries = null;
    MapFields fields = new MapFields(in, DIRECTORIES, ENTRIES);
    while (fields.next()) {
      if (fields.is(ENTRIES)) entries = VdriveChange.readAll(in, MAX_ENTRIES);
      else directories = WireFormat.list(in, MAX_ENTRIES, VdriveWrite::readKey);
    }
    return new VdriveWrite(directories, entries);
  }

  private static Ed25519VerifyingKey readKey(JsonParser in) throws IOException {
    return new Ed25519VerifyingKey(WireFormat.bytes(in, KEY_SIZE));
  }
}
