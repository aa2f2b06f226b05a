package org.truckee;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.truckee.GridException.Kind;
import org.truckee.bytes.Base32;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.cap.ChkVerifyCap;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.crypto.Tag;
import org.truckee.immutable.ShareLayout;
import org.truckee.immutable.UriExtensionBlock;
import org.truckee.protocol.announcement.AnnouncedStorage;
import org.truckee.protocol.announcement.Announcement;
import org.truckee.protocol.announcement.Nurl;
import org.truckee.protocol.message.WireFormat;
import org.truckee.protocol.storage.AllocateReply;
import org.truckee.protocol.storage.AllocateRequest;
import org.truckee.protocol.storage.ByteRange;
import org.truckee.protocol.storage.CorruptionReport;
import org.truckee.protocol.storage.ReadTestWrite;
import org.truckee.protocol.storage.SecretKind;
import org.truckee.protocol.storage.StorageVersion;
import org.truckee.testing.faults.Mutations;
import org.truckee.testing.known.EncodedShares;
import org.truckee.testing.known.Golden;

/**
 * Thousands of inputs that are nearly right, for everything that reads what others send. Each is
 * read, or refused with the kind of failure that its reader documents; never anything else.
 */
class HostileInputTest {
  private static final int COUNT = 5000;
  private static final EncodedShares FILE =
      EncodedShares.convergent(
          Golden.stream("hostile", 9000), new Secret(Bytes.utf8("x")), 3, 10, 4096);

  @Test
  void capabilities() {
    List<String> samples = new ArrayList<>();
    Golden.json("attenuation.json").forEach(row -> samples.add(row.get(0).asText()));
    Mutations.ofTexts(samples, 4 * COUNT)
        .forEach(
            text ->
                readOrRefuse(
                    Kind.BAD_CAP,
                    text,
                    () ->
                        assertThat(Capability.parse(Capability.parse(text).toUri()).toUri())
                            .isEqualTo(Capability.parse(text).toUri())));
  }

  @Test
  void nurls() {
    String hash = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]);
    List<String> samples =
        List.of("pb://" + hash + "@127.0.0.1:80/abc#v=1", "pb://" + hash + "@[::1]:80/abc#v=1");
    Mutations.ofTexts(samples, COUNT)
        .forEach(text -> readOrRefuse(Kind.BAD_CONFIG, text, () -> Nurl.parse(text)));
  }

  @Test
  void rangesAndSecrets() {
    Mutations.ofTexts(List.of("bytes=0-10", "bytes=123456789-999999999999"), COUNT)
        .forEach(text -> readOrRefuse(Kind.BAD_RANGE, text, () -> ByteRange.ofRange(text)));
    Mutations.ofTexts(List.of("bytes 0-10/*", "bytes 5-6/1000"), COUNT)
        .forEach(text -> readOrRefuse(Kind.BAD_RANGE, text, () -> ByteRange.ofContentRange(text)));
    List<String> secrets =
        Arrays.stream(SecretKind.values())
            .map(kind -> kind.headerValue(new Secret(Bytes.wrap(new byte[32]))))
            .toList();
    Mutations.ofTexts(secrets, COUNT)
        .forEach(
            text ->
                readOrRefuse(
                    Kind.BAD_REQUEST,
                    text,
                    () -> SecretKind.read(List.of(text), Set.of(SecretKind.UPLOAD))));
    Mutations.ofTexts(List.of("mfrggzdf", "a", ""), COUNT)
        .forEach(
            text -> {
              try {
                assertThat(Base32.encode(Base32.decode(text))).isEqualTo(text);
              } catch (IllegalArgumentException expected) {
                assertThat(expected.getMessage()).isNotBlank();
              }
            });
  }

  @ParameterizedTest
  @EnumSource(WireFormat.class)
  void messages(WireFormat format) {
    TreeSet<Integer> numbers = new TreeSet<>(Set.of(0, 1, 23, 24, 255));
    List<byte[]> samples =
        Stream.of(
                format.write(new AllocateRequest(numbers, 70_000)::write),
                format.write(new AllocateReply(numbers, numbers)::write),
                format.write(new CorruptionReport("a reason")::write),
                format.write(out -> WireFormat.writeShareNumbers(out, numbers)),
                new StorageVersion(1L << 40, 1L << 50, 1000, "truckee", 0).write(format),
                readTestWrite(format))
            .map(Buffer::getBytes)
            .toList();
    List<WireFormat.Reader<?>> readers =
        List.of(
            AllocateRequest::read,
            AllocateReply::read,
            CorruptionReport::read,
            WireFormat::readShareNumbers,
            StorageVersion::read,
            ReadTestWrite::read);
    Mutations.of(samples, 2 * COUNT)
        .forEach(
            bytes -> {
              for (WireFormat.Reader<?> reader : readers)
                readOrRefuse(
                    Kind.BAD_REQUEST, bytes, () -> format.read(Buffer.buffer(bytes), reader));
            });
  }

  private static Buffer readTestWrite(WireFormat format) {
    SortedMap<Integer, List<Bytes>> data = new TreeMap<>();
    data.put(3, List.of(Bytes.utf8("abc")));
    if (format == WireFormat.CBOR) return format.write(new ReadTestWrite.Reply(true, data)::write);
    return Buffer.buffer(
        "{\"test-write-vectors\":{\"0\":{\"test\":[{\"offset\":0,\"size\":1,\"specimen\":\"eA==\"}],\"write\":[{\"offset\":0,\"data\":\"eA==\"}],\"new-length\":7}},\"read-vector\":[{\"offset\":0,\"size\":1}]}");
  }

  @Test
  void announcements() {
    List<String> samples =
        Golden.rows("announcements.jsonl").stream().map(row -> row.toString()).toList();
    Mutations.ofTexts(samples, COUNT)
        .forEach(text -> readOrRefuse(Kind.BAD_REQUEST, text, () -> Announcement.parse(text)));
    Ed25519SigningKey key = Ed25519SigningKey.generate(new Random(1));
    List<String> messages =
        Golden.rows("announcements.jsonl").stream().map(row -> row.get("msg").asText()).toList();
    Mutations.ofTexts(messages, 500)
        .forEach(
            text ->
                readOrRefuse(
                    Kind.BAD_REQUEST, text, () -> use(Announcement.parse(signed(key, text)))));
  }

  private static void use(Announcement announcement) {
    announcement.permutationSeed();
    announcement.nickname();
    announcement.shortName();
    AnnouncedStorage.tubId(announcement);
    announcement.nurl();
  }

  private static String signed(Ed25519SigningKey key, String message) {
    return new ObjectMapper()
        .createObjectNode()
        .put("msg", message)
        .put("sig", "v0-" + key.sign(Bytes.utf8(message)))
        .put("key", key.verifyingKey().toString())
        .toString();
  }

  @Test
  void uriExtensionBlocksThatTheCapabilityNames() {
    Bytes good = ueb();
    Mutations.of(List.of(good.toArray()), COUNT)
        .forEach(
            bytes -> {
              Bytes changed = Bytes.wrap(bytes);
              ChkVerifyCap cap = FILE.cap().toVerifyCap();
              ChkVerifyCap names =
                  new ChkVerifyCap(
                      cap.storageIndex(),
                      Tag.UEB.hash(changed),
                      cap.needed(),
                      cap.total(),
                      cap.size());
              readOrRefuse(Kind.CORRUPT, bytes, () -> UriExtensionBlock.read(changed, names));
            });
  }

  @Test
  void shares() {
    byte[] good = FILE.shares().get(2);
    Mutations.of(List.of(good), COUNT)
        .forEach(bytes -> readOrRefuse(Kind.CORRUPT, bytes, () -> check(bytes)));
    byte[] header = Arrays.copyOf(good, ShareLayout.MAX_HEADER_SIZE);
    Mutations.of(List.of(header), COUNT)
        .forEach(
            bytes -> {
              byte[] share = good.clone();
              System.arraycopy(bytes, 0, share, 0, Math.min(bytes.length, 0x24));
              readOrRefuse(Kind.CORRUPT, share, () -> check(share));
            });
  }

  private static void check(byte[] share) {
    FILE.with(2, share).check(2);
  }

  private static Bytes ueb() {
    byte[] share = FILE.shares().get(0);
    ShareLayout layout = ShareLayout.read(ByteBuffer.wrap(share));
    int start = (int) layout.offsets().ueb() + layout.uebLengthSize();
    return Bytes.copyOf(share, start, share.length);
  }

  private static void readOrRefuse(Kind kind, byte[] input, Runnable read) {
    readOrRefuse(kind, new String(input, StandardCharsets.ISO_8859_1), read);
  }

  private static void readOrRefuse(Kind kind, String input, Runnable read) {
    try {
      read.run();
    } catch (GridException refused) {
      if (refused.kind() != kind) throw new AssertionError(shown(input), refused);
    } catch (RuntimeException | Error unexpected) {
      throw new AssertionError(shown(input), unexpected);
    }
  }

  private static String shown(String input) {
    return Bytes.wrap(input.getBytes(StandardCharsets.ISO_8859_1)).toHex();
  }
}
