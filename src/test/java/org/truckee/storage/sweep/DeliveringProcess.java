package org.truckee.storage.sweep;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.LeaseSecrets;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.storage.AllocateRequest;
import org.truckee.storage.disk.DiskShareStore;
import org.truckee.storage.disk.StorageConfig;
import org.truckee.storage.s3.S3Objects;
import org.truckee.storage.s3.S3Place;
import org.truckee.storage.share.LeaseHolder;
import org.truckee.storage.share.StoragePolicy;
import org.truckee.storage.share.UploadingClient;
import org.truckee.testing.http.Ask;
import org.truckee.testing.s3.S3Server;

/** A process that stores shares in a bucket, and says which, until it is killed. */
final class DeliveringProcess {
  private static final int LARGE_EACH = 4;
  private static final int LARGE = 17 << 20;
  private static final int SMALL = 300_000;

  private DeliveringProcess() {}

  /** {@code STORAGE ENDPOINT BUCKET FIRST}: stores the shares from number {@code FIRST} on. */
  public static void main(String[] arguments) throws IOException {
    S3Place place =
        new S3Place(
            URI.create(arguments[1]), arguments[2], "shares", "us-east-1", Optional.empty());
    DiskShareStore store = open(Vertx.vertx(), Path.of(arguments[0]), place);
    for (int number = Integer.parseInt(arguments[3]); ; number++) {
      System.out.println("begun " + number);
      put(store, number);
      System.out.println("stored " + number);
    }
  }

  /** The shares in {@code storage}, whose data are in {@code place}. */
  static DiskShareStore open(Vertx vertx, Path storage, S3Place place) throws IOException {
    S3Objects objects = new S3Objects(vertx, place, S3Server.KEYS, storage, InstantSource.system());
    StoragePolicy policy = new StoragePolicy(0, false, 1L << 40, true);
    DiskShareStore store =
        new DiskShareStore(
            new StorageConfig(storage, Bytes.wrap(new byte[20]), policy),
            InstantSource.system(),
            Optional.of(objects));
    store.open();
    objects.open(lost -> {});
    return store;
  }

  private static void put(DiskShareStore store, int number) throws IOException {
    byte[] bytes = bytes(number);
    AllocateRequest request = new AllocateRequest(new TreeSet<>(Set.of(0)), bytes.length);
    LeaseSecrets leases = new LeaseSecrets(Ask.secret(1), Ask.secret(2));
    store.allocate(
        index(number),
        request,
        new UploadingClient("here", Ask.secret(3), LeaseHolder.anybody(leases)));
    var share = store.upload(index(number), 0, Ask.secret(3));
    share.write(0, ByteBuffer.wrap(bytes), Instant.EPOCH);
    share.finish();
  }

  /** The file of the share with {@code number}. */
  static StorageIndex index(int number) {
    return Ask.storageIndex(number);
  }

  /** The bytes of that share. */
  static byte[] bytes(int number) {
    byte[] bytes = new byte[number % LARGE_EACH == 0 ? LARGE : SMALL];
    new Random(number).nextBytes(bytes);
    return bytes;
  }
}
