package org.truckee.storage.share;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.bytes.Bytes;
import org.truckee.storage.disk.DiskShareStore;
import org.truckee.storage.disk.StorageConfig;
import org.truckee.storage.s3.S3Objects;
import org.truckee.storage.s3.S3Place;
import org.truckee.testing.Waiting;
import org.truckee.testing.s3.S3Server;

/** Shares whose data are in a bucket of a real S3 server. */
class S3ShareStoreTest extends ShareStoreContract {
  private static final Vertx VERTX = Vertx.vertx();

  @TempDir Path directory;
  private S3Place place;

  @BeforeEach
  @Override
  void open() throws IOException {
    if (place == null) place = S3Server.get().bucket();
    super.open();
  }

  @AfterAll
  static void end() {
    Waiting.of(VERTX.close());
  }

  @Override
  protected ShareStore store() throws IOException {
    StoragePolicy policy = new StoragePolicy(0, false, 1L << 40, true);
    StorageConfig config = new StorageConfig(directory, Bytes.wrap(new byte[20]), policy);
    S3Objects objects =
        new S3Objects(VERTX, place, S3Server.KEYS, directory, InstantSource.system());
    objects.open(lost -> {});
    return new DiskShareStore(config, clock, Optional.of(objects));
  }
}
