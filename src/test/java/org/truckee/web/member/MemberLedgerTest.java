package org.truckee.web.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.StorageIndex;

class MemberLedgerTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = NOW.plus(MemberLedger.LASTS);
  private static final OptionalLong USUAL = OptionalLong.of(100_000);

  @TempDir Path directory;
  private Path file;
  private MemberStore store;

  @BeforeEach
  void open() throws IOException {
    file = directory.resolve("private/members.sqlite");
    store = MemberStore.open(file, new Random(1));
    store.add("ann", NOW, Optional.empty(), LATER);
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  private static StorageIndex thing(int number) {
    return StorageIndex.ofKey(new Secret(Bytes.wrap(new byte[] {(byte) number})));
  }

  private MemberLedger.Held reserve(int thing, long bytes) throws IOException {
    return store.ledger().reserve("ann", thing(thing), bytes, USUAL, NOW);
  }

  private long stored(Instant now) throws IOException {
    return store.ledger().standing("ann", USUAL, now).stored();
  }

  @Test
  void whatIsReserved_isGone_untilItIsGivenBack() throws IOException {
    MemberLedger.Held first = reserve(1, 60_000);
    assertThatThrownBy(() -> reserve(2, 40_001))
        .isInstanceOf(GridException.class)
        .hasMessageContaining("60000 bytes of your quota of 100000");
    MemberLedger.Held second = reserve(2, 40_000);
    store.ledger().release(first);
    store.ledger().settle(second, NOW);
    assertThat(stored(NOW)).isEqualTo(40_000);
    assertThat(reserve(3, 60_000).held()).isEqualTo(60_000);
    assertThat(reserve(2, 40_000).held()).as("it counts already").isZero();
  }

  @Test
  void whatIsFoundInADrive_countsOn_andTheRestEnds() throws IOException {
    store.ledger().settle(reserve(1, 10_000), NOW);
    store.ledger().settle(reserve(2, 20_000), NOW);
    Instant walk = LATER.minus(Duration.ofDays(1));
    store.ledger().keep("ann", Map.of(thing(1), 0L, thing(3), 7_000L, thing(4), 1L), walk);
    assertThat(stored(walk)).isEqualTo(30_000 + 7_000 + 4_096);
    assertThat(stored(LATER)).isEqualTo(10_000 + 7_000 + 4_096);
    assertThat(stored(walk.plus(MemberLedger.LASTS))).isZero();
    store.ledger().keep("ann", Map.of(thing(5), 200_000L), walk);
    assertThat(store.ledger().standing("ann", USUAL, walk).left()).hasValue(0);
  }

  @Test
  void aQuota_isGivenByACommand_andHoldsAtOnce() throws IOException {
    try (MemberStore command = MemberStore.open(file, new Random(2))) {
      command.ledger().allow("ANN", OptionalLong.of(5_000));
      assertThatThrownBy(() -> reserve(1, 5_001)).hasMessageContaining("quota of 5000");
      command.ledger().allow("ann", OptionalLong.empty());
      assertThat(reserve(1, 1L << 50).held()).isEqualTo(1L << 50);
      command.ledger().allowUsual("ann");
      assertThatThrownBy(() -> reserve(2, 1)).hasMessageContaining("quota of 100000");
      assertThatThrownBy(() -> command.ledger().allowUsual("bob"))
          .hasMessageContaining("no member of that name");
    }
  }

  @Test
  void whatWasStored_lasts_andGoesWithItsMember() throws IOException {
    store.ledger().settle(reserve(1, 10_000), NOW);
    store.close();
    store = MemberStore.open(file, new Random(1));
    assertThat(stored(NOW)).isEqualTo(10_000);
    store.remove("ann");
    store.add("ann", NOW, Optional.empty(), LATER);
    store.close();
    store = MemberStore.open(file, new Random(1));
    assertThat(stored(NOW)).isZero();
  }

  @Test
  void aFileOfBefore_isBroughtUp_andOneOfLaterIsNotTouched() throws Exception {
    store.close();
    sql("DROP TABLE stored", "ALTER TABLE member DROP COLUMN quota", "PRAGMA user_version = 1");
    store = MemberStore.open(file, new Random(1));
    assertThat(store.all()).extracting(Member::name).containsExactly("ann");
    store.ledger().settle(reserve(1, 10_000), NOW);
    assertThat(stored(NOW)).isEqualTo(10_000);
    store.close();
    sql("PRAGMA user_version = 3");
    assertThatThrownBy(() -> MemberStore.open(file, new Random(1)))
        .hasMessageContaining("no file of members of this version");
    sql("PRAGMA user_version = 2");
    store = MemberStore.open(file, new Random(1));
    assertThat(stored(NOW)).isEqualTo(10_000);
  }

  private void sql(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (String one : statements) statement.execute(one);
    }
  }
}
