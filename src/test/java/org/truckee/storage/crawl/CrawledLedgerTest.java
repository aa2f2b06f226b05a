package org.truckee.storage.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.account.Account;
import org.truckee.storage.account.AccountRules;
import org.truckee.storage.account.CountedShares;
import org.truckee.testing.http.Ask;

/** A crawl, and the ledger of what accounts take. */
class CrawledLedgerTest {
  private static final StorageIndex FILE = Ask.storageIndex(1);
  private static final StorageIndex OTHER = Ask.storageIndex(200);
  private static final Account ANN = new Account(2, 1 << 20);
  private static final Account BOB = new Account(3, 1 << 20);

  @TempDir Path directory;
  private CrawledShares shares;

  @BeforeEach
  void store() throws IOException {
    AccountRules rules =
        new AccountRules(
            new Ed25519SigningKey(Ask.secret(1)).verifyingKey(), Optional.empty(), false);
    shares = new CrawledShares(directory, CountedShares.EXPIRING, Optional.of(rules));
    shares.putFor(ANN, FILE, 0, 10_000);
    shares.putFor(BOB, FILE, 0, 10_000);
    shares.putFor(ANN, OTHER, 1, 5_000);
    assertThat(used()).isEqualTo(Map.of(2, 15_000L, 3, 10_000L));
  }

  private Map<Integer, Long> used() {
    return shares.store.accounting().used();
  }

  @Test
  void aLedgerThatIsGone_isMadeAnew() throws IOException {
    shares.store.close();
    Files.delete(directory.resolve("accounts.sqlite"));
    shares.start();
    assertThat(used()).isEmpty();
    shares.cycle();
    assertThat(used()).isEqualTo(Map.of(2, 15_000L, 3, 10_000L));
  }

  @Test
  void sharesThatWentBesideTheServer_countNoMore() throws IOException {
    Files.delete(shares.directories.share(FILE, 0));
    Files.delete(shares.directories.of(FILE));
    assertThat(used()).isEqualTo(Map.of(2, 15_000L, 3, 10_000L));
    shares.cycle();
    assertThat(used()).isEqualTo(Map.of(2, 5_000L));
  }

  @Test
  void leasesThatEnd_countNoMore() throws IOException {
    shares.pass(Duration.ofDays(20));
    shares.putFor(BOB, FILE, 0, 10_000);
    shares.pass(Duration.ofDays(12));
    shares.cycle();
    assertThat(used()).isEqualTo(Map.of(3, 10_000L));
    assertThat(shares.has(FILE, 0)).isTrue();
    assertThat(shares.has(OTHER, 1)).isFalse();
    shares.pass(Duration.ofDays(30));
    shares.cycle();
    assertThat(used()).isEmpty();
    assertThat(shares.has(FILE, 0)).isFalse();
  }
}
