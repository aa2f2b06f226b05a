package org.truckee.node.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.Ed25519VerifyingKey;
import org.truckee.node.setting.ConfigReader;
import org.truckee.protocol.account.Admission;
import org.truckee.protocol.limit.ServerLimits;
import org.truckee.storage.account.AccountRules;
import org.truckee.storage.expire.ExpirePolicy;
import org.truckee.storage.s3.S3Place;
import org.truckee.storage.share.StoragePolicy;

/**
 * The storage role.
 *
 * @param policy the rules by which it accepts and keeps shares
 * @param expire the rules by which they go again
 * @param directory the directory of its shares, if one is named; seen from the node's directory
 * @param bucket the place of the data of immutable shares, if that is not the directory
 * @param instances how many event loops serve the node's TLS port
 * @param access the rules for those who use it
 */
public record ConfiguredStorage(
    StoragePolicy policy,
    ExpirePolicy expire,
    Optional<Path> directory,
    Optional<S3Place> bucket,
    int instances,
    Access access) {
  /**
   * The rules for those who use it.
   *
   * @param accounts the accounts that it takes, if it takes any
   * @param limits what they may do there in a time
   */
  public record Access(Optional<Accounts> accounts, ServerLimits limits) {
    private static Access read(ConfigReader part) {
      return new Access(
          Accounts.read(part.part("accounts")), ServerKeys.read(part.part("limits"), true));
    }
  }

  /** The accounts that it takes, if it takes any. */
  public Optional<Accounts> accounts() {
    return access.accounts();
  }

  /** What those who use it may do there in a time. */
  public ServerLimits limits() {
    return access.limits();
  }

  /**
   * The accounts that it takes.
   *
   * @param rules those for the server; the file of the list is seen from the node's directory
   * @param admission what the operator signed of the server, if gateways may show it their tokens
   */
  public record Accounts(AccountRules rules, Optional<Admission> admission) {
    private static final String OPERATOR = "operator";
    private static final String ADMISSION = "admission";

    static Optional<Accounts> read(ConfigReader part) {
      String operator = part.text(OPERATOR, "");
      Optional<Path> list = part.path("list");
      boolean required = part.flag("required", false);
      String admission = part.text(ADMISSION, "");
      if (operator.isEmpty()) return none(part);
      Ed25519VerifyingKey key = key(part, operator);
      return Optional.of(
          new Accounts(
              new AccountRules(key, list, required),
              admission.isEmpty() ? Optional.empty() : Optional.of(admission(part, key))));
    }

    private static Optional<Accounts> none(ConfigReader part) {
      for (String key : new String[] {"list", "required", ADMISSION})
        if (part.has(key))
          throw part.bad(key, "belongs to accounts, and \"" + OPERATOR + "\" names nobody's");
      return Optional.empty();
    }

    private static Ed25519VerifyingKey key(ConfigReader part, String text) {
      try {
        Ed25519VerifyingKey key = Ed25519VerifyingKey.parse(text);
        if (key.isUsable()) return key;
      } catch (IllegalArgumentException malformed) {
        throw part.bad(OPERATOR, "must be a key, v0-... or pub-v0-...");
      }
      throw part.bad(OPERATOR, "is a key that proves nothing");
    }

    private static Admission admission(ConfigReader part, Ed25519VerifyingKey key) {
      try {
        Bytes signature = Bytes.ofBase32(part.text(ADMISSION, ""));
        if (signature.size() == 64) return new Admission(key, signature);
      } catch (IllegalArgumentException malformed) {
        throw part.bad(ADMISSION, "must be what truckee account admit prints");
      }
      throw part.bad(ADMISSION, "must be what truckee account admit prints, all of it");
    }

    /** The rules, with the file of the list as seen from {@code root}. */
    public AccountRules seenFrom(Path root) {
      return new AccountRules(rules.operator(), rules.list().map(root::resolve), rules.required());
    }
  }

  static ConfiguredStorage read(ConfigReader part) {
    StoragePolicy usual = StoragePolicy.USUAL;
    StoragePolicy policy =
        new StoragePolicy(
            part.size("reserved_space", usual.reservedSpace()),
            part.flag("readonly", usual.readonly()),
            part.size("maximum_share_size", usual.maximumShareSize()),
            part.flag("durable", usual.durable()));
    Optional<S3Place> bucket = ConfiguredBucket.read(part);
    return new ConfiguredStorage(
        bucket.isPresent() ? policy.sharesUpTo(largest(policy)) : policy,
        ConfiguredExpiry.read(part.part("expire")),
        part.path("storage_dir"),
        bucket,
        ListenAddress.instances(part),
        Access.read(part));
  }

  /** The limits for those who use a server; what has no key there has no limit. */
  static final class ServerKeys {
    private static final int MOST_CLIENTS = 1_000_000;

    private ServerKeys() {}

    /** Reads {@code part}, with the limits of accounts if the server knows accounts. */
    static ServerLimits read(ConfigReader part, boolean knowsAccounts) {
      ServerLimits.Amounts networks = amounts(part, "");
      return new ServerLimits(
          networks,
          knowsAccounts ? amounts(part, "account_").or(networks) : networks,
          part.number("clients", ServerLimits.USUAL_CLIENTS, 1, MOST_CLIENTS));
    }

    private static ServerLimits.Amounts amounts(ConfigReader part, String whose) {
      return new ServerLimits.Amounts(
          part.rate(whose + "requests_per_minute", Duration.ofMinutes(1)),
          part.rateOfBytes(whose + "bytes_per_hour", Duration.ofHours(1)));
    }
  }

  private static long largest(StoragePolicy policy) {
    return Math.min(policy.maximumShareSize(), S3Place.LARGEST);
  }

  /**
   * The same of the server with {@code number} in a grid, whose shares have a place of their own.
   */
  ConfiguredStorage numbered(int number) {
    return new ConfiguredStorage(
        policy,
        expire,
        directory,
        bucket.map(place -> place.below("" + number)),
        instances,
        access);
  }
}
