package org.truckee.protocol.storage;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Digits;
import org.truckee.protocol.message.MapFields;
import org.truckee.protocol.message.WireFormat;

/**
 * One step on the mutable shares of a file: the reads see the bytes from before, and the writes are
 * made, all or none, if every test finds what it expects.
 */
public record ReadTestWrite(SortedMap<Integer, Change> changes, List<Read> reads) {
  /** The most writes to one share in one step. */
  public static final int MAX_WRITES = 4096;

  private static final int MAX_VECTORS = 30;

  /**
   * The change of one share. {@code newLength} cuts it or, if 0, deletes it; null leaves its length
   * to the writes.
   */
  public record Change(List<Test> tests, List<Write> writes, Long newLength) {
    void write(JsonGenerator out) throws IOException {
      out.writeStartObject(null, 3);
      out.writeFieldName("test");
      out.writeStartArray(null, tests.size());
      for (Test test : tests) {
        out.writeStartObject(null, 3);
        writeRange(out, test.offset, test.size);
        out.writeBinaryField("specimen", test.specimen.toArray());
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeFieldName("write");
      out.writeStartArray(null, writes.size());
      for (Write write : writes) {
        out.writeStartObject(null, 2);
        out.writeNumberField("offset", write.offset);
        out.writeBinaryField("data", write.data.toArray());
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeFieldName("new-length");
      if (newLength == null) out.writeNull();
      else out.writeNumber(newLength);
      out.writeEndObject();
    }
  }

  /**
   * Expects {@code specimen} in the {@code size} bytes from {@code offset}, or in as many of them
   * as there are.
   */
  public record Test(long offset, long size, Bytes specimen) {}

  /** Puts {@code data} at {@code offset}. */
  public record Write(long offset, Bytes data) {}

  /** Asks for {@code size} bytes from {@code offset}, or for as many of them as there are. */
  public record Read(long offset, long size) {}

  /**
   * The outcome of a step: whether all tests passed and the writes were made, and the bytes that
   * each share held before, for each read in order.
   */
  public record Reply(boolean success, SortedMap<Integer, List<Bytes>> data) {
    /** Writes the message. */
    public void write(JsonGenerator out) throws IOException {
      out.writeStartObject(null, 2);
      out.writeBooleanField("success", success);
      out.writeFieldName("data");
      out.writeStartObject(null, data.size());
      for (var share : data.entrySet()) {
        out.writeFieldId(share.getKey());
        out.writeStartArray(null, share.getValue().size());
        for (Bytes read : share.getValue()) out.writeBinary(read.toArray());
        out.writeEndArray();
      }
      out.writeEndObject();
      out.writeEndObject();
    }

    /** Reads the message. */
    public static Reply read(JsonParser in) throws IOException {
      boolean success = false;
      SortedMap<Integer, List<Bytes>> data = null;
      MapFields fields = new MapFields(in, "success", "data");
      while (fields.next()) {
        if (fields.is("data")) data = byShare(in, ReadTestWrite::byteStrings);
        else success = WireFormat.nextFlag(in);
      }
      return new Reply(success, data);
    }
  }

  /** The bytes that it writes. */
  public long written() {
    return changes.values().stream()
        .flatMap(change -> change.writes().stream())
        .mapToLong(write -> write.data().size())
        .sum();
  }

  /** Writes the message. */
  public void write(JsonGenerator out) throws IOException {
    out.writeStartObject(null, 2);
    out.writeFieldName("test-write-vectors");
    out.writeStartObject(null, changes.size());
    for (var change : changes.entrySet()) {
      out.writeFieldId(change.getKey());
      change.getValue().write(out);
    }
    out.writeEndObject();
    out.writeFieldName("read-vector");
    out.writeStartArray(null, reads.size());
    for (Read read : reads) {
      out.writeStartObject(null, 2);
      writeRange(out, read.offset, read.size);
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void writeRange(JsonGenerator out, long offset, long size) throws IOException {
    out.writeNumberField("offset", offset);
    out.writeNumberField("size", size);
  }

  /** Reads the message. */
  public static ReadTestWrite read(JsonParser in) throws IOException {
    SortedMap<Integer, Change> changes = null;
    List<Read> reads = null;
    MapFields fields = new MapFields(in, "test-write-vectors", "read-vector");
    while (fields.next()) {
      if (fields.is("read-vector"))
        reads = WireFormat.list(in, MAX_VECTORS, ReadTestWrite::readRead);
      else changes = byShare(in, ReadTestWrite::readChange);
    }
    return new ReadTestWrite(changes, reads);
  }

  /** A map from share numbers to what {@code reader} reads. */
  private static <T> SortedMap<Integer, T> byShare(JsonParser in, WireFormat.Reader<T> reader)
      throws IOException {
    SortedMap<Integer, T> entries = new TreeMap<>();
    WireFormat.expect(in, JsonToken.START_OBJECT);
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      if (!Digits.areAll(name, 3) || Integer.parseInt(name) >= WireFormat.MAX_SHARES) {
        throw new IOException("share numbers are 0 to 255");
      }
      if (entries.put(Integer.parseInt(name), reader.read(in)) != null)
        throw new IOException("a share stands twice");
    }
    return entries;
  }

  private static List<Bytes> byteStrings(JsonParser in) throws IOException {
    return WireFormat.list(in, MAX_VECTORS, WireFormat::bytes);
  }

  private static Change readChange(JsonParser in) throws IOException {
    List<Test> tests = null;
    List<Write> writes = null;
    Long newLength = null;
    MapFields fields = new MapFields(in, "test", "write", "new-length");
    while (fields.next()) {
      if (fields.is("test")) tests = WireFormat.list(in, MAX_VECTORS, ReadTestWrite::readTest);
      else if (fields.is("write"))
        writes = WireFormat.list(in, MAX_WRITES, ReadTestWrite::readWrite);
      else if (in.nextToken() != JsonToken.VALUE_NULL)
        newLength = WireFormat.number(in, Long.MAX_VALUE);
    }
    return new Change(tests, writes, newLength);
  }

  private static Read readRead(JsonParser in) throws IOException {
    long[] range = new long[2];
    MapFields fields = new MapFields(in, "offset", "size");
    while (fields.next())
      range[fields.is("offset") ? 0 : 1] = WireFormat.nextNumber(in, Long.MAX_VALUE);
    return new Read(range[0], range[1]);
  }

  private static Test readTest(JsonParser in) throws IOException {
    long[] range = new long[2];
    Bytes specimen = null;
    MapFields fields = new MapFields(in, "offset", "size", "specimen");
    while (fields.next()) {
      if (fields.is("specimen")) specimen = WireFormat.nextBytes(in);
      else range[fields.is("offset") ? 0 : 1] = WireFormat.nextNumber(in, Long.MAX_VALUE);
    }
    return new Test(range[0], range[1], specimen);
  }

  private static Write readWrite(JsonParser in) throws IOException {
    long offset = 0;
    Bytes data = null;
    MapFields fields = new MapFields(in, "offset", "data");
    while (fields.next()) {
      if (fields.is("data")) data = WireFormat.nextBytes(in);
      else offset = WireFormat.nextNumber(in, Long.MAX_VALUE);
    }
    return new Write(offset, data);
  }
}
