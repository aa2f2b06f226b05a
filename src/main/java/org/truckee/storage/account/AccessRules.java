package org.truckee.storage.account;

import java.util.Objects;
import java.util.Optional;
import org.truckee.protocol.Blacklist;
import org.truckee.protocol.limit.ServerLimits;

/**
 * The rules by which a storage server lets clients at its shares.
 *
 * @param accounts the accounts that it takes, if it takes any
 * @param blacklist the things that it gives to nobody
 * @param limits what each of them may do in a time
 */
public record AccessRules(
    Optional<AccountRules> accounts, Blacklist blacklist, ServerLimits limits) {
  /** Checks that nothing is missing. */
  public AccessRules {
    Objects.requireNonNull(accounts, "accounts");
    Objects.requireNonNull(blacklist, "blacklist");
    Objects.requireNonNull(limits, "limits");
  }

  /**
   * Those of a server that takes no accounts, and gives everything to everybody, and as much as
   * they like.
   */
  public static AccessRules none() {
    return new AccessRules(Optional.empty(), Blacklist.none(), ServerLimits.NONE);
  }
}
