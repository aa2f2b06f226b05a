package org.truckee.storage.share;

import org.truckee.bytes.Secret;
import org.truckee.protocol.account.Account;

/**
 * A client that uploads shares.
 *
 * @param address tells it from other clients, which need room too
 * @param upload shows with each part that the upload is the client's own
 * @param leases is the holder of the lease that each of its shares gets
 */
public record UploadingClient(String address, Secret upload, LeaseHolder leases) {
  /** The account for which room is shared out: that of the client, or its address. */
  public String room() {
    Account account = leases.account();
    return account.isCounted() ? "account " + account.number() : address;
  }
}
