package org.truckee.storage.account;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.truckee.crypto.Ed25519VerifyingKey;

/**
 * The accounts that a storage server takes.
 *
 * @param operator the key that signs their tokens and their list
 * @param list the file of the list, if there is one
 * @param required whether those who show no account are refused
 */
public record AccountRules(Ed25519VerifyingKey operator, Optional<Path> list, boolean required) {
  /** Checks that nothing is missing. */
  public AccountRules {
    Objects.requireNonNull(operator, "operator");
    Objects.requireNonNull(list, "list");
  }
}
