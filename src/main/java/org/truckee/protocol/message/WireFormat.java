package org.truckee.protocol.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import io.netty.buffer.Unpooled;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;

/**
 * The two encodings that messages travel in. Both are read and written through Jackson's streaming
 * interface, so that a message has one reader and one writer. A set is CBOR's tag 258 over an
 * array, and a plain array in JSON; byte strings are base64 text in JSON.
 */
public enum WireFormat {
  /** {@code application/cbor}: the encoding where no other one was asked for. */
  CBOR("application/cbor", CBORFactory.builder()),
  /** {@code application/json}: for people and small tools. */
  JSON("application/json", JsonFactory.builder());

  /** The size from which a message is read and written by a worker, not where others wait. */
  public static final int LARGE = 64 << 10;

  /** The number of share numbers that can exist. */
  public static final int MAX_SHARES = 256;

  private static final int SET_TAG = 258;

  private final String mediaType;
  private final JsonFactory factory;

  WireFormat(String mediaType, com.fasterxml.jackson.core.TSFBuilder<?, ?> builder) {
    this.mediaType = mediaType;
    this.factory =
        builder
            .streamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(16).maxNameLength(128).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
  }

  /** The name of the encoding in {@code Content-Type} and {@code Accept}. */
  public String mediaType() {
    return mediaType;
  }

  /** Writes one message. */
  public interface Writer {
    /** Writes the message to {@code out}. */
    void write(JsonGenerator out) throws IOException;
  }

  /** Reads one message; it stands before the first token when called. */
  public interface Reader<T> {
    /** Reads the message from {@code in}. */
    T read(JsonParser in) throws IOException;
  }

  /** Returns {@code message} in this encoding. */
  public Buffer write(Writer message) {
    Written bytes = new Written();
    try (JsonGenerator out = factory.createGenerator(bytes)) {
      message.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    assert isSmallOrElsewhere(bytes.size()) : "a message of " + bytes.size() + " bytes";
    return bytes.buffer();
  }

  /** Returns whether {@code size} bytes are few, or this thread is one on which nobody waits. */
  private static boolean isSmallOrElsewhere(int size) {
    return size < LARGE || !Context.isOnEventLoopThread();
  }

  /** Bytes that become a buffer without being copied. */
  private static final class Written extends ByteArrayOutputStream {
    Written() {
      super(64);
    }

    Buffer buffer() {
      return BufferInternal.buffer(Unpooled.wrappedBuffer(buf, 0, count));
    }
  }

  /**
   * Reads the one message that {@code body} holds; {@code BAD_REQUEST} if it is malformed or
   * something follows it.
   */
  public <T> T read(Buffer body, Reader<T> reader) {
    return read(body.getBytes(), reader);
  }

  /** The same. */
  public <T> T read(byte[] body, Reader<T> reader) {
    assert isSmallOrElsewhere(body.length) : "a message of " + body.length + " bytes";
    try (JsonParser in = factory.createParser(body)) {
      T message = reader.read(in);
      if (in.nextToken() != null) throw new IOException("something follows the message");
      return message;
    } catch (IOException e) {
      throw new GridException(
          GridException.Kind.BAD_REQUEST, "malformed " + mediaType + " body: " + reason(e), e);
    }
  }

  /** Writes {@code shareNumbers} as a set. */
  public static void writeShareNumbers(JsonGenerator out, SortedSet<Integer> shareNumbers)
      throws IOException {
    if (out instanceof CBORGenerator cbor) cbor.writeTag(SET_TAG);
    out.writeStartArray(null, shareNumbers.size());
    for (int shareNumber : shareNumbers) out.writeNumber(shareNumber);
    out.writeEndArray();
  }

  /** Reads a set of share numbers, the first token of which has not been read yet. */
  public static SortedSet<Integer> readShareNumbers(JsonParser in) throws IOException {
    expect(in, JsonToken.START_ARRAY);
    if (in instanceof CBORParser cbor && !cbor.getCurrentTags().contains(SET_TAG)) {
      throw new IOException("share numbers must be a set (tag 258)");
    }
    SortedSet<Integer> shareNumbers = new TreeSet<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (!shareNumbers.add((int) number(in, MAX_SHARES - 1)))
        throw new IOException("a share number stands twice");
    }
    return shareNumbers;
  }

  /** Moves to the next token, which must be {@code token}. */
  public static void expect(JsonParser in, JsonToken token) throws IOException {
    JsonToken found = in.nextToken();
    if (found != token) throw new IOException("expected " + token + ", found " + found);
  }

  /** The whole number at the next token, from 0 to {@code max}. */
  public static long nextNumber(JsonParser in, long max) throws IOException {
    in.nextToken();
    return number(in, max);
  }

  /** The whole number at the current token, from 0 to {@code max}. */
  public static long number(JsonParser in, long max) throws IOException {
    if (in.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw new IOException("expected a whole number, found " + in.currentToken());
    }
    if (in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        || in.getLongValue() < 0
        || in.getLongValue() > max) {
      throw new IOException("a number must be from 0 to " + max);
    }
    return in.getLongValue();
  }

  /** The flag at the next token. */
  public static boolean nextFlag(JsonParser in) throws IOException {
    JsonToken token = in.nextToken();
    if (token == null || !token.isBoolean())
      throw new IOException("expected true or false, found " + token);
    return in.getBooleanValue();
  }

  /** The byte string at the next token. */
  public static Bytes nextBytes(JsonParser in) throws IOException {
    in.nextToken();
    return bytes(in);
  }

  /** The byte string of {@code size} bytes at the next token. */
  public static Bytes nextBytes(JsonParser in, int size) throws IOException {
    in.nextToken();
    return bytes(in, size);
  }

  /** The byte string of {@code size} bytes at the current token. */
  public static Bytes bytes(JsonParser in, int size) throws IOException {
    Bytes bytes = bytes(in);
    if (bytes.size() != size) throw new IOException("expected " + size + " bytes");
    return bytes;
  }

  /** The byte string at the current token. */
  public static Bytes bytes(JsonParser in) throws IOException {
    JsonToken token = in.currentToken();
    if (token != JsonToken.VALUE_EMBEDDED_OBJECT && token != JsonToken.VALUE_STRING) {
      throw new IOException("expected bytes, found " + token);
    }
    return Bytes.wrap(in.getBinaryValue());
  }

  /**
   * The list at the next token, of at most {@code max} entries, each of which is read by {@code
   * reader} from its first token.
   */
  public static <T> List<T> list(JsonParser in, int max, Reader<T> reader) throws IOException {
    expect(in, JsonToken.START_ARRAY);
    List<T> entries = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (entries.size() == max) throw new IOException("more than " + max + " entries in a list");
      entries.add(reader.read(in));
    }
    return entries;
  }

  /**
   * The words for a peer about a parser's complaint: its first line, without the source that
   * follows.
   */
  private static String reason(IOException e) {
    return e instanceof com.fasterxml.jackson.core.JsonProcessingException json
        ? json.getOriginalMessage().lines().findFirst().orElse("unreadable")
        : FailureText.sentence(e);
  }
}
