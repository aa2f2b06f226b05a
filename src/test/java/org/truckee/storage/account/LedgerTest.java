package org.truckee.storage.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.GridException;
import org.truckee.crypto.LeaseSecrets;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.account.Account;
import org.truckee.protocol.storage.AllocateRequest;
import org.truckee.storage.disk.DiskShareStore;
import org.truckee.storage.disk.ShareDirectories;
import org.truckee.storage.share.LeaseHolder;
import org.truckee.storage.share.UploadingClient;
import org.truckee.storage.trash.ShareTrash;
import org.truckee.storage.trash.Undeletion;
import org.truckee.testing.grid.StorageFixture;
import org.truckee.testing.http.Ask;

/** What accounts take of a server, step by step. */
class LedgerTest {
  private static final StorageIndex FILE = Ask.storageIndex(1);
  private static final Account ANN = new Account(2, 30_000);
  private static final Account BOB = new Account(3, 30_000);

  @TempDir Path directory;
  private CountedShares shares;

  @BeforeEach
  void start() throws IOException {
    shares = new CountedShares(directory, CountedShares.EXPIRING);
  }

  private void assertExactly(Map<Integer, Long> expected) throws IOException {
    assertThat(shares.ledger()).isEqualTo(expected).isEqualTo(shares.disk());
  }

  @Test
  void aShare_countsWhenItIsStored() throws IOException {
    shares.allocate(ANN, FILE, 10_000, 0, 1);
    assertExactly(Map.of());
    shares.finish(ANN, FILE, 0);
    assertExactly(Map.of(2, 10_000L));
    shares.finish(ANN, FILE, 1);
    assertExactly(Map.of(2, 20_000L));
  }

  @Test
  void everybody_isNotCounted() throws IOException {
    shares.put(Account.ANYBODY, FILE, 0, 100_000);
    shares.write(Account.ANYBODY, Ask.storageIndex(2), 0, 100_000);
    assertExactly(Map.of());
  }

  @Test
  void anEmptyShare_takesAPieceOfTheDisk() throws IOException {
    shares.put(ANN, FILE, 0, 0);
    shares.write(ANN, Ask.storageIndex(2), 0, 1);
    assertExactly(Map.of(2, 8192L));
  }

  @Test
  void overTheQuota_nothingIsTaken() throws IOException {
    shares.put(ANN, FILE, 0, 25_000);
    assertRefused(() -> shares.allocate(ANN, FILE, 5_001, 1));
    assertRefused(() -> shares.write(ANN, Ask.storageIndex(2), 0, 5_001));
    shares.put(ANN, FILE, 1, 5_000);
    assertExactly(Map.of(2, 30_000L));
    shares.lease(ANN, FILE, 0);
    assertThat(shares.allocate(ANN, FILE, 5_000, 0, 1).alreadyHave()).containsExactly(0, 1);
  }

  private interface Step {
    void take() throws IOException;
  }

  private static void assertRefused(Step step) {
    assertThatThrownBy(step::take)
        .isInstanceOfSatisfying(
            GridException.class,
            refusal -> assertThat(refusal.kind()).isEqualTo(GridException.Kind.NO_SPACE))
        .hasMessageContaining("account 2 has used 25000 bytes of its quota of 30000 here");
  }

  @Test
  void sharesUnderWay_takeTheirPartOfTheQuota() throws IOException {
    assertThat(shares.allocate(ANN, FILE, 10_000, 0, 1, 2, 3).allocated()).hasSize(3);
    assertThatThrownBy(() -> shares.allocate(ANN, FILE, 10_000, 4))
        .isInstanceOf(GridException.class);
    shares.abort(ANN, FILE, 1);
    assertThat(shares.allocate(ANN, FILE, 10_000, 4).allocated()).containsExactly(4);
    assertThat(shares.allocate(BOB, FILE, 10_000, 5).allocated()).containsExactly(5);
  }

  @Test
  void anUploadThatIsGivenUpForItsSlowness_givesItsPartBack() throws IOException {
    shares.allocate(ANN, FILE, 30_000, 0);
    shares.clock.advance(Duration.ofHours(1));
    assertThat(shares.allocate(ANN, FILE, 30_000, 1).allocated()).containsExactly(1);
  }

  @Test
  void aSecondOwner_paysToo() throws IOException {
    shares.put(ANN, FILE, 0, 10_000);
    assertThat(shares.allocate(BOB, FILE, 10_000, 0).alreadyHave()).containsExactly(0);
    assertExactly(Map.of(2, 10_000L, 3, 10_000L));
    shares.lease(BOB, FILE, 0);
    shares.lease(BOB, FILE, 1);
    assertExactly(Map.of(2, 10_000L, 3, 10_000L));
  }

  @Test
  void anAccountThatCanNotPay_isNotToldOfTheSharesOfAnother() throws IOException {
    shares.put(ANN, FILE, 0, 20_000);
    shares.put(BOB, Ask.storageIndex(2), 0, 20_000);
    for (StorageIndex file : Set.of(FILE, Ask.storageIndex(3)))
      assertThatThrownBy(() -> shares.allocate(BOB, file, 20_000, 0))
          .isInstanceOf(GridException.class)
          .hasMessage(
              "account 3 has used 20000 bytes of its quota of 30000 here; these shares do not fit");
    assertThatThrownBy(() -> shares.lease(BOB, FILE, 0)).isInstanceOf(GridException.class);
    assertExactly(Map.of(2, 20_000L, 3, 20_000L));
  }

  @Test
  void aMutableShare_countsAsItGrowsAndShrinks() throws IOException {
    shares.write(ANN, FILE, 0, 10_000);
    assertExactly(Map.of(2, 10_000L));
    shares.write(ANN, FILE, 0, 30_000);
    assertExactly(Map.of(2, 30_000L));
    assertThatThrownBy(() -> shares.write(ANN, FILE, 0, 30_001)).isInstanceOf(GridException.class);
    shares.write(ANN, FILE, 0, 30_000);
    shares.write(ANN, FILE, 0, 5_000);
    assertExactly(Map.of(2, 5_000L));
    shares.write(BOB, FILE, 0, 6_000);
    assertExactly(Map.of(2, 6_000L, 3, 6_000L));
    shares.write(ANN, FILE, 0, 0);
    assertExactly(Map.of());
  }

  @Test
  void anAccountWithALowerQuota_keepsAndRenewsWhatItHas() throws IOException {
    shares.put(ANN, FILE, 0, 20_000);
    shares.write(ANN, Ask.storageIndex(2), 0, 10_000);
    Account less = new Account(2, 5_000);
    shares.lease(less, FILE, 0);
    shares.lease(less, FILE, 1);
    shares.write(less, Ask.storageIndex(2), 0, 9_000);
    assertThatThrownBy(() -> shares.write(less, Ask.storageIndex(2), 0, 9_001))
        .isInstanceOf(GridException.class);
    assertExactly(Map.of(2, 29_000L));
  }

  @Test
  void aMutableShareThatCanNotBePaidFor_getsNoLease_butIsRenewedByWhoHasOne() throws IOException {
    shares.write(ANN, FILE, 0, 20_000);
    Account poor = new Account(3, 100);
    assertThatThrownBy(() -> shares.lease(poor, FILE, 0)).isInstanceOf(GridException.class);
    shares.clock.advance(Duration.ofDays(20));
    shares.lease(new Account(2, 100), FILE, 0);
    shares.clock.advance(Duration.ofDays(20));
    assertExactly(Map.of(2, 20_000L));
    shares.clock.advance(Duration.ofDays(20));
    assertThatThrownBy(() -> shares.lease(new Account(2, 100), FILE, 0))
        .isInstanceOf(GridException.class);
    assertExactly(Map.of());
  }

  @Test
  void whoGetsAnAccount_takesItsLeasesAlong() throws IOException {
    shares.store.allocate(
        FILE,
        new AllocateRequest(new TreeSet<>(Set.of(0)), 10_000),
        new UploadingClient(
            "here",
            Ask.secret(2),
            new LeaseHolder(Account.ANYBODY, CountedShares.holder(ANN, 0).secrets())));
    shares.finish(ANN, FILE, 0);
    assertExactly(Map.of());
    shares.lease(ANN, FILE, 0);
    assertExactly(Map.of(2, 10_000L));
  }

  @Test
  void aLeaseThatHasEnded_countsNoMore() throws IOException {
    shares.put(ANN, FILE, 0, 10_000);
    shares.clock.advance(Duration.ofDays(20));
    shares.lease(BOB, FILE, 0);
    shares.clock.advance(Duration.ofDays(12));
    assertThat(shares.store.accounting().isWrong(FILE)).isTrue();
    shares.store.exclusively(FILE, sync -> null);
    assertExactly(Map.of(3, 10_000L));
    shares.put(ANN, Ask.storageIndex(2), 0, 25_000);
    assertThatThrownBy(() -> shares.lease(ANN, FILE, 0)).isInstanceOf(GridException.class);
    assertExactly(Map.of(2, 25_000L, 3, 10_000L));
  }

  @Test
  void whatComesBackFromTheTrash_countsAgain() throws IOException {
    shares.put(ANN, FILE, 0, 10_000);
    ShareTrash trash = new ShareTrash(new ShareDirectories(directory));
    shares.store.exclusively(
        FILE,
        sync -> {
          trash.take(FILE, new TreeSet<>(Set.of(0)), LocalDate.EPOCH, sync);
          return null;
        });
    assertExactly(Map.of());
    new Undeletion(shares.store, trash).undelete(FILE);
    assertExactly(Map.of(2, 10_000L));
  }

  @Test
  void anAccount_drivesNoOtherFromAShare() throws IOException {
    shares.put(ANN, FILE, 0, 10_000);
    shares.clock.advance(Duration.ofDays(1));
    for (int i = 0; i < 25; i++)
      shares.store.addLease(
          FILE, new LeaseHolder(BOB, new LeaseSecrets(Ask.secret(100 + i), Ask.secret(i))));
    assertExactly(Map.of(2, 10_000L, 3, 10_000L));
    assertThat(Files.size(new ShareDirectories(directory).share(FILE, 0)))
        .isEqualTo(12 + 10_000 + 11 * 72);
  }

  /** Any steps of three accounts, with kills, and the disk always agrees. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void afterAnySteps_theLedgerIsTheSumOfTheLeases(long seed) throws IOException {
    anySteps(seed, 80);
  }

  @Test
  @Tag("slow")
  void afterVeryManySteps_too() throws IOException {
    for (long seed = 10; seed < 30; seed++) anySteps(seed, 100);
  }

  private void anySteps(long seed, int steps) throws IOException {
    CountingProcess process = new CountingProcess(shares, new Random(seed));
    for (int i = 0; i < steps; i++) {
      process.step();
      if (i % 8 == 7) shares.start();
      assertThat(shares.ledger()).as("step %d of %d", i, seed).isEqualTo(shares.disk());
    }
  }

  @Test
  void whatAKilledProcessLeft_isMadeGood() throws IOException {
    shares.put(ANN, FILE, 0, 10_000);
    Ledger ledger = Ledger.open(directory);
    ledger.mark(FILE.toString());
    Files.delete(new ShareDirectories(directory).share(FILE, 0));
    ledger.close();
    shares.start();
    assertExactly(Map.of());
  }

  @Test
  void aDamagedLedger_isKeptAside() throws IOException {
    shares.put(ANN, FILE, 0, 10_000);
    shares.store.close();
    Files.writeString(directory.resolve("accounts.sqlite"), "no database at all, but a text");
    shares.start();
    assertThat(shares.ledger()).isEmpty();
    assertThat(directory.resolve("accounts.sqlite.damaged")).exists();
    assertThat(shares.store.accounting().isWrong(FILE)).isTrue();
  }

  @Test
  void aServerWithoutAccounts_keepsNoLedger() throws IOException {
    DiskShareStore store =
        new DiskShareStore(StorageFixture.config(directory.resolve("other")), shares.clock);
    store.open();
    store.close();
    assertThat(directory.resolve("other").toFile().list()).containsExactly("shares");
    assertThat(store.accounting().used()).isEmpty();
  }
}
