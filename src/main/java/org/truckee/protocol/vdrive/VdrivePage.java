package org.truckee.protocol.vdrive;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.truckee.crypto.Ed25519VerifyingKey;
import org.truckee.dirnode.vdrive.VdriveEntry;
import org.truckee.protocol.message.MapFields;
import org.truckee.protocol.message.WireFormat;

/**
 * Some of a directory's entries, in the order of their slots.
 *
 * @param key the key that they are checked with, if it is the one that the directory's capability
 *     names
 * @param total how many entries the directory has, those of removed children among them; it never
 *     shrinks
 * @param more whether others follow
 */
public record VdrivePage(
    Ed25519VerifyingKey key, long total, List<VdriveEntry> entries, boolean more) {
  /** The most entries in one page. */
  public static final int MAX_ENTRIES = 1000;

  /** The largest page, on the wire. */
  public static final int MAX_SIZE = 2 << 20;

  private static final String KEY = "verifying-key";
  private static final String TOTAL = "total";
  private static final String ENTRIES = "entries";
  private static final String MORE = "more";
  private static final int KEY_SIZE = 32;

  /** Keeps its own list. */
  public VdrivePage {
    Objects.requireNonNull(key, "key");
    entries = List.copyOf(entries);
  }

  /** The bytes of its entries. */
  public long size() {
    return entries.stream().mapToLong(VdriveEntry::size).sum();
  }

  /** Writes the message. */
  public void write(JsonGenerator out) throws IOException {
    out.writeStartObject(null, 4);
    out.writeBinaryField(KEY, key.bytes().toArray());
    out.writeNumberField(TOTAL, total);
    out.writeFieldName(ENTRIES);
    out.writeStartArray(null, entries.size());
    for (VdriveEntry entry : entries) out.writeBinary(entry.toBytes().toArray());
    out.writeEndArray();
    out.writeBooleanField(MORE, more);
    out.writeEndObject();
  }

  /** Reads the message. */
  public static VdrivePage read(JsonParser in) throws IOException {
    Ed25519VerifyingKey key = null;
    long total = 0;
    List<VdriveEntry> entries = null;
    boolean more = false;
    MapFields fields = new MapFields(in, KEY, TOTAL, ENTRIES, MORE);
    while (fields.next()) {
      if (fields.is(KEY)) key = new Ed25519VerifyingKey(WireFormat.nextBytes(in, KEY_SIZE));
      else if (fields.is(TOTAL)) total = WireFormat.nextNumber(in, Long.MAX_VALUE);
      else if (fields.is(ENTRIES))
        entries = WireFormat.list(in, MAX_ENTRIES, VdrivePage::readEntry);
      else more = WireFormat.nextFlag(in);
    }
    return new VdrivePage(key, total, entries, more);
  }

  private static VdriveEntry readEntry(JsonParser in) throws IOException {
    return VdriveEntry.parse(WireFormat.bytes(in));
  }
}
