package org.truckee.client.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.cap.MutableFormat;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.check.CheckOptions;
import org.truckee.client.mutable.MutableFiles;
import org.truckee.client.mutable.read.FoundVersions;
import org.truckee.client.plaintext.PlaintextInMemory;
import org.truckee.client.server.StorageServer;
import org.truckee.crypto.StorageIndex;
import org.truckee.mutable.RepairRight;
import org.truckee.testing.Waiting;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGateway;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.known.Golden;
import org.truckee.testing.known.MutableShareFiles;

class MutableRepairTest {
  private static TestGrid grid;
  private static TestGateway stranger;
  private final Random random = new Random(5);

  @BeforeAll
  static void start(@TempDir Path directory) {
    grid = TestGrid.start(directory, 10);
    stranger = grid.gateway(GatewaySettings.usual());
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  /** The states of a share that is not as it has to be. */
  private enum Harm {
    DELETED,
    DAMAGED,
    STALE,
    SWAPPED
  }

  @ParameterizedTest
  @CsvSource({"SDMF,0", "SDMF,5000", "SDMF,40000", "MDMF,0", "MDMF,300000"})
  void anyHarmToAsManySharesAsMayBeMissing_isHealed_toTheByte(MutableFormat format, int size)
      throws IOException {
    MutableWriteCap cap = create(format, size);
    MutableShareFiles shares = shares(cap);
    for (int round = 0; round < 4; round++) {
      Map<Integer, Bytes> stale = shares.files();
      overwrite(cap, "round " + round, size);
      long sequence = sequence(cap);
      List<Bytes> good = IntStream.range(0, 10).mapToObj(shares::data).toList();
      List<Integer> numbers = new ArrayList<>(IntStream.range(0, 10).boxed().toList());
      Collections.shuffle(numbers, random);
      List<Integer> harmed = numbers.subList(0, 1 + random.nextInt(7));
      for (int number : harmed) harm(shares, number, stale);

      RepairResults results = repair(cap, true, false);

      assertThat(results.attempted()).as("%s", harmed).isTrue();
      assertThat(results.before().health().healthy()).isFalse();
      assertThat(results.after().health().summary()).isEqualTo("Healthy");
      assertThat(sequence(cap)).isEqualTo(sequence);
      assertThat(IntStream.range(0, 10).mapToObj(shares::data).toList()).isEqualTo(good);
    }
  }

  private void harm(MutableShareFiles shares, int number, Map<Integer, Bytes> stale)
      throws IOException {
    Path path = shares.path(number);
    Bytes data = shares.data(number);
    switch (Harm.values()[random.nextInt(4)]) {
      case DELETED -> Files.delete(path);
      case DAMAGED -> shares.flip(number, random.nextInt(300));
      case STALE -> Files.write(path, stale.get(number).toArray());
      case SWAPPED -> shares.replace(number, other(data, shares.data((number + 1) % 10)));
    }
  }

  private static Bytes other(Bytes data, Bytes swapped) {
    return swapped.size() == data.size() ? swapped : data.slice(0, data.size() / 2);
  }

  @Test
  void whatWasMade_isEnoughToReadTheFile() throws IOException {
    MutableWriteCap cap = create(MutableFormat.SDMF, 5000);
    MutableShareFiles shares = shares(cap);
    for (int number = 3; number < 10; number++) Files.delete(shares.path(number));
    repair(cap, false, false);

    for (int number = 0; number < 7; number++) Files.delete(shares.path(number));

    assertThat(contents(cap)).isEqualTo(Bytes.wrap(Golden.stream("repaired", 5000)));
  }

  @Test
  void aCapabilityThatDoesNotWrite_leavesTheFileAsItIs() throws IOException {
    MutableWriteCap cap = create(MutableFormat.SDMF, 10);
    Files.delete(shares(cap).path(0));

    for (Capability weaker : List.of(cap.toReadCap(), cap.verifyCap().orElseThrow())) {
      RepairResults results = repair(weaker, false, true);

      assertThat(results.attempted()).isFalse();
      assertThat(results.after()).isEqualTo(results.before());
      assertThat(results.before().counts().good()).isEqualTo(9);
    }
  }

  @Test
  void aServerThatComesBackWithItsShare_findsAHealthyFile() {
    MutableWriteCap cap = create(MutableFormat.SDMF, 10);
    TestServer away = holder(cap, 0);
    away.misbehave(Faults.hangUp());

    RepairResults results = repair(cap, false, false);

    assertThat(results.successful()).isTrue();
    assertThat(away.shares(storageIndex(cap))).containsExactly(0);
    away.behave();
    waitUntilTrusted();
    RepairResults later = repair(cap, true, false);
    assertThat(later.before().health().summary()).isEqualTo("Healthy");
    assertThat(later.attempted()).isFalse();
    assertThat(sequence(cap)).isEqualTo(1);
  }

  @Test
  void aDamagedShareThatItsServerDoesNotLetChange_isMadeForAnother() {
    MutableWriteCap cap = create(MutableFormat.SDMF, 10);
    MutableShareFiles shares = shares(cap);
    TestServer stubborn = holder(cap, 4);
    int enabler = 60;
    stubborn.damage(storageIndex(cap), 4, enabler);
    shares.flip(4, 100);
    Bytes before = shares.files().get(4);

    RepairResults results = repair(cap, true, false);

    assertThat(results.successful()).isTrue();
    assertThat(results.after().counts().good()).isEqualTo(10);
    assertThat(results.after().damaged()).hasSize(1);
    assertThat(read(stubborn.shareFile(storageIndex(cap), 4))).isEqualTo(before);
  }

  @Test
  void aFileOfWhichTooFewSharesAreLeft_staysSo() throws IOException {
    MutableWriteCap cap = create(MutableFormat.SDMF, 10);
    for (int number = 2; number < 10; number++) Files.delete(shares(cap).path(number));

    RepairResults results = repair(cap, false, true);

    assertThat(results.attempted()).isTrue();
    assertThat(results.successful()).isFalse();
    assertThat(results.failure().orElseThrow().kind()).isEqualTo(GridException.Kind.UNRECOVERABLE);
    assertThat(shares(cap).files()).hasSize(2);
  }

  @Test
  void aNewerVersionThatCannotBeRead_isEndedByForceOnly() throws IOException {
    MutableWriteCap cap = create(MutableFormat.SDMF, 10);
    MutableShareFiles shares = shares(cap);
    Map<Integer, Bytes> old = shares.files();
    overwrite(cap, "newer", 10);
    for (int number = 2; number < 10; number++)
      Files.write(shares.path(number), old.get(number).toArray());
    Map<Integer, Bytes> mixed = shares.files();

    RepairResults refused = repair(cap, false, false);

    assertThat(refused.failure().orElseThrow().kind()).isEqualTo(GridException.Kind.CONFLICT);
    assertThat(refused.failure().orElseThrow()).hasMessageContaining("force=true");
    assertThat(shares.files()).isEqualTo(mixed);

    assertThat(repair(cap, false, true).successful()).isTrue();
    assertThat(sequence(cap)).isEqualTo(3);
    assertThat(contents(cap)).isEqualTo(Bytes.wrap(Golden.stream("repaired", 10)));
  }

  @Test
  void aCaretaker_repairsWithoutReading() throws IOException {
    MutableWriteCap cap = create(MutableFormat.MDMF, 300_000);
    MutableShareFiles shares = shares(cap);
    Bytes good = shares.data(7);
    Files.delete(shares.path(7));
    RepairRight right = new RepairRight(cap.toReadCap().toVerifyCap(), cap.writeEnablerMaster());

    assertThat(repair(right).successful()).isTrue();

    assertThat(shares.data(7)).isEqualTo(good);
  }

  @Test
  void aCaretakerWithAWrongSecret_changesNothing() throws IOException {
    MutableWriteCap cap = create(MutableFormat.SDMF, 10);
    Files.delete(shares(cap).path(7));
    Map<Integer, Bytes> before = shares(cap).files();
    RepairRight wrong =
        new RepairRight(cap.toReadCap().toVerifyCap(), new Secret(Bytes.wrap(new byte[32])));

    RepairResults results = repair(wrong);

    assertThat(results.failure().orElseThrow())
        .hasMessage("0 servers accept the write enabler for this file, and 9 do not");
    assertThat(shares(cap).files()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void twoGatewaysThatRepairAtOnce_doNoHarm(MutableFormat format) throws IOException {
    MutableWriteCap cap = create(format, 3000);
    MutableShareFiles shares = shares(cap);
    Bytes good = shares.data(2);
    for (int number = 0; number < 5; number++) Files.delete(shares.path(number));
    RepairOptions options = new RepairOptions(new CheckOptions(true, false), false);

    List<Optional<RepairResults>> results =
        grid.run(
            () ->
                Future.all(
                        grid.gateway().gateway().repairer().repair(cap, options),
                        stranger.gateway().repairer().repair(cap, options))
                    .map(CompositeFuture::list));

    assertThat(results).allMatch(one -> one.orElseThrow().successful());
    assertThat(shares.data(2)).isEqualTo(good);
    assertThat(versions(cap).versions()).hasSize(1);
    assertThat(sequence(cap)).isEqualTo(1);
  }

  private static void waitUntilTrusted() {
    Waiting.until(
        () -> {
          List<StorageServer> suspected =
              stranger.servers().all().stream().filter(StorageServer::suspected).toList();
          suspected.forEach(StorageServer::poll);
          assertThat(suspected).isEmpty();
        });
  }

  private static TestServer holder(MutableWriteCap cap, int share) {
    return grid.servers().stream()
        .filter(server -> server.shares(storageIndex(cap)).contains(share))
        .findFirst()
        .orElseThrow();
  }

  private static Bytes read(Path file) {
    try {
      return Bytes.wrap(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The contents as a gateway reads them that has not seen the file before. */
  private static Bytes contents(MutableWriteCap cap) {
    MutableFiles fresh = grid.gateway(GatewaySettings.usual()).gateway().mutableFiles();
    return grid.run(() -> fresh.open(cap.toReadCap()).contents(Future::succeededFuture));
  }

  private static RepairResults repair(RepairRight right) {
    RepairOptions options = new RepairOptions(new CheckOptions(true, false), false);
    return grid.run(() -> stranger.gateway().repairer().repair(right, options));
  }

  private static RepairResults repair(Capability cap, boolean verify, boolean force) {
    RepairOptions options = new RepairOptions(new CheckOptions(verify, false), force);
    return grid.run(() -> stranger.gateway().repairer().repair(cap, options)).orElseThrow();
  }

  private static long sequence(MutableWriteCap cap) {
    return versions(cap).best().orElseThrow().sequence();
  }

  private static FoundVersions versions(MutableWriteCap cap) {
    return grid.run(() -> stranger.gateway().mutableFiles().open(cap).versions());
  }

  private static void overwrite(MutableWriteCap cap, String seed, int size) {
    Bytes contents = Bytes.wrap(Golden.stream(seed, size));
    grid.run(
        () ->
            grid.gateway()
                .gateway()
                .mutableFiles()
                .open(cap)
                .overwrite(PlaintextInMemory.of(contents)));
  }

  private static MutableWriteCap create(MutableFormat format, int size) {
    Bytes contents = Bytes.wrap(Golden.stream("repaired", size));
    return grid.run(
        () ->
            grid.gateway()
                .gateway()
                .mutableFiles()
                .create(format, PlaintextInMemory.of(contents), Optional.empty()));
  }

  private static MutableShareFiles shares(MutableWriteCap cap) {
    return new MutableShareFiles(grid, storageIndex(cap));
  }

  private static StorageIndex storageIndex(MutableWriteCap cap) {
    return cap.verifyCap().orElseThrow().storageIndex();
  }
}
