package org.truckee.storage.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.account.Account;
import org.truckee.protocol.account.AccountList;
import org.truckee.protocol.account.AccountState;
import org.truckee.protocol.account.AccountToken;
import org.truckee.protocol.storage.AllocateReply;
import org.truckee.protocol.storage.ReadTestWrite;
import org.truckee.protocol.storage.SecretKind;
import org.truckee.protocol.storage.StorageLedger;
import org.truckee.storage.container.ShareInspection;
import org.truckee.testing.TestClock;
import org.truckee.testing.Waiting;
import org.truckee.testing.grid.StorageFixture;
import org.truckee.testing.http.Ask;

/** A storage server that takes accounts, over HTTPS. */
class AccountServerTest {
  private static final Ed25519SigningKey OPERATOR = new Ed25519SigningKey(Ask.secret(1));
  private static final Ed25519SigningKey ANOTHER = new Ed25519SigningKey(Ask.secret(2));
  private static final StorageIndex FILE = Ask.storageIndex(1);
  private static final String SHARE = "/storage/v1/immutable/" + FILE + "/0";

  @TempDir Path directory;
  private final TestClock clock = new TestClock();
  private StorageFixture server;

  @BeforeEach
  void start() {
    start(false, Optional.empty());
  }

  private void start(boolean required, Optional<Path> list) {
    AccountRules rules = new AccountRules(OPERATOR.verifyingKey(), list, required);
    server =
        StorageFixture.start(
            StorageFixture.config(directory.resolve("storage")).taking(Optional.of(rules)), clock);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private AccountToken token(int account, long quota) {
    Instant now = clock.instant();
    return new AccountToken(account, now, now.plus(Duration.ofDays(1)), quota);
  }

  private static Ask as(Ask ask, AccountToken token, Ed25519SigningKey key) {
    return as(ask, token.signed(key).bytes().toUtf8());
  }

  private static Ask as(Ask ask, String swissnum) {
    byte[] shown = swissnum.getBytes(StandardCharsets.US_ASCII);
    return ask.without("Authorization")
        .with("Authorization", "Tahoe-LAFS " + Base64.getEncoder().encodeToString(shown));
  }

  private StorageFixture.Answer allocate(AccountToken token, long size) {
    return as(Ask.allocate(server, FILE, size, 3, 0), token, OPERATOR).answer();
  }

  private void store(AccountToken token, int size) {
    assertThat(allocate(token, size).message(AllocateReply::read).allocated()).containsExactly(0);
    Ask part = Ask.write(server, FILE, 0, 3, 0, new byte[size]);
    assertThat(as(part, token, OPERATOR).answer().status()).isEqualTo(201);
  }

  private void refused(StorageFixture.Answer answer, int status, String reason) {
    assertThat(answer.text()).isEqualTo(reason + "\n");
    assertThat(answer.status()).isEqualTo(status);
  }

  private StorageFixture.Answer version(String swissnum) {
    return as(server.ask("GET", "/storage/v1/version"), swissnum).answer();
  }

  @Test
  void whatAnAccountStores_isUnderItsLease() throws IOException {
    store(token(5, 100_000), 10_000);
    Path file = directory.resolve("storage/shares/ae/" + FILE + "/0");
    try (ShareInspection share = ShareInspection.open(file).orElseThrow()) {
      assertThat(share.leases()).extracting(ShareInspection.LeaseDate::owner).containsExactly(5);
    }
    assertThat(as(server.ask("GET", SHARE), token(6, 0), OPERATOR).answer().body().length())
        .isEqualTo(10_000);
  }

  @Test
  void overTheQuota_theAnswerSaysWhoseItIs_andReadingGoesOn() {
    AccountToken token = token(5, 15_000);
    store(token, 10_000);
    refused(
        as(Ask.allocate(server, Ask.storageIndex(2), 5_001, 3, 0), token, OPERATOR).answer(),
        507,
        "account 5 has used 10000 bytes of its quota of 15000 here; these shares do not fit");
    refused(
        mutable(token, 5_001),
        507,
        "account 5 has used 10000 bytes of its quota of 15000 here; these shares do not fit");
    assertThat(as(server.ask("GET", SHARE), token, OPERATOR).answer().status()).isEqualTo(200);
    assertThat(renew(token).status()).isEqualTo(204);
    assertThat(mutable(token, 5_000).status()).isEqualTo(200);
  }

  @Test
  void whatAccountsTake_isAmongTheFigures() {
    assertThat(Waiting.of(server.service().figures())).doesNotContainKey("accounts");
    store(token(5, 15_000), 10_000);
    assertThat(Waiting.of(server.service().figures()))
        .containsEntry("accounts", Map.of("5", 10_000L));
  }

  private StorageFixture.Answer mutable(AccountToken token, int size) {
    SortedMap<Integer, ReadTestWrite.Change> changes = new TreeMap<>();
    changes.put(
        0,
        new ReadTestWrite.Change(
            List.of(), List.of(new ReadTestWrite.Write(0, Bytes.wrap(new byte[size]))), null));
    Ask ask =
        server
            .ask("POST", "/storage/v1/mutable/" + Ask.storageIndex(3) + "/read-test-write")
            .leases(1)
            .secret(SecretKind.WRITE_ENABLER, 4)
            .message(new ReadTestWrite(changes, List.of())::write);
    return as(ask, token, OPERATOR).answer();
  }

  private StorageFixture.Answer renew(AccountToken token) {
    return as(server.ask("PUT", "/storage/v1/lease/" + FILE).leases(1), token, OPERATOR).answer();
  }

  @Test
  void everybody_isServedAsBefore() {
    Ask.store(server, FILE, 0, new byte[10]);
    assertThat(server.ask("GET", SHARE).answer().body().length()).isEqualTo(10);
  }

  @Test
  void whereAccountsAreRequired_theSwissnumAloneIsNotEnough() {
    server.close();
    start(true, Optional.empty());
    refused(
        server.ask("GET", "/storage/v1/version").answer(),
        403,
        "this server takes accounts only; ask the operator of the grid for one");
    refused(version("wrong"), 401, "Wrong Authorization header");
    store(token(5, 100_000), 10);
  }

  @Test
  void aForgedToken_isRefused() {
    String forged = "the token is not one of the operator whose accounts this server takes";
    String text = token(5, 100).signed(OPERATOR).bytes().toUtf8();
    refused(version(token(5, 100).signed(ANOTHER).bytes().toUtf8()), 401, forged);
    refused(version(text.replaceFirst("a1_5_", "a1_6_")), 401, forged);
    refused(version(text + "A"), 401, forged);
    refused(version("a1_"), 401, forged);
    assertThat(version(text).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Tahoe-LAFS", "Tahoe-LAFS a1_", "Basic YTFf", "Tahoe-LAFS ####"})
  void anotherHeader_isToldWhatItWasBefore(String header) {
    refused(
        server
            .ask("GET", "/storage/v1/version")
            .without("Authorization")
            .with("Authorization", header)
            .answer(),
        401,
        "Wrong Authorization header");
  }

  @Test
  void anExpiredToken_isRefused() {
    AccountToken token = token(5, 100_000);
    store(token, 10);
    clock.advance(Duration.ofDays(1));
    refused(
        as(server.ask("GET", SHARE), token, OPERATOR).answer(),
        401,
        "the token of account 5 has expired on " + token.expires());
  }

  private Path list(long number, AccountState state, long quota, Instant since) throws IOException {
    SortedMap<Integer, AccountList.Entry> accounts = new TreeMap<>();
    accounts.put(5, new AccountList.Entry(state, quota, since));
    return Files.writeString(
        directory.resolve("accounts.list"), new AccountList(number, accounts).signed(OPERATOR));
  }

  private void restart() {
    server.close();
    start(false, Optional.of(directory.resolve("accounts.list")));
  }

  @Test
  void aSuspendedAccount_readsAndRenews() throws IOException {
    AccountToken token = token(5, 100_000);
    store(token, 10);
    list(1, AccountState.SUSPENDED, 100_000, Instant.EPOCH);
    restart();
    String reason = "account 5 is suspended by its operator; it may read, and renew what it has";
    refused(allocate(token, 10), 403, reason);
    refused(mutable(token, 10), 403, reason);
    assertThat(as(server.ask("GET", SHARE), token, OPERATOR).answer().status()).isEqualTo(200);
    assertThat(renew(token).status()).isEqualTo(204);
    assertThat(allocate(token(6, 100_000), 10).status()).isEqualTo(200);
  }

  @Test
  void aRevokedAccount_doesNothingAtAll() throws IOException {
    AccountToken token = token(5, 100_000);
    store(token, 10);
    list(1, AccountState.REVOKED, 100_000, Instant.EPOCH);
    restart();
    String reason = "account 5 was revoked by its operator";
    refused(as(server.ask("GET", SHARE), token, OPERATOR).answer(), 403, reason);
    refused(renew(token), 403, reason);
    refused(version(token.signed(OPERATOR).bytes().toUtf8()), 403, reason);
  }

  @Test
  void theQuotaOfTheList_countsInPlaceOfThatOfTheToken() throws IOException {
    list(1, AccountState.ACTIVE, 9_999, Instant.EPOCH);
    restart();
    refused(
        allocate(token(5, 1L << 40), 10_000),
        507,
        "account 5 has used 0 bytes of its quota of 9999 here; these shares do not fit");
  }

  @Test
  void aTokenOfBeforeTheNewOne_isRefused() throws IOException {
    AccountToken token = token(5, 100_000);
    list(1, AccountState.ACTIVE, 100_000, token.issued().plusSeconds(1));
    restart();
    refused(
        allocate(token, 10),
        401,
        "a newer token of account 5 was made, and this one is none any more");
  }

  @Test
  void aListThatChanges_isReadAgain_andABadOneIsNot() throws IOException {
    AccountToken token = token(5, 100_000);
    AccountCheck check =
        new AccountCheck(
            Ask.secret(1),
            Optional.of(
                new AccountRules(
                    OPERATOR.verifyingKey(),
                    Optional.of(list(2, AccountState.ACTIVE, 1, Instant.EPOCH)),
                    false)),
            clock);
    check.open();
    assertThat(check.standing(token).account().quota()).isEqualTo(1);
    list(3, AccountState.REVOKED, 2, Instant.EPOCH);
    check.look();
    assertThat(check.standing(token).state()).isEqualTo(AccountState.REVOKED);
    list(2, AccountState.ACTIVE, 99_999, Instant.EPOCH);
    check.look();
    Files.writeString(directory.resolve("accounts.list"), "truckee accounts 1\n");
    check.look();
    Files.delete(directory.resolve("accounts.list"));
    check.look();
    assertThat(check.standing(token).state()).isEqualTo(AccountState.REVOKED);
  }

  @Test
  void aServerWhoseListIsMissingOrBad_doesNotStart() throws IOException {
    Path list = directory.resolve("accounts.list");
    AccountRules rules = new AccountRules(OPERATOR.verifyingKey(), Optional.of(list), false);
    AccountCheck check = new AccountCheck(Ask.secret(1), Optional.of(rules), clock);
    assertThatThrownBy(check::open).hasMessageContaining("accounts.list is missing");
    Files.writeString(list, new AccountList(1, new TreeMap<>()).signed(ANOTHER));
    assertThatThrownBy(check::open).hasMessageContaining("is not signed by the operator");
  }

  @Test
  void whatAccountsTake_isToldToTheirHoldersAlone() {
    store(token(5, 100_000), 10_000);
    String path = "/storage/v1/ledger";
    StorageLedger told =
        as(server.ask("GET", path), token(6, 77), OPERATOR).answer().message(StorageLedger::read);
    assertThat(told.asker()).isEqualTo(new Account(6, 77));
    assertThat(told.used()).isEqualTo(new TreeMap<>(server.service().used())).containsKey(5);
    String holders = "what accounts take is told to those who show one";
    refused(server.ask("GET", path).answer(), 403, holders);
    assertThat(as(server.ask("GET", path), token(6, 0), ANOTHER).answer().status()).isEqualTo(401);
    server.close();
    server = StorageFixture.start(directory.resolve("without accounts"));
    refused(server.ask("GET", path).answer(), 403, holders);
  }
}
