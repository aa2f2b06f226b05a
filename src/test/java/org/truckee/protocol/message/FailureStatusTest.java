package org.truckee.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.GridException;

class FailureStatusTest {
  @ParameterizedTest
  @CsvSource({
    "BAD_REQUEST, 400, 400",
    "BAD_CAP, 400, 400",
    "UNAUTHORIZED, 401, 401",
    "FORBIDDEN, 403, 403",
    "NOT_FOUND, 404, 404",
    "NOT_ALLOWED, 405, 405",
    "NOT_ACCEPTABLE, 406, 406",
    "TIMED_OUT, 408, 408",
    "CONFLICT, 409, 409",
    "NOT_ENOUGH_SHARES, 410, 503",
    "UNRECOVERABLE, 410, 503",
    "PRECONDITION, 412, 412",
    "TOO_LARGE, 413, 413",
    "UNSUPPORTED_TYPE, 415, 415",
    "BAD_RANGE, 416, 416",
    "TOO_OFTEN, 429, 429",
    "BAD_CONFIG, 500, 400",
    "CORRUPT, 502, 500",
    "UNHAPPY, 503, 503",
    "UNREACHABLE, 503, 503",
    "BUSY, 503, 503",
    "NO_SPACE, 507, 507",
  })
  void eachKind_hasAStatusForPeople_andOneForNodes(
      GridException.Kind kind, int toPeople, int toNodes) {
    assertThat(FailureStatus.of(kind)).isEqualTo(new FailureStatus(toPeople, toNodes));
  }
}
