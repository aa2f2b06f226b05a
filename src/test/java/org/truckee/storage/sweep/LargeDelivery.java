package org.truckee.storage.sweep;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;
import org.truckee.crypto.LeaseSecrets;
import org.truckee.protocol.storage.AllocateRequest;
import org.truckee.protocol.storage.ByteRange;
import org.truckee.storage.disk.DiskShareStore;
import org.truckee.storage.s3.S3Place;
import org.truckee.storage.share.LeaseHolder;
import org.truckee.storage.share.ObjectData;
import org.truckee.storage.share.UploadingClient;
import org.truckee.testing.Waiting;
import org.truckee.testing.http.Ask;

/** A process that stores one large share in a bucket and reads it from there, piece by piece. */
final class LargeDelivery {
  private static final int PIECE = 1 << 20;

  private LargeDelivery() {}

  /** {@code STORAGE ENDPOINT BUCKET PIECES}: says whether it read what it wrote. */
  public static void main(String[] arguments) throws IOException {
    S3Place place =
        new S3Place(
            URI.create(arguments[1]), arguments[2], "shares", "us-east-1", Optional.empty());
    Vertx vertx = Vertx.vertx();
    DiskShareStore store = DeliveringProcess.open(vertx, Path.of(arguments[0]), place);
    long size = Long.parseLong(arguments[3]) * PIECE;
    long written = write(store, size);
    ObjectData data = store.readImmutable(Ask.storageIndex(1), 0, share -> (ObjectData) share);
    long read =
        Waiting.onEventLoop(
            vertx, () -> data.open(new ByteRange(0, size)).compose(LargeDelivery::read));
    System.out.println(read == written ? "read as written" : "read something else");
    System.exit(0);
  }

  private static long write(DiskShareStore store, long size) throws IOException {
    LeaseSecrets leases = new LeaseSecrets(Ask.secret(1), Ask.secret(2));
    store.allocate(
        Ask.storageIndex(1),
        new AllocateRequest(new TreeSet<>(Set.of(0)), size),
        new UploadingClient("here", Ask.secret(3), LeaseHolder.anybody(leases)));
    var share = store.upload(Ask.storageIndex(1), 0, Ask.secret(3));
    CRC32 sum = new CRC32();
    for (long at = 0; at < size; at += PIECE) {
      ByteBuffer piece = ByteBuffer.allocate(PIECE).putLong(0, at);
      sum.update(piece.duplicate());
      share.write(at, piece, Instant.EPOCH);
    }
    share.finish();
    return sum.getValue();
  }

  private static Future<Long> read(ObjectData.Flow flow) {
    Promise<Long> end = Promise.promise();
    CRC32 sum = new CRC32();
    flow.bytes().exceptionHandler(end::tryFail);
    flow.bytes().endHandler(ended -> end.tryComplete(sum.getValue()));
    flow.bytes().handler(part -> sum.update(part.getBytes()));
    flow.bytes().resume();
    return end.future();
  }
}
