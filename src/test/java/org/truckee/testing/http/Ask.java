package org.truckee.testing.http;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.message.WireFormat;
import org.truckee.protocol.storage.AllocateReply;
import org.truckee.protocol.storage.AllocateRequest;
import org.truckee.protocol.storage.ByteRange;
import org.truckee.protocol.storage.SecretKind;
import org.truckee.testing.grid.StorageFixture;

/**
 * One request to a {@link StorageFixture}. It presents the right swissnum from the start; secrets
 * are added by a number that stands for 32 bytes of that value.
 */
public final class Ask {
  private final StorageFixture server;
  private final String method;
  private final String path;
  private final List<Map.Entry<String, String>> headers = new ArrayList<>();
  private Buffer body = Buffer.buffer();

  public Ask(StorageFixture server, String method, String path) {
    this.server = server;
    this.method = method;
    this.path = path;
    with("Authorization", StorageFixture.AUTHORIZATION);
  }

  /** Asks for room for shares as uploader {@code upload}. */
  public static Ask allocate(
      StorageFixture server, StorageIndex storageIndex, long size, int upload, Integer... shares) {
    AllocateRequest request = new AllocateRequest(new TreeSet<>(List.of(shares)), size);
    return server
        .ask("POST", "/storage/v1/immutable/" + storageIndex)
        .leases(1)
        .secret(SecretKind.UPLOAD, upload)
        .message(request::write);
  }

  /** Writes {@code bytes} of a share from {@code begin} on as uploader {@code upload}. */
  public static Ask write(
      StorageFixture server,
      StorageIndex storageIndex,
      int share,
      int upload,
      long begin,
      byte[] bytes) {
    return server
        .ask("PATCH", "/storage/v1/immutable/" + storageIndex + "/" + share)
        .secret(SecretKind.UPLOAD, upload)
        .with("Content-Range", new ByteRange(begin, begin + bytes.length).toContentRange())
        .body(Buffer.buffer(bytes));
  }

  /** Stores a share of {@code bytes}, and fails if that does. */
  public static void store(
      StorageFixture server, StorageIndex storageIndex, int share, byte[] bytes) {
    AllocateReply room =
        allocate(server, storageIndex, bytes.length, 3, share)
            .answer()
            .message(AllocateReply::read);
    if (!room.allocated().contains(share)) throw new AssertionError("no room: " + room);
    StorageFixture.Answer stored = write(server, storageIndex, share, 3, 0, bytes).answer();
    if (stored.status() != 201) throw new AssertionError(stored.status() + stored.text());
  }

  /** Adds a header. */
  public Ask with(String name, String value) {
    headers.add(Map.entry(name, value));
    return this;
  }

  /** Leaves out the headers called {@code name}. */
  public Ask without(String name) {
    headers.removeIf(header -> header.getKey().equalsIgnoreCase(name));
    return this;
  }

  /** Adds the secret of 32 bytes of {@code value}. */
  public Ask secret(SecretKind kind, int value) {
    return with(SecretKind.HEADER, kind.headerValue(secret(value)));
  }

  /** Adds both secrets of a lease. */
  public Ask leases(int value) {
    return secret(SecretKind.LEASE_RENEW, value).secret(SecretKind.LEASE_CANCEL, value + 100);
  }

  /** Sends a message in CBOR. */
  public Ask message(WireFormat.Writer message) {
    return body(WireFormat.CBOR.write(message));
  }

  /** Sends {@code bytes} as they are. */
  public Ask body(Buffer bytes) {
    body = bytes;
    return this;
  }

  /** The answer. */
  public StorageFixture.Answer answer() {
    return server.send(method, path, headers, body);
  }

  /** The secret of 32 bytes of {@code value}. */
  public static Secret secret(int value) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) value);
    return new Secret(Bytes.wrap(bytes));
  }

  /** The storage index of 16 bytes of {@code value}. */
  public static StorageIndex storageIndex(int value) {
    byte[] bytes = new byte[StorageIndex.SIZE];
    Arrays.fill(bytes, (byte) value);
    return new StorageIndex(Bytes.wrap(bytes));
  }
}
