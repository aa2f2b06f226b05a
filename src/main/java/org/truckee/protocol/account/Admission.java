package org.truckee.protocol.account;

import org.truckee.bytes.Bytes;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.crypto.Ed25519VerifyingKey;

/**
 * An operator's word that a storage server belongs to the grid: the Ed25519 signature over {@code
 * "truckee server\n"} and the SHA-256 of the server's key, as it stands in its NURL. Gateways show
 * their token to servers that have it, and to no others: a token is good for all servers of a grid,
 * and anybody may announce one.
 *
 * @param operator the key of the operator
 * @param signature the signature, of 64 bytes
 */
public record Admission(Ed25519VerifyingKey operator, Bytes signature) {
  private static final Bytes DOMAIN = Bytes.utf8("truckee server\n");

  /** The admission of the server whose key has the hash {@code spkiHash}. */
  public static Admission of(Ed25519SigningKey operator, Bytes spkiHash) {
    return new Admission(operator.verifyingKey(), operator.sign(Bytes.concat(DOMAIN, spkiHash)));
  }

  /** Returns whether it is that of the server whose key has the hash {@code spkiHash}. */
  public boolean admits(Bytes spkiHash) {
    return operator.verifies(Bytes.concat(DOMAIN, spkiHash), signature);
  }
}
