package org.truckee.storage.container;

import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.LeaseSecrets;

/**
 * A promise to keep a share until a date, as it stands in a container. Containers of version 2 keep
 * only the BLAKE2b-256 of the secrets, those of version 1 the secrets themselves; {@code renew} and
 * {@code cancel} are the stored ones.
 */
public record Lease(int owner, Secret renew, Secret cancel, long expiration) {
  /** The owner of a lease that is not granted: with it, a lease that is there is renewed only. */
  public static final int NOBODY = 0;

  /** The first owner that is an account; 1 and, in immutable shares, 0 are everybody. */
  static final int FIRST_ACCOUNT = 2;

  /** The time that a lease lasts. */
  static final Duration DURATION = Duration.ofDays(31);

  /** A lease from {@code now}, in the form of containers of {@code version}. */
  public static Lease granted(int version, int owner, LeaseSecrets secrets, Instant now) {
    long expiration = now.plus(DURATION).getEpochSecond();
    return new Lease(
        owner, stored(version, secrets.renew()), stored(version, secrets.cancel()), expiration);
  }

  /**
   * Tells whether this is renewed by the same secret as {@code other}, which is in the form of the
   * same version.
   */
  boolean renewsAs(Lease other) {
    return renew.equals(other.renew);
  }

  /**
   * This lease, lasting at least as long as {@code other}. Where an account renews it, it is that
   * account's from now on.
   */
  Lease extendedBy(Lease other) {
    int holder = other.isOfAccount() ? other.owner : owner;
    return new Lease(holder, renew, cancel, Math.max(expiration, other.expiration));
  }

  /** Tells whether this, of the same secret as {@code other}, lasts at least as long. */
  boolean covers(Lease other) {
    return renewsAs(other) && expiration >= other.expiration;
  }

  /** Returns whether it is that of an account, and not of everybody. */
  boolean isOfAccount() {
    return owner >= FIRST_ACCOUNT;
  }

  /** Returns whether this one, which only renews, comes after the end of {@code other}. */
  boolean isTooLateFor(Lease other) {
    return owner == NOBODY && other.expiration < expiration - DURATION.toSeconds();
  }

  private static Secret stored(int version, Secret secret) {
    if (version == 1) return secret;
    Blake2bDigest blake2b = new Blake2bDigest(256);
    blake2b.update(secret.bytes().toArray(), 0, secret.size());
    byte[] hash = new byte[32];
    blake2b.doFinal(hash, 0);
    return new Secret(Bytes.wrap(hash));
  }
}
