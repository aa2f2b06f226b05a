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
import org.junit.jupiter.api.Tag;
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
import org.truckee.client.Gateway;
import org.truckee.client.check.CheckOptions;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.DirectoryFormat;
import org.truckee.mutable.RepairRight;
import org.truckee.testing.Waiting;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.RepairedGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.known.Golden;
import org.truckee.testing.known.MutableShareFiles;

class MutableRepairTest {
  private static RepairedGrid repaired;

  private final Random random = new Random(5);

  @BeforeAll
  static void start(@TempDir Path directory) {
    repaired = RepairedGrid.start(directory);
  }

  @AfterAll
  static void stop() {
    repaired.close();
  }

  /** The states of a share that is not as it has to be. */
  private enum Harm {
    DELETED,
    DAMAGED,
    STALE,
    SWAPPED
  }

  @ParameterizedTest
  @CsvSource({"SDMF,0", "SDMF,40000", "MDMF,0", "MDMF,300000"})
  void anyHarmToAsManySharesAsMayBeMissing_isHealed_toTheByte(MutableFormat format, int size)
      throws IOException {
    MutableWriteCap cap = create(format, size);
    MutableShareFiles shares = repaired.shares(cap);
    for (int round = 0; round < 3; round++) {
      Map<Integer, Bytes> stale = shares.files();
      repaired.overwrite(repaired.writer(), cap, "round " + round, size);
      long sequence = repaired.sequence(cap);
      List<Bytes> good = IntStream.range(0, 10).mapToObj(shares::data).toList();
      List<Integer> numbers = new ArrayList<>(IntStream.range(0, 10).boxed().toList());
      Collections.shuffle(numbers, random);
      List<Integer> harmed = numbers.subList(0, 1 + random.nextInt(7));
      for (int number : harmed)
        harm(shares, number, stale.get(number), good.get((number + 1) % 10));

      RepairResults results = repaired.repair(cap, true, false);

      assertThat(results.attempted()).as("%s", harmed).isTrue();
      assertThat(results.before().health().healthy()).isFalse();
      assertThat(results.after().health().summary()).isEqualTo("Healthy");
      assertThat(repaired.sequence(cap)).isEqualTo(sequence);
      assertThat(IntStream.range(0, 10).mapToObj(shares::data).toList()).isEqualTo(good);
      assertThat(repaired.contentsOfFew(cap, 2 * round))
          .isEqualTo(Bytes.wrap(Golden.stream("round " + round, size)));
    }
  }

  private void harm(MutableShareFiles shares, int number, Bytes stale, Bytes neighbour)
      throws IOException {
    Path path = shares.path(number);
    Bytes data = shares.data(number);
    switch (Harm.values()[random.nextInt(4)]) {
      case DELETED -> Files.delete(path);
      case DAMAGED -> shares.flip(number, random.nextInt(300));
      case STALE -> Files.write(path, stale.toArray());
      case SWAPPED -> shares.replace(number, other(data, neighbour));
    }
  }

  private static Bytes other(Bytes data, Bytes swapped) {
    return swapped.size() == data.size() ? swapped : data.slice(0, data.size() / 2);
  }

  @Test
  void whatWasMade_isEnoughToReadTheFile() throws IOException {
    MutableWriteCap cap = create(MutableFormat.SDMF, 5000);
    MutableShareFiles shares = repaired.shares(cap);
    for (int number = 3; number < 10; number++) Files.delete(shares.path(number));
    repaired.repair(cap, false, false);

    for (int number = 0; number < 7; number++) Files.delete(shares.path(number));

    assertThat(repaired.contents(cap)).isEqualTo(Bytes.wrap(Golden.stream("repaired", 5000)));
  }

  @Test
  void aCapabilityThatDoesNotWrite_leavesTheFileAsItIs() throws IOException {
    MutableWriteCap cap = create(MutableFormat.SDMF, 10);
    Files.delete(repaired.shares(cap).path(0));

    for (Capability weaker : List.of(cap.toReadCap(), cap.verifyCap().orElseThrow())) {
      RepairResults results = repaired.repair(weaker, false, true);

      assertThat(results.attempted()).isFalse();
      assertThat(results.after()).isEqualTo(results.before());
      assertThat(results.before().counts().good()).isEqualTo(9);
    }
  }

  @Test
  void aServerThatComesBackWithItsShare_findsAHealthyFile() {
    MutableWriteCap cap = create(MutableFormat.SDMF, 10);
    TestServer away = repaired.holder(cap, 0);
    away.misbehave(Faults.hangUp());

    RepairResults results = repaired.repair(cap, false, false);

    assertThat(results.successful()).isTrue();
    assertThat(away.shares(RepairedGrid.storageIndex(cap))).containsExactly(0);
    away.behave();
    repaired.waitUntilTrusted();
    RepairResults later = repaired.repair(cap, true, false);
    assertThat(later.before().health().summary()).isEqualTo("Healthy");
    assertThat(later.attempted()).isFalse();
    assertThat(repaired.sequence(cap)).isEqualTo(1);
  }

  @Test
  void aFileThatMostServersLost_isRepairedOnThoseThatAreLeft() {
    MutableWriteCap cap = create(MutableFormat.SDMF, 10);
    for (int share = 3; share < 10; share++) repaired.holder(cap, share).misbehave(Faults.hangUp());

    RepairResults results = repaired.repair(cap, false, false);

    assertThat(results.before().counts().good()).isEqualTo(3);
    assertThat(results.successful()).isTrue();
    assertThat(results.after().servers().withGoodShares()).isEqualTo(3);
    repaired.grid().servers().forEach(TestServer::behave);
    repaired.waitUntilTrusted();
  }

  @Test
  void aDamagedShareThatItsServerDoesNotLetChange_isMadeForAnother() {
    MutableWriteCap cap = create(MutableFormat.SDMF, 10);
    MutableShareFiles shares = repaired.shares(cap);
    TestServer stubborn = repaired.holder(cap, 4);
    int enabler = 60;
    stubborn.damage(RepairedGrid.storageIndex(cap), 4, enabler);
    shares.flip(4, 100);
    Bytes before = shares.files().get(4);

    RepairResults results = repaired.repair(cap, true, false);

    assertThat(results.successful()).isTrue();
    assertThat(results.after().counts().good()).isEqualTo(10);
    assertThat(results.after().damaged()).hasSize(1);
    assertThat(read(stubborn.shareFile(RepairedGrid.storageIndex(cap), 4))).isEqualTo(before);
  }

  @Test
  void aFileOfWhichTooFewSharesAreLeft_staysSo() throws IOException {
    MutableWriteCap cap = create(MutableFormat.SDMF, 10);
    for (int number = 2; number < 10; number++) Files.delete(repaired.shares(cap).path(number));

    RepairResults results = repaired.repair(cap, false, true);

    assertThat(results.attempted()).isTrue();
    assertThat(results.successful()).isFalse();
    assertThat(results.failure().orElseThrow().kind()).isEqualTo(GridException.Kind.UNRECOVERABLE);
    assertThat(repaired.shares(cap).files()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(names = {"SDMF", "MDMF"})
  void aDirectory_isRepairedAsTheFileThatItIsKeptIn(DirectoryFormat format) throws IOException {
    Directory directory =
        repaired.grid().run(() -> repaired.writer().directories().create(format, List.of()));
    Files.delete(repaired.shares(directory.capability()).path(6));

    assertThat(repaired.repair(directory.capability(), true, false).successful()).isTrue();
  }

  @Test
  void damageThatIsFound_isReportedAndMended() {
    MutableWriteCap cap = create(MutableFormat.SDMF, 100);
    MutableShareFiles shares = repaired.shares(cap);
    TestServer server = repaired.holder(cap, 5);
    Bytes good = shares.data(5);
    int before = server.corruptionReports();
    int privateKey = good.size() - 10;
    shares.flip(5, privateKey);

    assertThat(repaired.repair(cap, true, false).successful()).isTrue();

    assertThat(shares.data(5)).isEqualTo(good);
    Waiting.untilTrue(() -> server.corruptionReports() > before);
  }

  @Test
  @Tag("slow")
  void aFileOfManyShares_isHealed_toTheByte() throws IOException {
    Gateway wide = repaired.grid().gateway(GatewaySettings.encoding(71, 7, 255)).gateway();
    MutableWriteCap cap = repaired.create(wide, MutableFormat.MDMF, "wide", 50_000);
    MutableShareFiles shares = repaired.shares(cap);
    Map<Integer, Bytes> good = repaired.data(cap, 255);
    List<Integer> numbers = new ArrayList<>(good.keySet());
    Collections.shuffle(numbers, random);
    for (int number : numbers.subList(71, 255)) Files.delete(shares.path(number));

    assertThat(repaired.repair(cap, true, false).successful()).isTrue();

    assertThat(repaired.data(cap, 255)).isEqualTo(good);
  }

  @Test
  void aCaretaker_repairsWithoutReading() throws IOException {
    MutableWriteCap cap = create(MutableFormat.MDMF, 300_000);
    MutableShareFiles shares = repaired.shares(cap);
    Bytes good = shares.data(7);
    Files.delete(shares.path(7));
    RepairRight right = new RepairRight(cap.toReadCap().toVerifyCap(), cap.writeEnablerMaster());

    assertThat(repair(right).successful()).isTrue();

    assertThat(shares.data(7)).isEqualTo(good);
  }

  @Test
  void aCaretakerWithAWrongSecret_changesNothing() throws IOException {
    MutableWriteCap cap = create(MutableFormat.SDMF, 10);
    Files.delete(repaired.shares(cap).path(7));
    Map<Integer, Bytes> before = repaired.shares(cap).files();
    RepairRight wrong =
        new RepairRight(cap.toReadCap().toVerifyCap(), new Secret(Bytes.wrap(new byte[32])));

    RepairResults results = repair(wrong);

    assertThat(results.failure().orElseThrow())
        .hasMessage("0 servers accept the write enabler for this file, and 9 do not");
    assertThat(repaired.shares(cap).files()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void twoGatewaysThatRepairAtOnce_doNoHarm(MutableFormat format) throws IOException {
    MutableWriteCap cap = create(format, 3000);
    MutableShareFiles shares = repaired.shares(cap);
    Bytes good = shares.data(2);
    for (int number = 0; number < 5; number++) Files.delete(shares.path(number));
    RepairOptions options = new RepairOptions(new CheckOptions(true, false), false);

    List<Optional<RepairResults>> results =
        repaired
            .grid()
            .run(
                () ->
                    Future.all(
                            repaired.writer().repairer().repair(cap, options),
                            repaired.stranger().repairer().repair(cap, options))
                        .map(CompositeFuture::list));

    assertThat(results).allMatch(one -> one.orElseThrow().successful());
    assertThat(shares.data(2)).isEqualTo(good);
    assertThat(shares.files()).hasSize(10);
    assertThat(repaired.sequence(cap)).isEqualTo(1);
  }

  private static Bytes read(Path file) {
    try {
      return Bytes.wrap(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RepairResults repair(RepairRight right) {
    RepairOptions options = new RepairOptions(new CheckOptions(true, false), false);
    return repaired.grid().run(() -> repaired.stranger().repairer().repair(right, options));
  }

  private static MutableWriteCap create(MutableFormat format, int size) {
    return repaired.create(repaired.writer(), format, "repaired", size);
  }
}
