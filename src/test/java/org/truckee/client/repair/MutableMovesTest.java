package org.truckee.client.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.cap.MutableFormat;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.Gateway;
import org.truckee.client.check.CheckOptions;
import org.truckee.client.check.CheckResults;
import org.truckee.client.mutable.MutableFiles;
import org.truckee.client.plaintext.PlaintextInMemory;
import org.truckee.client.server.StorageClient;
import org.truckee.client.server.StorageServer;
import org.truckee.crypto.LeaseSecrets;
import org.truckee.crypto.StorageIndex;
import org.truckee.mutable.ShareHead;
import org.truckee.placement.ShareMove;
import org.truckee.protocol.storage.ReadTestWrite;
import org.truckee.testing.faults.AlteredAnswers;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.known.Golden;
import org.truckee.testing.known.MutableShareFiles;

/** Moves between real servers: four of them, of which three have a share of each file. */
@Timeout(60)
class MutableMovesTest {
  private static final AlteredAnswers ANSWERS = new AlteredAnswers();
  private static TestGrid grid;

  private MutableWriteCap cap;
  private Bytes contents;
  private TestServer from;
  private TestServer to;

  @BeforeAll
  static void start(@TempDir Path directory) {
    GatewaySettings settings =
        GatewaySettings.encoding(1, 2, 3).through(ANSWERS.layer(), (server, client) -> client);
    grid = TestGrid.start(directory, 4, settings);
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  @BeforeEach
  void behave() {
    ANSWERS.clear();
    grid.servers().forEach(TestServer::behave);
    grid.waitUntilTrusted();
  }

  private static Gateway gateway() {
    return grid.gateway().gateway();
  }

  private void create(MutableFormat format, int size) {
    contents = Bytes.wrap(Golden.stream(format + " " + size, size));
    cap =
        grid.run(
            () ->
                gateway()
                    .mutableFiles()
                    .create(format, PlaintextInMemory.of(contents), Optional.empty()));
    from = holder();
    to =
        grid.servers().stream()
            .filter(server -> server.shares(storageIndex()).isEmpty())
            .findFirst()
            .orElseThrow();
  }

  private MutableShareFiles shares() {
    return new MutableShareFiles(grid, storageIndex());
  }

  private StorageIndex storageIndex() {
    return cap.verifyCap().orElseThrow().storageIndex();
  }

  private TestServer holder() {
    return grid.servers().stream()
        .filter(server -> server.shares(storageIndex()).contains(1))
        .findFirst()
        .orElseThrow();
  }

  private CheckResults check(Capability checked) {
    return grid.run(() -> gateway().checker().check(checked, new CheckOptions(true, false)))
        .orElseThrow();
  }

  private CheckResults move(Capability power) {
    CheckResults found = check(cap);
    Map<String, StorageServer> known = new HashMap<>();
    gateway().servers().all().forEach(server -> known.put(server.name(), server));
    ShareMove<StorageServer> move =
        new ShareMove<>(1, known.get(from.name()), known.get(to.name()));
    return grid.run(() -> gateway().repairer().spread(power, found, List.of(move))).after();
  }

  @ParameterizedTest
  @CsvSource({"SDMF,0", "SDMF,1", "SDMF,20000", "MDMF,0", "MDMF,5", "MDMF,300000", "MDMF,2500000"})
  void aShare_movesToTheByte_atTheSameVersion(MutableFormat format, int size) {
    create(format, size);
    Bytes before = shares().data(1);
    CheckResults after = move(cap);

    assertThat(to.shares(storageIndex())).containsExactly(1);
    assertThat(from.shares(storageIndex())).isEmpty();
    assertThat(shares().data(1)).isEqualTo(before);
    assertThat(after.health().healthy()).isTrue();
    assertThat(check(cap).health().summary()).isEqualTo("Healthy");
    MutableFiles fresh = grid.gateway(GatewaySettings.encoding(1, 2, 3)).gateway().mutableFiles();
    grid.servers().stream().filter(server -> !server.equals(to)).forEach(TestServer::stop);
    Bytes read = grid.run(() -> fresh.open(cap.toReadCap()).contents(Future::succeededFuture));
    assertThat(read).isEqualTo(contents);
    grid.servers().stream().filter(server -> !server.equals(to)).forEach(TestServer::start);
    grid.waitUntilTrusted();
    grid.run(
        () ->
            gateway().mutableFiles().open(cap).overwrite(PlaintextInMemory.of(Bytes.utf8("new"))));
    assertThat(check(cap).health().summary()).isEqualTo("Healthy");
  }

  @Test
  void aDamagedShare_staysWhereItIs() {
    create(MutableFormat.MDMF, 2_500_000);
    shares().flip(1, 1_000_000);
    move(cap);

    assertThat(to.shares(storageIndex())).isEmpty();
    assertThat(from.shares(storageIndex())).containsExactly(1);
  }

  @Test
  void withoutThePowerToWrite_nothingMoves() {
    create(MutableFormat.SDMF, 100);
    move(cap.toReadCap());

    assertThat(from.shares(storageIndex())).containsExactly(1);
  }

  @Test
  void aServerThatDoesNotShowWhatItTook_isNotMovedTo() {
    create(MutableFormat.SDMF, 100);
    to.misbehave(
        ctx -> {
          if (ctx.request().path().endsWith("/read-test-write")) ctx.next();
          else ctx.response().setStatusCode(404).end();
        });
    move(cap);

    assertThat(from.shares(storageIndex())).containsExactly(1);
  }

  /** An answer with zeros in the place of all bytes that no head of a share reaches. */
  private static Future<?> beginningOnly(StorageClient honest, Object... args) {
    long offset = (long) args[2];
    return honest
        .readMutable((StorageIndex) args[0], (int) args[1], offset, (int) args[3])
        .onSuccess(
            bytes -> {
              long kept = Math.max(0, Math.min(bytes.length, ShareHead.SIZE - offset));
              Arrays.fill(bytes, (int) kept, bytes.length, (byte) 0);
            });
  }

  @ParameterizedTest
  @CsvSource({"SDMF,20000", "MDMF,300000", "MDMF,2500000"})
  void aServerThatKeepsTheBeginningOnly_isNotMovedTo(MutableFormat format, int size) {
    create(format, size);
    ANSWERS.alter(to.announcement().nickname(), "readMutable", MutableMovesTest::beginningOnly);
    move(cap);

    assertThat(from.shares(storageIndex())).containsExactly(1);
    assertThat(to.shares(storageIndex())).isEmpty();
  }

  /** From now on, only the next {@code count} changes reach the shares of {@code server}. */
  private static void cutOff(TestServer server, int count) {
    AtomicInteger left = new AtomicInteger(count);
    ANSWERS.alter(
        server.announcement().nickname(),
        "readTestWrite",
        (honest, args) ->
            left.getAndDecrement() > 0
                ? honest.readTestWrite(
                    (StorageIndex) args[0],
                    (ReadTestWrite) args[1],
                    (LeaseSecrets) args[2],
                    (Secret) args[3])
                : Future.failedFuture("cut off"));
  }

  private void assertMovesNow(Bytes share) {
    ANSWERS.clear();
    grid.waitUntilTrusted();
    move(cap);

    assertThat(from.shares(storageIndex())).isEmpty();
    assertThat(to.shares(storageIndex())).containsExactly(1);
    assertThat(shares().data(1)).isEqualTo(share);
    assertThat(check(cap).health().summary()).isEqualTo("Healthy");
    assertThat(check(cap).damaged()).isEmpty();
  }

  @Test
  void aMoveThatWasCutOffInTheMiddleOfItsCopy_isTakenUp() {
    create(MutableFormat.MDMF, 2_500_000);
    Bytes before = shares().data(1);
    cutOff(to, 1);
    move(cap);

    assertThat(from.shares(storageIndex())).containsExactly(1);
    assertThat(to.shares(storageIndex())).containsExactly(1);
    assertMovesNow(before);
  }

  @ParameterizedTest
  @EnumSource(MutableFormat.class)
  void aMoveThatWasCutOffAfterItsCopy_isFinished(MutableFormat format) {
    create(format, 20_000);
    Bytes before = shares().data(1);
    cutOff(from, 0);
    move(cap);

    assertThat(from.shares(storageIndex())).containsExactly(1);
    assertThat(to.shares(storageIndex())).containsExactly(1);
    assertMovesNow(before);
  }

  @Test
  void ofTwoCopies_theOldOneStays_ifTheOtherIsDamaged() {
    create(MutableFormat.SDMF, 20_000);
    cutOff(from, 0);
    move(cap);
    ANSWERS.clear();
    ANSWERS.alter(to.announcement().nickname(), "readMutable", MutableMovesTest::beginningOnly);
    move(cap);

    assertThat(from.shares(storageIndex())).containsExactly(1);
  }
}
