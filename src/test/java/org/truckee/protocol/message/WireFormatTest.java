package org.truckee.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;

/** The two encodings of messages: a written message is read, and a malformed one is refused. */
class WireFormatTest {
  private static SortedSet<Integer> read(WireFormat format, byte[] message) {
    return format.read(message, WireFormat::readShareNumbers);
  }

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static byte[] json(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private static void refused(Runnable reading, String why) {
    assertThatThrownBy(reading::run)
        .isInstanceOfSatisfying(
            GridException.class,
            failure -> assertThat(failure.kind()).isEqualTo(GridException.Kind.BAD_REQUEST))
        .hasMessageContaining("malformed application/")
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @EnumSource
  void shareNumbers_areReadAsTheyWereWritten(WireFormat format) {
    for (List<Integer> numbers :
        List.of(List.<Integer>of(), List.of(0), List.of(0, 23, 24, 255), List.of(7, 3, 9))) {
      SortedSet<Integer> set = new TreeSet<>(numbers);
      Buffer message = format.write(out -> WireFormat.writeShareNumbers(out, set));
      assertThat(format.<SortedSet<Integer>>read(message, WireFormat::readShareNumbers))
          .isEqualTo(set);
    }
  }

  @Test
  void aSet_isTag258InCbor_andAPlainListInJson() {
    SortedSet<Integer> set = new TreeSet<>(List.of(1, 255));
    assertThat(WireFormat.CBOR.write(out -> WireFormat.writeShareNumbers(out, set)).getBytes())
        .isEqualTo(hex("d90102820118ff"));
    assertThat(WireFormat.JSON.write(out -> WireFormat.writeShareNumbers(out, set)).toString())
        .isEqualTo("[1,255]");
  }

  @ParameterizedTest
  @CsvSource({
    "'', found null",
    "820118ff, must be a set",
    "d9010181, must be a set",
    "d90102a0, 'expected START_ARRAY, found START_OBJECT'",
    "d90102820101, stands twice",
    "d9010281190100, from 0 to 255",
    "d901028120, from 0 to 255",
    "d90102811bffffffffffffffff, from 0 to 255",
    "d901028161 61, expected a whole number",
    "d9010281f93c00, expected a whole number",
    "d9010281, ''",
    "d90102818101, expected a whole number",
    "d901028001, something follows"
  })
  void malformedCbor_isToldSo(String message, String why) {
    refused(() -> read(WireFormat.CBOR, hex(message.replace(" ", ""))), why);
  }

  @ParameterizedTest
  @CsvSource({
    "'{}', 'expected START_ARRAY, found START_OBJECT'",
    "'[1,1]', stands twice",
    "'[256]', from 0 to 255",
    "'[-1]', from 0 to 255",
    "'[1e2]', expected a whole number",
    "'[99999999999999999999]', from 0 to 255",
    "'[true]', expected a whole number",
    "'[1', ''",
    "'[1]]', ''",
    "'[1] 2', something follows",
    "'[NaN]', ''",
    "'[01]', ''"
  })
  void malformedJson_isToldSo(String message, String why) {
    refused(() -> read(WireFormat.JSON, json(message)), why);
  }

  @ParameterizedTest
  @EnumSource
  void bytes_areReadAsTheyWereWritten(WireFormat format) {
    byte[] array = {0, 1, (byte) 0xff, 0x7f};
    Buffer message = format.write(out -> out.writeBinary(array));
    assertThat(format.<Bytes>read(message, WireFormat::nextBytes)).isEqualTo(Bytes.wrap(array));
    assertThat(format.<Bytes>read(message, in -> WireFormat.nextBytes(in, 4)).size()).isEqualTo(4);
    refused(() -> format.read(message, in -> WireFormat.nextBytes(in, 5)), "expected 5 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "[]", "null", "true"})
  void whatIsNoByteString_isToldSo(String message) {
    refused(() -> WireFormat.JSON.read(json(message), WireFormat::nextBytes), "expected bytes");
  }

  @Test
  void flags_areTrueOrFalse() {
    assertThat(WireFormat.JSON.<Boolean>read(json("true"), WireFormat::nextFlag)).isTrue();
    assertThat(WireFormat.CBOR.<Boolean>read(hex("f4"), WireFormat::nextFlag)).isFalse();
    refused(() -> WireFormat.JSON.read(json("1"), WireFormat::nextFlag), "true or false");
    refused(() -> WireFormat.JSON.read(json("'true'"), WireFormat::nextFlag), "true or false");
  }

  @Test
  void aList_hasAsManyEntriesAsItMay() {
    assertThat(WireFormat.JSON.<List<Long>>read(json("[1,2,3]"), in -> numbers(in, 3)))
        .containsExactly(1L, 2L, 3L);
    refused(() -> WireFormat.JSON.read(json("[1,2,3]"), in -> numbers(in, 2)), "more than 2");
  }

  private static List<Long> numbers(JsonParser in, int max) throws IOException {
    return WireFormat.list(in, max, one -> WireFormat.number(one, 100));
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 1000, 100_000})
  void whatIsNestedTooDeep_isToldSo(int depth) {
    byte[] nested = "[".repeat(depth).getBytes(StandardCharsets.UTF_8);
    refused(() -> WireFormat.JSON.read(nested, WireFormatTest::skip), "");
    byte[] arrays = new byte[depth];
    java.util.Arrays.fill(arrays, (byte) 0x81);
    refused(() -> WireFormat.CBOR.read(arrays, WireFormatTest::skip), "");
  }

  private static Void skip(JsonParser in) throws IOException {
    WireFormat.expect(in, JsonToken.START_ARRAY);
    in.skipChildren();
    return null;
  }

  @Test
  void aNameThatStandsTwice_isRefused() {
    refused(
        () ->
            WireFormat.JSON.read(
                json("{'a':1,'a':2}"),
                in -> {
                  WireFormat.expect(in, JsonToken.START_OBJECT);
                  in.skipChildren();
                  return null;
                }),
        "Duplicate");
  }
}
