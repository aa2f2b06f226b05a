package org.truckee.cli.entrust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.crypto.Ed25519VerifyingKey;

/** Notes that several commands change at a time. */
class GivenEntrustmentsTest {
  private static final Instant SINCE = Instant.parse("2026-11-28T12:00:00Z");
  private static final Ed25519VerifyingKey KEY =
      Ed25519SigningKey.generate(new SplittableRandom(3)).verifyingKey();

  @TempDir Path directory;

  private static GivenEntrustment given(String name) {
    return SampleNotes.of(name, Bytes.utf8("signature"), SINCE);
  }

  private static GivenEntrustment.Seen seen(Optional<Ed25519VerifyingKey> key, int seconds) {
    return new GivenEntrustment.Seen(key, Optional.of(SINCE.plusSeconds(seconds)));
  }

  private GivenEntrustments open() throws IOException {
    return new GivenEntrustments(directory);
  }

  private static void put(GivenEntrustments all, GivenEntrustment one) throws IOException {
    all.change(one.name(), before -> Optional.of(one));
  }

  @Test
  void aChange_isMadeToTheNotesAsTheyAreThen() throws IOException {
    put(open(), given("a"));
    GivenEntrustments early = open();
    put(open(), given("b"));
    open().change("a", gone -> Optional.empty());
    early.change("a", now -> now.map(known -> known.having(seen(Optional.of(KEY), 1))));
    early.change("b", now -> now.map(known -> known.having(seen(Optional.of(KEY), 1))));

    assertThat(open().all()).containsExactly(given("b").having(seen(Optional.of(KEY), 1)));
  }

  @Test
  void theNewestReport_andTheFirstKey_areKept() {
    GivenEntrustment late = given("a").having(seen(Optional.of(KEY), 2));

    assertThat(late.having(seen(Optional.empty(), 1))).isEqualTo(late);
    assertThat(late.having(GivenEntrustment.Seen.NOTHING)).isEqualTo(late);
    assertThat(late.having(seen(Optional.empty(), 3)).seen()).isEqualTo(seen(Optional.of(KEY), 3));
  }

  @Test
  void commandsThatRunAtOnce_loseNothingOfEachOther() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      GivenEntrustment one = given("number " + i);
      all.add(
          threads.submit(
              () -> {
                put(open(), one);
                return one;
              }));
    }
    for (Future<?> each : all) each.get();
    threads.shutdown();

    assertThat(open().all()).hasSize(20);
  }
}
