package org.truckee.storage.disk;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.truckee.bytes.Bytes;
import org.truckee.protocol.Blacklist;
import org.truckee.protocol.limit.ServerLimits;
import org.truckee.storage.account.AccessRules;
import org.truckee.storage.account.AccountRules;
import org.truckee.storage.account.Accounting;
import org.truckee.storage.expire.ExpirePolicy;
import org.truckee.storage.share.StoragePolicy;

/**
 * A storage server's place on the disk, and its ways.
 *
 * @param directory holds {@code shares/} and {@code corruption-advisories/}
 * @param tubId the id of this server that mutable containers note, of 20 bytes
 * @param policy the rules by which the server accepts and keeps shares
 * @param expire the rules by which shares go again
 * @param idleUploadTimeout after how long without a byte an unfinished share is dropped
 * @param access the rules by which clients are let at them
 */
public record StorageConfig(
    Path directory,
    Bytes tubId,
    StoragePolicy policy,
    ExpirePolicy expire,
    Duration idleUploadTimeout,
    AccessRules access) {
  private static final Duration USUAL_IDLE_TIMEOUT = Duration.ofMinutes(30);

  /** Checks that all is there. */
  public StorageConfig {
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(expire, "expire");
    Objects.requireNonNull(idleUploadTimeout, "idleUploadTimeout");
    Objects.requireNonNull(access, "access");
    if (tubId.size() != 20)
      throw new IllegalArgumentException("a TubID has 20 bytes, not " + tubId.size());
  }

  /** A place and ways of a server that takes no accounts. */
  public StorageConfig(
      Path directory,
      Bytes tubId,
      StoragePolicy policy,
      ExpirePolicy expire,
      Duration idleUploadTimeout) {
    this(directory, tubId, policy, expire, idleUploadTimeout, AccessRules.none());
  }

  /** Shares in {@code directory} that stay, with the usual patience for uploads. */
  public StorageConfig(Path directory, Bytes tubId, StoragePolicy policy) {
    this(directory, tubId, policy, ExpirePolicy.USUAL, USUAL_IDLE_TIMEOUT);
  }

  /** The same, whose shares go by other rules. */
  public StorageConfig expiring(ExpirePolicy other) {
    return new StorageConfig(directory, tubId, policy, other, idleUploadTimeout, access);
  }

  /** The same, which takes accounts. */
  public StorageConfig taking(Optional<AccountRules> rules) {
    return accessed(new AccessRules(rules, access.blacklist(), access.limits()));
  }

  /** The same, which gives to nobody what is on {@code list}. */
  public StorageConfig without(Blacklist list) {
    return accessed(new AccessRules(access.accounts(), list, access.limits()));
  }

  /** The same, which holds those who use it to {@code limits}. */
  public StorageConfig limiting(ServerLimits limits) {
    return accessed(new AccessRules(access.accounts(), access.blacklist(), limits));
  }

  private StorageConfig accessed(AccessRules rules) {
    return new StorageConfig(directory, tubId, policy, expire, idleUploadTimeout, rules);
  }

  /** The accounts that it takes, if it takes any. */
  public Optional<AccountRules> accounts() {
    return access.accounts();
  }

  /**
   * The account of what accounts take of the {@code shares}; failures are told to {@code failed}.
   */
  Accounting accounting(InstantSource clock, Accounting.Shares shares, Consumer<Throwable> failed) {
    return access.accounts().isPresent()
        ? Accounting.of(directory, expire, clock, shares, failed)
        : Accounting.none();
  }
}
