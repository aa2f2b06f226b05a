package org.truckee.storage.account;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.Ed25519VerifyingKey;
import org.truckee.protocol.account.AccountToken;

/**
 * The tokens that were found to be an operator's, by their hashes: a client shows its token with
 * each request, and a signature takes long to check. Few are kept, the latest. Thread-safe.
 */
final class KnownTokens {
  private static final int MOST = 10_000;

  private final Map<Bytes, AccountToken> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes, AccountToken> eldest) {
          return size() > MOST;
        }
      };

  /** The token that {@code text} is, if {@code operator} has signed it. */
  Optional<AccountToken> find(String text, Ed25519VerifyingKey operator) {
    Bytes hash = hash(text);
    synchronized (known) {
      AccountToken token = known.get(hash);
      if (token != null) return Optional.of(token);
    }
    Optional<AccountToken> token =
        AccountToken.read(text)
            .filter(claimed -> claimed.isOf(operator))
            .map(AccountToken.Claimed::token);
    token.ifPresent(found -> keep(hash, found));
    return token;
  }

  private void keep(Bytes hash, AccountToken token) {
    synchronized (known) {
      known.put(hash, token);
    }
  }

  private static Bytes hash(String text) {
    try {
      return Bytes.wrap(MessageDigest.getInstance("SHA-256").digest(Bytes.utf8(text).toArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
