package org.truckee.client;

import io.vertx.core.Future;
import java.util.Objects;
import org.truckee.bytes.Secret;
import org.truckee.client.plaintext.Plaintext;

/**
 * A file that has come in whole and waits, in memory or on disk. Its holder closes it.
 *
 * @param convergentKey the key that its contents give it
 */
public record ReceivedFile(Plaintext plaintext, Secret convergentKey) {
  /** Checks that both are there. */
  public ReceivedFile {
    Objects.requireNonNull(plaintext, "plaintext");
    Objects.requireNonNull(convergentKey, "convergentKey");
  }

  /** The bytes of the file. */
  public long size() {
    return plaintext.size();
  }

  /** Gives up its memory or file. */
  public Future<Void> close() {
    return plaintext.close();
  }
}
