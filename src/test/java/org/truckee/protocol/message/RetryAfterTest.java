package org.truckee.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.truckee.GridException;

class RetryAfterTest {
  @ParameterizedTest
  @EnumSource(GridException.Kind.class)
  void onlyWhatPassesByItself_saysWhen(GridException.Kind kind) {
    boolean passes = Set.of(GridException.Kind.BUSY, GridException.Kind.TOO_OFTEN).contains(kind);
    assertThat(RetryAfter.of(kind).isPresent()).isEqualTo(passes);
    if (passes) assertThat(FailureStatus.of(kind).toNodes()).isIn(503, 429);
  }
}
