package org.truckee.protocol.account;

import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.crypto.Ed25519VerifyingKey;

/**
 * What an account shows to the storage servers of its grid, in place of their swissnum. Its text is
 * made of the characters that a swissnum may have, so that every client carries it:
 *
 * <pre>
 * a1_ACCOUNT_ISSUED_EXPIRES_QUOTA_SIGNATURE
 * </pre>
 *
 * <p>Numbers are decimal, without zeros in front; times are seconds since 1970, and the quota is in
 * bytes. The signature is the Ed25519 signature of the grid's operator, unpadded URL-safe base64 of
 * 64 bytes, over {@code "truckee account token\n"} and the text up to and with the last {@code _}
 * before it. The text is a secret: its holder acts for the account.
 *
 * @param account its number
 * @param issued the time from which on it is one; a list may refuse those of before a time
 * @param expires the time from which on it is none any more
 * @param quota the bytes that the shares of the account may take on each server
 */
public record AccountToken(int account, Instant issued, Instant expires, long quota) {
  /** The longest text that can be one. */
  public static final int MAX_LENGTH = 160;

  private static final String DOMAIN = "truckee account token\n";
  private static final Pattern FORM =
      Pattern.compile(
          "(a1_([1-9][0-9]{0,9})_(0|[1-9][0-9]{0,10})_(0|[1-9][0-9]{0,10})_(0|[1-9][0-9]{0,17})_)"
              + "([A-Za-z0-9_-]{86})");

  /** Checks that it is of an account. */
  public AccountToken {
    if (account < Account.FIRST || quota < 0)
      throw new IllegalArgumentException("account " + account + " of " + quota);
  }

  /**
   * A text of the right form, of which nobody knows yet who made it.
   *
   * @param token what it says
   */
  public record Claimed(AccountToken token, Bytes message, Bytes signature) {
    /** Returns whether {@code operator} has signed it. */
    public boolean isOf(Ed25519VerifyingKey operator) {
      return operator.verifies(message, signature);
    }
  }

  /** The text, signed with {@code key}. */
  public Secret signed(Ed25519SigningKey key) {
    String head =
        "a1_%d_%d_%d_%d_"
            .formatted(account, issued.getEpochSecond(), expires.getEpochSecond(), quota);
    byte[] signature = key.sign(Bytes.utf8(DOMAIN + head)).toArray();
    return new Secret(
        Bytes.utf8(head + Base64.getUrlEncoder().withoutPadding().encodeToString(signature)));
  }

  /** Reads {@code text}; empty if it has not the form of a token. */
  public static Optional<Claimed> read(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) return Optional.empty();
    try {
      AccountToken token =
          new AccountToken(
              Account.number(parts.group(2)),
              seconds(parts.group(3)),
              seconds(parts.group(4)),
              Long.parseLong(parts.group(5)));
      return Optional.of(
          new Claimed(
              token,
              Bytes.utf8(DOMAIN + parts.group(1)),
              Bytes.wrap(Base64.getUrlDecoder().decode(parts.group(6)))));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  private static Instant seconds(String text) {
    return Instant.ofEpochSecond(Long.parseLong(text));
  }

  /** Returns whether {@code text} begins as tokens do. */
  public static boolean looksLikeOne(String text) {
    return text.startsWith("a1_");
  }
}
