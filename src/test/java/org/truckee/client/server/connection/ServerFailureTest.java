package org.truckee.client.server.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.GridException;
import org.truckee.GridException.Kind;

class ServerFailureTest {
  @ParameterizedTest
  @CsvSource({
    "401, FORBIDDEN, server abc answered 401: the secret in its NURL or that of the share is not"
        + " the right one",
    "403, FORBIDDEN, server abc answered 403",
    "404, NOT_FOUND, server abc answered 404",
    "405, NOT_FOUND, server abc answered 405",
    "409, CONFLICT, server abc answered 409",
    "413, TOO_LARGE, server abc answered 413",
    "429, UNREACHABLE, server abc answered 429: too much was sent to it in a short time",
    "500, UNREACHABLE, server abc answered 500",
    "507, NO_SPACE, server abc has no room left",
  })
  void anAnswer_isAFailureOfAKind(int status, Kind kind, String told) {
    GridException failure = ServerRefusal.of("abc", status);

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure).hasMessage(told);
  }

  @ParameterizedTest
  @CsvSource({
    "507, account 5 has used 1 bytes, server abc says: account 5 has used 1 bytes",
    "403, account 5 was revoked, server abc says: account 5 was revoked",
    "401, the token of account 5 has expired, server abc says: the token of account 5 has expired",
    "403, this server takes accounts only, server abc says: this server takes accounts only",
    "507, something else, server abc has no room left",
    "500, account 5 has used 1 bytes, server abc answered 500",
    "403, Access Prohibited: büro 17, server abc says: Access Prohibited: büro 17",
    "404, Access Prohibited: büro 17, server abc answered 404",
    "429, account 5 sends at most 1, server abc says: account 5 sends at most 1",
    "429, one network of addresses sends, server abc says: one network of addresses sends",
    "429, something else, server abc answered 429: too much was sent to it in a short time",
    "403, account <b>, server abc answered 403",
    "403, account 5   more, server abc answered 403",
  })
  void whatAServerSaysOfAccounts_isPassedOn_andNothingElse(int status, String words, String told) {
    byte[] body = (words + "\n").getBytes(StandardCharsets.UTF_8);
    assertThat(ServerRefusal.of("abc", status, body)).hasMessage(told);
    assertThat(ServerRefusal.of("abc", status, new byte[1000]))
        .hasMessage(ServerRefusal.of("abc", status).getMessage());
  }

  @Test
  void aForeignFailure_namesTheServer_andOursStays() {
    GridException ours = new GridException(Kind.CORRUPT, "a block is wrong");

    assertThat(ServerFailure.of("abc", ours)).isSameAs(ours);
    assertThat(ServerFailure.of("abc", new IOException("it is gone")))
        .hasMessage("server abc can't be used: it is gone");
    assertThat(ServerFailure.of("abc", new IOException()))
        .hasMessage("server abc can't be used: IOException");
    assertThat(ServerFailure.late("abc")).hasMessage("server abc did not answer in time");
  }

  @Test
  void theCauseOfAFailure_isToldInFewWords() {
    assertThat(cause(new UnknownHostException("a"))).isEqualTo(": its name can't be resolved");
    assertThat(cause(new TimeoutException())).isEqualTo(" in time");
    assertThat(cause(new ConnectException("refused"))).isEqualTo(": it can't be reached");
    assertThat(cause(new SSLException("handshake"))).isEqualTo(": TLS with it failed");
    assertThat(cause(new IllegalStateException())).isEqualTo(" as it should");
  }

  private static String cause(Throwable failure) {
    assertThat(FailureCause.of(new IOException(failure))).isEqualTo(FailureCause.of(failure));
    return FailureCause.of(failure);
  }
}
