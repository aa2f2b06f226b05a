package org.truckee.storage.share;

import org.truckee.crypto.LeaseSecrets;
import org.truckee.protocol.account.Account;

/** A client that gets or renews leases: the account that it uses, and its secrets for a server. */
public record LeaseHolder(Account account, LeaseSecrets secrets) {
  /** The holder of {@code secrets} who shows no account. */
  public static LeaseHolder anybody(LeaseSecrets secrets) {
    return new LeaseHolder(Account.ANYBODY, secrets);
  }
}
