package org.truckee.cli.entrust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.truckee.cli.session.CommandFailure;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.platform.OwnerFiles;

/** The key that entrustments are signed with: {@code private/entrust.key} in a node's directory. */
final class EntrustKey {
  private EntrustKey() {}

  /** The key of the node at {@code directory}; a new one if it has none yet. */
  static Ed25519SigningKey of(Path directory) throws IOException {
    Path file = directory.resolve("private").resolve("entrust.key");
    if (!Files.exists(file)) {
      OwnerFiles.directories(file.getParent());
      OwnerFiles.replace(file, Ed25519SigningKey.generate(new SecureRandom()).reveal() + "\n");
    }
    try {
      return Ed25519SigningKey.parse(Files.readString(file).strip());
    } catch (IllegalArgumentException e) {
      throw CommandFailure.failed(file + " holds no signing key: remove it to get a new one");
    }
  }
}
