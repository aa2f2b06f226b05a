package org.truckee.node.crowd;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.truckee.crypto.Ed25519SigningKey;

/**
 * The accounts of a public grid, and tokens that are none.
 *
 * @param honest those of people who store what they need
 * @param hostile those of attackers, which are as good
 * @param refused tokens that no server may let in, by what is wrong with them
 */
record PublicAccounts(
    List<TokenHolder> honest, List<TokenHolder> hostile, Map<String, TokenHolder> refused) {

  /** Has {@code operator} make so many accounts of each sort. */
  static PublicAccounts make(OperatorAccounts operator, int honest, int hostile)
      throws IOException {
    return new PublicAccounts(
        holders(operator, "honest", "100 MiB", honest),
        holders(operator, "hostile", "1 TiB", hostile),
        Map.of(
            "replayed", operator.replaced("replaced"),
            "revoked", operator.revoked("revoked"),
            "expired", operator.expired(),
            "forged", OperatorAccounts.forged(Ed25519SigningKey.generate(new SecureRandom()))));
  }

  private static List<TokenHolder> holders(
      OperatorAccounts operator, String name, String quota, int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> operator.holder(name + number, quota))
        .toList();
  }
}
