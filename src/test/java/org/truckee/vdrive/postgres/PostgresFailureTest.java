package org.truckee.vdrive.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.truckee.GridException;

class PostgresFailureTest {
  private static PgException state(String state) {
    return new PgException("words", "ERROR", state, null);
  }

  @ParameterizedTest
  @CsvSource({
    "40001, true, false, BUSY", // serialization_failure
    "40P01, true, false, BUSY", // deadlock_detected
    "40003, true, false, BUSY", // statement_completion_unknown
    "25P02, true, false, BUSY", // in_failed_sql_transaction
    "3B001, true, false, BUSY", // invalid_savepoint_specification
    "25006, false, true, BUSY", // read_only_sql_transaction
    "57P01, false, true, BUSY", // admin_shutdown
    "57P02, false, true, BUSY", // crash_shutdown
    "57P03, false, true, BUSY", // cannot_connect_now
    "57014, false, true, BUSY", // query_canceled
    "08006, false, true, BUSY", // connection_failure
    "25P03, false, false, BUSY", // idle_in_transaction_session_timeout
    "55P03, false, false, BUSY", // lock_not_available
    "53300, false, false, BUSY", // too_many_connections
    "28P01, false, false, BUSY", // invalid_password
    "3D000, false, false, BUSY", // invalid_catalog_name
    "53100, false, false, NO_SPACE", // disk_full
    "42P01, false, false,", // undefined_table
    "23505, false, false,", // unique_violation
  })
  void aState_meansWhatPostgresqlSays(
      String state, boolean givenUp, boolean cutOff, GridException.Kind told) {
    PgException failure = state(state);

    assertThat(PostgresFailure.isGivenUp(failure)).isEqualTo(givenUp);
    assertThat(PostgresFailure.isCutOff(failure)).isEqualTo(cutOff);
    if (told == null) assertThat(PostgresFailure.told(failure)).isSameAs(failure);
    else assertThat(GridException.is(PostgresFailure.told(failure), told)).isTrue();
  }

  static Stream<Exception> ends() {
    return Stream.of(
        ClosedConnectionException.INSTANCE,
        new ConnectException("refused"),
        new IOException("reset by peer"),
        new VertxException("Connection is not active now"));
  }

  @ParameterizedTest
  @MethodSource("ends")
  void aConnectionThatEnded_isTriedAnew(Exception failure) {
    assertThat(PostgresFailure.isCutOff(failure)).isTrue();
    assertThat(GridException.is(PostgresFailure.told(failure), GridException.Kind.BUSY)).isTrue();
  }

  static Stream<Exception> waits() {
    return Stream.of(
        new TimeoutException(),
        new ConnectionPoolTooBusyException("too many wait"),
        new VertxException("Timeout waiting for connection"));
  }

  @ParameterizedTest
  @MethodSource("waits")
  void whoWaitedTooLong_isNotMadeToWaitAgain(Exception failure) {
    assertThat(PostgresFailure.isCutOff(failure)).isFalse();
    assertThat(GridException.is(PostgresFailure.told(failure), GridException.Kind.BUSY)).isTrue();
  }

  @Test
  void aFaultOfTheProgram_staysOne() {
    Exception fault = new IllegalStateException("a fault");

    assertThat(PostgresFailure.isCutOff(fault)).isFalse();
    assertThat(PostgresFailure.told(fault)).isSameAs(fault);
  }
}
