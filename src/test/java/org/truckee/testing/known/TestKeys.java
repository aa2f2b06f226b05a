package org.truckee.testing.known;

import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.truckee.bytes.Secret;
import org.truckee.mutable.FileKeyPair;

/** A hundred published key pairs for mutable files in tests, which would take long to make. */
public final class TestKeys {
  private static final List<FileKeyPair> ALL =
      Golden.rows("mutable-capabilities.jsonl.gz").stream()
          .map(row -> FileKeyPair.ofDer(new Secret(Golden.hex(row, "private_key_der_hex"))))
          .toList();
  private static final AtomicInteger TAKEN = new AtomicInteger();

  private TestKeys() {}

  /** The next one; after a hundred, the first one again. */
  public static Future<FileKeyPair> next() {
    return Future.succeededFuture(ALL.get(TAKEN.getAndIncrement() % ALL.size()));
  }
}
