package org.truckee.web.admission;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.HmacSha256;

/**
 * A challenge to prove work for the admission of one network: {@code
 * BITS,EXPIRES,NETWORK,SALT,MAC}, where {@code EXPIRES} is in seconds since 1970 and {@code MAC}
 * the first 16 bytes of the HMAC-SHA-256, under the gateway's key, of the tag {@code
 * truckee_admission_v1:} and all that stands before the last comma. The gateway need not remember
 * one until it is used.
 *
 * @param bits the zero bits that are asked for
 * @param expires the time from which it counts no more
 * @param network the network of its receiver
 * @param salt tells it from others of the same second
 */
record Challenge(int bits, Instant expires, String network, String salt) {
  /** The time that there is to solve one. */
  static final Duration LIFETIME = Duration.ofMinutes(10);

  static final int SALT_SIZE = 10;
  private static final String TAG = "truckee_admission_v1:";
  private static final int MAC_SIZE = 16;
  private static final Pattern TEXT =
      Pattern.compile(
          "(([1-9][0-9]?),([0-9]{1,11}),([0-9a-f.:/]{1,64}),([a-z2-7]{16})),([a-z2-7]{26})");

  /** Its text, with a MAC under {@code key}. */
  String text(HmacSha256 key) {
    String words = bits + "," + expires.getEpochSecond() + "," + network + "," + salt;
    return words + "," + mac(key, words);
  }

  private static Bytes mac(HmacSha256 key, String words) {
    return key.of(Bytes.utf8(TAG + words)).slice(0, MAC_SIZE);
  }

  /** Reads {@code text}; empty if nobody with {@code key} has written it. */
  static Optional<Challenge> read(String text, HmacSha256 key) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) return Optional.empty();
    Secret right = new Secret(Bytes.utf8(mac(key, parts.group(1)).toString()));
    if (!right.equals(new Secret(Bytes.utf8(parts.group(6))))) return Optional.empty();
    return Optional.of(
        new Challenge(
            Integer.parseInt(parts.group(2)),
            Instant.ofEpochSecond(Long.parseLong(parts.group(3))),
            parts.group(4),
            parts.group(5)));
  }
}
