package org.truckee.protocol.storage;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.truckee.protocol.message.WireFormat;

/**
 * A storage server's description of itself. On the wire it is a map from {@code
 * http://allmydata.org/tahoe/protocols/storage/v1} to the map of the limits, and from {@code
 * application-version} to a byte string. Tahoe writes the names as byte strings; they are read in
 * either form.
 *
 * @param largestWhole the size of the largest share that is taken {@link WholeShares whole}, 0 if
 *     none is; no part of the message, but told by a header beside it
 */
public record StorageVersion(
    long maximumImmutableShareSize,
    long maximumMutableShareSize,
    long availableSpace,
    String applicationVersion,
    int largestWhole) {
  private static final String LIMITS = "http://allmydata.org/tahoe/protocols/storage/v1";
  private static final String IMMUTABLE = "maximum-immutable-share-size";
  private static final String MUTABLE = "maximum-mutable-share-size";
  private static final String SPACE = "available-space";
  private static final String APPLICATION = "application-version";

  private static final int MAP = 0xa0;
  private static final int BYTES = 0x40;
  private static final byte BYTES_LENGTH_OF_1 = 0x58;
  private static final byte NUMBER_OF_8 = 0x1b;

  /** The same of a server that takes shares of up to {@code largest} bytes whole. */
  public StorageVersion takingWhole(int largest) {
    return new StorageVersion(
        maximumImmutableShareSize,
        maximumMutableShareSize,
        availableSpace,
        applicationVersion,
        largest);
  }

  /** Returns the message in {@code format}. */
  public Buffer write(WireFormat format) {
    return format == WireFormat.CBOR ? toCbor() : format.write(this::writeJson);
  }

  private void writeJson(JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeObjectFieldStart(LIMITS);
    out.writeNumberField(IMMUTABLE, maximumImmutableShareSize);
    out.writeNumberField(MUTABLE, maximumMutableShareSize);
    out.writeNumberField(SPACE, availableSpace);
    out.writeEndObject();
    out.writeBinaryField(APPLICATION, applicationVersion.getBytes(StandardCharsets.UTF_8));
    out.writeEndObject();
  }

  /** Writes the message by hand, since no library writes byte strings as the names in a map. */
  private Buffer toCbor() {
    Buffer out = Buffer.buffer(256).appendByte((byte) (MAP | 2));
    appendBytes(out, LIMITS).appendByte((byte) (MAP | 3));
    appendNumber(appendBytes(out, IMMUTABLE), maximumImmutableShareSize);
    appendNumber(appendBytes(out, MUTABLE), maximumMutableShareSize);
    appendNumber(appendBytes(out, SPACE), availableSpace);
    return appendBytes(appendBytes(out, APPLICATION), applicationVersion);
  }

  private static Buffer appendNumber(Buffer out, long number) {
    return out.appendByte(NUMBER_OF_8).appendLong(number);
  }

  private static Buffer appendBytes(Buffer out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 255) throw new IllegalArgumentException("a text of " + bytes.length);
    if (bytes.length < 24) out.appendByte((byte) (BYTES | bytes.length));
    else out.appendByte(BYTES_LENGTH_OF_1).appendByte((byte) bytes.length);
    return out.appendBytes(bytes);
  }

  /** Reads the message. */
  public static StorageVersion read(JsonParser in) throws IOException {
    long[] limits = {0, 0, 0};
    String application = "";
    WireFormat.expect(in, JsonToken.START_OBJECT);
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      in.nextToken();
      if (name.equals(LIMITS)) readLimits(in, limits);
      else if (name.equals(APPLICATION))
        application = new String(in.getBinaryValue(), StandardCharsets.UTF_8);
      else in.skipChildren();
    }
    return new StorageVersion(limits[0], limits[1], limits[2], application, 0);
  }

  private static void readLimits(JsonParser in, long[] limits) throws IOException {
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      in.nextToken();
      switch (name) {
        case IMMUTABLE -> limits[0] = WireFormat.number(in, Long.MAX_VALUE);
        case MUTABLE -> limits[1] = WireFormat.number(in, Long.MAX_VALUE);
        case SPACE -> limits[2] = WireFormat.number(in, Long.MAX_VALUE);
        default -> in.skipChildren();
      }
    }
  }
}
