package org.truckee.node.crowd;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.message.WireFormat;
import org.truckee.protocol.storage.AllocateRequest;
import org.truckee.protocol.storage.SecretKind;

/** Somebody who shows a token to storage servers: the headers and bodies of such requests. */
record TokenHolder(String token) {
  private static final int SECRET_SIZE = 32;

  /** The header that shows the token. */
  String authorization() {
    byte[] shown = token.getBytes(StandardCharsets.US_ASCII);
    return "Authorization: Tahoe-LAFS " + Base64.getEncoder().encodeToString(shown) + "\r\n";
  }

  /** The headers of a request for room. */
  String allocating() {
    return authorization()
        + secret(SecretKind.LEASE_RENEW)
        + secret(SecretKind.LEASE_CANCEL)
        + secret(SecretKind.UPLOAD);
  }

  /** The headers of a request that writes a whole share of {@code size} bytes. */
  String writing(long size) {
    return authorization()
        + secret(SecretKind.UPLOAD)
        + "Content-Range: bytes 0-%d/%d\r\n".formatted(size - 1, size);
  }

  /** The same secret for all its files, which is enough to tell it from others. */
  private String secret(SecretKind kind) {
    byte[] secret = new byte[SECRET_SIZE];
    Arrays.fill(secret, (byte) (token.hashCode() + kind.name().hashCode()));
    return SecretKind.HEADER + ": " + kind.headerValue(new Secret(Bytes.wrap(secret))) + "\r\n";
  }

  /** A storage index that nobody has. */
  static StorageIndex newIndex() {
    byte[] index = new byte[StorageIndex.SIZE];
    ThreadLocalRandom.current().nextBytes(index);
    return new StorageIndex(Bytes.wrap(index));
  }

  /** The body of a request for room for the first {@code count} shares, of {@code size} each. */
  static byte[] room(int count, long size) {
    TreeSet<Integer> numbers = new TreeSet<>(IntStream.range(0, count).boxed().toList());
    return WireFormat.CBOR.write(new AllocateRequest(numbers, size)::write).getBytes();
  }
}
