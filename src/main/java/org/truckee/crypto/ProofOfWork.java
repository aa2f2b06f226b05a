package org.truckee.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.OptionalLong;

/**
 * A puzzle that takes computing to solve and next to none to check. A solution is a number for
 * which {@code SHA-256(SHA-256(challenge) || solution as 8 bytes, the highest first)} begins with
 * enough zero bits: each bit more doubles the work. Every try is one block of SHA-256. One thread
 * at a time.
 */
public final class ProofOfWork {
  /** The most zero bits that anybody may be asked for. */
  public static final int MOST_BITS = 40;

  private static final int SEED_SIZE = 32;

  private final MessageDigest sha256 = sha256();
  private final ByteBuffer tried = ByteBuffer.allocate(SEED_SIZE + Long.BYTES);

  /** The puzzle of {@code challenge}. */
  public ProofOfWork(String challenge) {
    tried.put(sha256.digest(challenge.getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The number of zero bits that {@code solution} has, of the first 64. */
  public int bits(long solution) {
    tried.putLong(SEED_SIZE, solution);
    byte[] hash = sha256.digest(tried.array());
    return Long.numberOfLeadingZeros(ByteBuffer.wrap(hash).getLong());
  }

  /**
   * The first solution of at least {@code bits} from {@code begin} to before {@code end}; empty if
   * there is none.
   */
  public OptionalLong solution(int bits, long begin, long end) {
    for (long tried = begin; tried < end; tried++)
      if (bits(tried) >= bits) return OptionalLong.of(tried);
    return OptionalLong.empty();
  }
}
