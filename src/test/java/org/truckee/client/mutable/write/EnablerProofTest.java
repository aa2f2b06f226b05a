package org.truckee.client.mutable.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.GridException;

class EnablerProofTest {
  private static Future<Void> answer(String word) {
    return word.equals("YES")
        ? Future.succeededFuture()
        : Future.failedFuture(new GridException(GridException.Kind.valueOf(word), word));
  }

  @ParameterizedTest
  @CsvSource({
    "YES, YES",
    "YES YES FORBIDDEN UNREACHABLE, YES",
    "YES FORBIDDEN, FORBIDDEN",
    "FORBIDDEN CONFLICT UNREACHABLE, FORBIDDEN",
    "UNREACHABLE CONFLICT, CONFLICT",
    "NO_SPACE UNREACHABLE, NO_SPACE"
  })
  void servers_prove_orRefuse_orFail(String answers, String outcome) {
    List<Future<Void>> asked =
        Arrays.stream(answers.split(" ", -1)).map(EnablerProofTest::answer).toList();
    Future<Void> proof = EnablerProof.proof(asked);

    assertThat(proof.succeeded()).isEqualTo(outcome.equals("YES"));
    if (proof.failed())
      assertThat(((GridException) proof.cause()).kind().name()).isEqualTo(outcome);
  }
}
