package org.truckee.protocol.account;

import java.util.Optional;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.Ed25519VerifyingKey;

/**
 * The account that a gateway uses a grid with: the key of the operator, and the token. Its text has
 * these two words, with white space between and around them.
 */
public record MemberAccount(Ed25519VerifyingKey operator, Secret token) {
  /**
   * Reads {@code text}; {@link IllegalArgumentException}, which does not quote it, says what is
   * wrong.
   */
  public static MemberAccount parse(String text) {
    String[] words = text.strip().split("\\s+", -1);
    if (words.length != 2)
      throw new IllegalArgumentException("it must hold the operator's key and a token");
    Ed25519VerifyingKey operator = Ed25519VerifyingKey.parse(words[0]);
    Optional<AccountToken.Claimed> token = AccountToken.read(words[1]);
    if (!operator.isUsable() || !token.filter(claimed -> claimed.isOf(operator)).isPresent())
      throw new IllegalArgumentException(
          "its second word is no token of the operator with that key");
    return new MemberAccount(operator, new Secret(Bytes.utf8(words[1])));
  }

  /** The number of the account. */
  public int number() {
    return AccountToken.read(token.bytes().toUtf8()).orElseThrow().token().account();
  }

  /** The text; never for a log. */
  public String reveal() {
    return operator + "\n" + token.bytes().toUtf8() + "\n";
  }
}
