package org.truckee.storage.account;

import java.util.Objects;
import java.util.Optional;
import org.truckee.protocol.Blacklist;

/**
 * The rules by which a storage server lets clients at its shares.
 *
 * @param accounts the accounts that it takes, if it takes any
 * @param blacklist the things that it gives to nobody
 */
public record AccessRules(Optional<AccountRules> accounts, Blacklist blacklist) {
  /** Checks that nothing is missing. */
  public AccessRules {
    Objects.requireNonNull(accounts, "accounts");
    Objects.requireNonNull(blacklist, "blacklist");
  }

  /** Those of a server that takes no accounts, and gives everything to everybody. */
  public static AccessRules none() {
    return new AccessRules(Optional.empty(), Blacklist.none());
  }
}
