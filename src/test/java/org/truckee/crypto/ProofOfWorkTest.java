package org.truckee.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Puzzles that take computing. */
class ProofOfWorkTest {
  private static final String CHALLENGE = "18,1767226200,203.0.113.0/24,aaaaaaaaaaaaaaaa,b";

  /** The bits of a solution, computed anew. */
  private static int bits(String challenge, long solution) throws NoSuchAlgorithmException {
    byte[] seed =
        MessageDigest.getInstance("SHA-256").digest(challenge.getBytes(StandardCharsets.UTF_8));
    byte[] tried = ByteBuffer.allocate(40).put(seed).putLong(solution).array();
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(tried);
    return 256 - new BigInteger(1, hash).bitLength();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 255, 256, 1L << 32, Long.MAX_VALUE})
  void aNumber_hasTheZeroBitsOfItsHash(long solution) throws NoSuchAlgorithmException {
    assertThat(new ProofOfWork(CHALLENGE).bits(solution)).isEqualTo(bits(CHALLENGE, solution));
  }

  @Test
  void theFirstSolution_isFound_andNoneWhereThereIsNone() throws NoSuchAlgorithmException {
    ProofOfWork work = new ProofOfWork(CHALLENGE);
    long found = work.solution(8, 0, Long.MAX_VALUE).orElseThrow();
    assertThat(bits(CHALLENGE, found)).isGreaterThanOrEqualTo(8);
    assertThat(work.solution(8, 0, found)).isEmpty();
    assertThat(work.solution(0, 5, 6)).hasValue(5);
    assertThat(work.solution(0, 5, 5)).isEmpty();
  }

  @Test
  void anotherChallenge_hasOtherSolutions() {
    long found = new ProofOfWork(CHALLENGE).solution(12, 0, Long.MAX_VALUE).orElseThrow();
    assertThat(new ProofOfWork(CHALLENGE + "c").bits(found)).isLessThan(12);
  }
}
