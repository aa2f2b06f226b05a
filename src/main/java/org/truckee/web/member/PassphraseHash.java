package org.truckee.web.member;

import java.util.Base64;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.Argon2id;

/**
 * What is kept of a passphrase: {@code $argon2id$v=19$m=KIB,t=PASSES,p=LANES$SALT$HASH}, the last
 * two in Base64 without padding, so that the cost of new ones may change.
 */
public record PassphraseHash(Argon2id cost, Bytes salt, Secret hash) {
  private static final int SALT_SIZE = 16;
  private static final int SIZE = 32;
  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=([0-9]{1,7}),t=([0-9]{1,3}),p=([0-9]{1,3})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

  /** Checks that all is there. */
  public PassphraseHash {
    Objects.requireNonNull(cost, "cost");
    Objects.requireNonNull(salt, "salt");
    Objects.requireNonNull(hash, "hash");
  }

  /** The hash of {@code passphrase}, with a salt that {@code random} makes. Takes its time. */
  static PassphraseHash of(Passphrase passphrase, Argon2id cost, RandomGenerator random) {
    Bytes salt = salt(random);
    return new PassphraseHash(cost, salt, cost.hash(passphrase.secret(), salt, SIZE));
  }

  /** The hash of no passphrase at all, with which a wrong try takes the time of any other. */
  static PassphraseHash ofNone(Argon2id cost, RandomGenerator random) {
    byte[] hash = new byte[SIZE];
    random.nextBytes(hash);
    return new PassphraseHash(cost, salt(random), new Secret(Bytes.wrap(hash)));
  }

  private static Bytes salt(RandomGenerator random) {
    byte[] salt = new byte[SALT_SIZE];
    random.nextBytes(salt);
    return Bytes.wrap(salt);
  }

  /** Reads {@code text}; {@link IllegalArgumentException} if it is no such hash. */
  static PassphraseHash parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) throw new IllegalArgumentException("the hash of a passphrase");
    Argon2id cost =
        new Argon2id(
            Integer.parseInt(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3)));
    return new PassphraseHash(cost, bytes(parts.group(4)), new Secret(bytes(parts.group(5))));
  }

  private static Bytes bytes(String base64) {
    return Bytes.wrap(Base64.getDecoder().decode(base64));
  }

  /** The text of it, which is for the file of members alone. */
  String reveal() {
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(cost.memory(), cost.passes(), cost.lanes(), base64(salt), base64(hash.bytes()));
  }

  private static String base64(Bytes bytes) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes.toArray());
  }

  /** Returns whether {@code passphrase} is the one. Takes its time. */
  boolean fits(Passphrase passphrase) {
    return cost.hash(passphrase.secret(), salt, hash.size()).equals(hash);
  }
}
