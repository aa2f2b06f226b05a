package org.truckee.storage.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.protocol.Rate;
import org.truckee.protocol.account.AccountToken;
import org.truckee.protocol.limit.ServerLimits;
import org.truckee.protocol.limit.ServerLimits.Amounts;
import org.truckee.testing.TestClock;
import org.truckee.testing.ToldFigures;
import org.truckee.testing.Waiting;
import org.truckee.testing.grid.StorageFixture;
import org.truckee.testing.http.Ask;

/** A storage server that limits what networks and accounts do in a time. */
class AccountLimitsTest {
  private static final Ed25519SigningKey OPERATOR = new Ed25519SigningKey(Ask.secret(1));

  @TempDir Path directory;
  private final TestClock clock = new TestClock();
  private StorageFixture server;

  private void start(Amounts networks, Amounts accounts) {
    AccountRules rules = new AccountRules(OPERATOR.verifyingKey(), Optional.empty(), false);
    server =
        StorageFixture.start(
            StorageFixture.config(directory.resolve("storage"))
                .taking(Optional.of(rules))
                .limiting(new ServerLimits(networks, accounts, 10)),
            clock);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static Optional<Rate> hourly(long amount) {
    return Optional.of(new Rate(amount, Duration.ofHours(1)));
  }

  private Ask as(int account, Ask ask) {
    Instant now = clock.instant();
    AccountToken token = new AccountToken(account, now, now.plus(Duration.ofDays(1)), 1 << 30);
    byte[] shown = token.signed(OPERATOR).bytes().toUtf8().getBytes(StandardCharsets.US_ASCII);
    return ask.without("Authorization")
        .with("Authorization", "Tahoe-LAFS " + Base64.getEncoder().encodeToString(shown));
  }

  private Ask version() {
    return server.ask("GET", "/storage/v1/version");
  }

  private static void assertRefused(StorageFixture.Answer answer, String rule) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(429);
    assertThat(answer.headers().keySet()).anyMatch("retry-after"::equalsIgnoreCase);
    assertThat(answer.text()).startsWith(rule + " in an hour here; try again in ");
  }

  @Test
  void anAccount_countsForItself_andThoseWithoutOneForTheirNetwork() {
    start(new Amounts(hourly(2), Optional.empty()), new Amounts(hourly(3), Optional.empty()));
    for (int i = 0; i < 2; i++) assertThat(version().answer().status()).isEqualTo(200);
    assertRefused(version().answer(), "one network of addresses sends at most 2 requests");
    for (int i = 0; i < 3; i++) assertThat(as(5, version()).answer().status()).isEqualTo(200);
    assertRefused(as(5, version()).answer(), "account 5 sends at most 3 requests");
    assertThat(as(6, version()).answer().status()).isEqualTo(200);
    assertThat(version().without("Authorization").answer().status()).isEqualTo(401);

    ToldFigures told = new ToldFigures();
    Waiting.of(server.service().tell(told));
    assertThat(
            told.of(
                "truckee_storage_limited requests network",
                "truckee_storage_limited requests account",
                "truckee_storage_limited_clients requests account"))
        .containsExactly(1L, 1L, 2L);
  }

  @Test
  void theBytesOfBodies_areCounted_andReadingIsNot() {
    start(Amounts.NONE, new Amounts(Optional.empty(), hourly(10_000)));
    assertThat(store(5, 1, 8_000)).isEqualTo(201);
    assertThat(store(5, 2, 8_000)).isEqualTo(429);
    assertThat(store(6, 3, 8_000)).isEqualTo(201);
    assertThat(as(7, write(4, 10_001)).answer().status()).isEqualTo(413);
    String share = "/storage/v1/immutable/" + Ask.storageIndex(1) + "/0";
    for (int i = 0; i < 5; i++)
      assertThat(as(5, server.ask("GET", share)).answer().body().length()).isEqualTo(8_000);
  }

  private int store(int account, int file, int size) {
    as(account, Ask.allocate(server, Ask.storageIndex(file), size, 3, 0)).answer();
    return as(account, write(file, size)).answer().status();
  }

  private Ask write(int file, int size) {
    return Ask.write(server, Ask.storageIndex(file), 0, 3, 0, new byte[size]);
  }
}
