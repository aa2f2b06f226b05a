package org.truckee.node.config;

import java.nio.file.Path;
import java.util.Optional;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.Ed25519VerifyingKey;
import org.truckee.node.setting.ConfigReader;
import org.truckee.protocol.account.Admission;
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
 * @param accounts the accounts that it takes, if it takes any
 */
public record ConfiguredStorage(
    StoragePolicy policy,
    ExpirePolicy expire,
    Optional<Path> directory,
    Optional<S3Place> bucket,
    int instances,
    Optional<Accounts> accounts) {
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
        Accounts.read(part.part("accounts")));
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
        accounts);
  }
}
