package org.truckee.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.protocol.account.AccountToken;
import org.truckee.protocol.account.MemberAccount;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGateway;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.http.WebPort;

/** Two members of a grid that requires accounts, and somebody who has none. */
class AccountGridTest {
  private static final Ed25519SigningKey OPERATOR = Ed25519SigningKey.generate(new Random(1));
  private static final GatewaySettings SETTINGS = GatewaySettings.encoding(1, 2, 2);

  @TempDir static Path directory;
  private static TestGrid grid;
  private static WebPort ann;
  private static WebPort bob;

  @BeforeAll
  static void start() {
    grid = TestGrid.start(directory, 2, SETTINGS);
    for (TestServer server : grid.servers()) server.takeAccounts(OPERATOR, true);
    ann = gateway(2, 1 << 20).web();
    bob = gateway(3, 50_000).web();
  }

  /** The gateway of an account; all have one convergence secret. */
  private static TestGateway gateway(int account, long quota) {
    Instant now = grid.clock().instant();
    AccountToken token = new AccountToken(account, now, now.plusSeconds(1_000_000_000), quota);
    MemberAccount member = new MemberAccount(OPERATOR.verifyingKey(), token.signed(OPERATOR));
    return grid.gateway(SETTINGS.secret("secret of account " + account).account(member));
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  private static byte[] file(int size, int kind) {
    byte[] bytes = new byte[size];
    new Random(kind).nextBytes(bytes);
    return bytes;
  }

  private static long used(int account) {
    return grid.server(0).used().getOrDefault(account, 0L);
  }

  @Test
  void eachMember_paysForWhatIsItsOwn_andReadsWhatIsNot() {
    byte[] file = file(30_000, 1);
    long before = used(2);
    String cap = ann.put(file);
    long paid = used(2) - before;
    assertThat(paid).isBetween(30_000L, 32_000L);
    assertThat(used(3)).isZero();
    assertThat(bob.read(cap).bytes()).isEqualTo(file);

    assertThat(bob.put(file)).isEqualTo(cap);
    assertThat(used(3)).isEqualTo(paid);
    assertThat(used(2) - before).isEqualTo(paid);

    WebPort.Answer refused = bob.send("PUT", "/uri", file(30_000, 2));
    assertThat(refused.status()).isEqualTo(507);
    assertThat(refused.text())
        .contains("account 3 has used " + paid + " bytes of its quota of 50000 here");
    assertThat(bob.read(cap).bytes()).isEqualTo(file);
    assertThat(
            bob.send("POST", WebPort.path(cap) + "?t=check&add-lease=true", new byte[0]).status())
        .isEqualTo(200);
    assertThat(used(3)).isEqualTo(paid);
  }

  @Test
  void mutableFiles_countToo() {
    byte[] small = file(10_000, 3);
    long before = used(2);
    String cap = ann.send("PUT", "/uri?format=sdmf", small).text();
    long paid = used(2) - before;
    assertThat(paid).isBetween(10_000L, 14_000L);
    assertThat(bob.read(cap).bytes()).isEqualTo(small);
    assertThat(ann.send("PUT", WebPort.path(cap), file(20_000, 4)).status()).isEqualTo(200);
    assertThat(used(2) - before).isEqualTo(paid + 10_000);
  }

  @Test
  void whoHasNoAccount_isToldSo() {
    byte[] file = file(1_000, 5);
    WebPort.Answer answer = grid.web().send("PUT", "/uri", Arrays.copyOf(file, 900));
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.text()).contains("this server takes accounts only");
  }

  @Test
  void aServerThatIsNotAdmitted_isNotShownTheToken() {
    Ed25519SigningKey other = Ed25519SigningKey.generate(new Random(2));
    TestServer rogue = grid.twin(1);
    try {
      rogue.takeAccounts(other, false);
      Instant now = grid.clock().instant();
      AccountToken token = new AccountToken(2, now, now.plusSeconds(9_000), 1);
      MemberAccount member = new MemberAccount(OPERATOR.verifyingKey(), token.signed(OPERATOR));
      TestGateway gateway = grid.gateway(SETTINGS.account(member), List.of(rogue));
      assertThat(gateway.servers().reached()).isOne();
    } finally {
      rogue.stop();
    }
  }
}
