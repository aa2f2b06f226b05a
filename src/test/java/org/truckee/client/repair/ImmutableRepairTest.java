package org.truckee.client.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.client.check.CheckOptions;
import org.truckee.client.check.CheckResults;
import org.truckee.client.timeline.Timeline;
import org.truckee.crypto.StorageIndex;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGateway;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.known.Golden;

/** Repairs on real servers: six of them, of which four have the shares of each file. */
@Timeout(60)
class ImmutableRepairTest {
  private static final int SEGMENT = 4096;
  private static final int CONTAINER_HEADER = 12;
  private static final GatewaySettings SETTINGS =
      GatewaySettings.encoding(2, 4, 4).segments(SEGMENT);

  private static TestGrid grid;
  private static TestGateway reader;

  private byte[] contents;
  private String cap;
  private StorageIndex storageIndex;

  @BeforeAll
  static void start(@TempDir Path directory) {
    grid = TestGrid.start(directory, 6, SETTINGS);
    reader = grid.gateway(SETTINGS);
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  @BeforeEach
  void putFile(TestInfo test) {
    grid.servers().forEach(TestServer::behave);
    grid.waitUntilTrusted();
    contents = Golden.stream(test.getDisplayName(), 3 * SEGMENT + 5);
    cap = grid.web().put(contents);
    storageIndex = TestGrid.storageIndex(cap);
  }

  @Test
  void missingShares_areMadeAnew() throws IOException {
    lose(share -> share < 2);

    RepairResults results = repair(false);

    assertThat(results.attempted()).isTrue();
    assertThat(results.successful()).isTrue();
    assertThat(results.before().health().summary()).isEqualTo("Not Healthy: 2 shares (enc 2-of-4)");
    assertThat(results.after().health().summary()).isEqualTo("healthy");
    assertThat(results.after().health().happiness()).isEqualTo(4);
    assertThat(results.after().counts().good()).isEqualTo(4);
    assertThat(check(true).health().summary()).isEqualTo("Healthy");
    lose(share -> share >= 2);
    assertReadable();
    assertThat(leases(0)).isEqualTo(1);
  }

  @Test
  void aHealthyFile_isLeftAsItIs() {
    RepairResults results = repair(true);

    assertThat(results.attempted()).isFalse();
    assertThat(results.successful()).isFalse();
    assertThat(results.after()).isSameAs(results.before());
  }

  @Test
  void theVerifyCapability_isEnough() throws IOException {
    lose(share -> share == 3);

    assertThat(repair(verifyCap(), false).successful()).isTrue();
    lose(share -> share < 2);
    assertReadable();
  }

  @Test
  void aDamagedBlock_isFoundByVerifying_reported_andMadeAnewElsewhere() throws IOException {
    TestServer holder = holder(1);
    holder.damage(storageIndex, 1, CONTAINER_HEADER + 100);
    int reports = holder.corruptionReports();

    RepairResults results = repair(true);

    assertThat(results.successful()).isTrue();
    assertThat(results.before().damaged()).hasSize(1);
    assertThat(holders(1)).hasSize(2).contains(holder);
    assertThat(holder.corruptionReports()).isGreaterThan(reports);
    lose(share -> share == 0 || share == 2);
    assertReadable();
  }

  @Test
  void aShareWithABrokenChain_countsForNothing() throws IOException {
    TestServer holder = holder(1);
    int reports = holder.corruptionReports();
    holder.damage(storageIndex, 1, Files.size(holder.shareFile(storageIndex, 1)) - 200);

    RepairResults results = repair(false);

    assertThat(results.before().counts().good()).isEqualTo(3);
    assertThat(results.successful()).isTrue();
    assertThat(holders(1)).hasSize(2);
    assertThat(holder.corruptionReports()).isGreaterThan(reports);
  }

  @Test
  void aBlockThatTurnsOutToBeDamagedOnTheWay_isMadeAnewInAnotherPass() throws IOException {
    lose(share -> share == 0);
    TestServer readFirst = holder(1);
    readFirst.damage(storageIndex, 1, CONTAINER_HEADER + 100);

    RepairResults results = repair(false);

    assertThat(results.successful()).isTrue();
    assertThat(holders(1)).hasSize(2);
    lose(share -> share > 1);
    Files.delete(readFirst.shareFile(storageIndex, 1));
    assertReadable();
  }

  @Test
  void sharesUnderOtherNumbers_countForNothing() throws IOException {
    lose(share -> share == 0);
    copyForAnother(1, 0);

    RepairResults results = repair(true);

    assertThat(results.before().counts().good()).isEqualTo(3);
    assertThat(results.successful()).isTrue();
    assertThat(holders(0)).hasSize(2);
    lose(share -> share == 2 || share == 3);
    assertReadable();
  }

  @Test
  void tooFewShares_areAFailureLikeThatOfADownload() throws IOException {
    lose(share -> share < 3);

    RepairResults results = repair(false);

    assertThat(results.attempted()).isTrue();
    assertThat(results.successful()).isFalse();
    assertThat(results.failure().orElseThrow().kind())
        .isEqualTo(GridException.Kind.NOT_ENOUGH_SHARES);
    assertThat(grid.uploadsUnderWay()).isZero();
  }

  @Test
  void aServerThatBreaksOff_isLeftOutForAnother() throws IOException {
    TestServer holder = holder(0);
    lose(share -> share < 2);
    holder.misbehave(Faults.onWrite(Faults.hangUp()));

    RepairResults results = repair(false);

    assertThat(results.successful()).isTrue();
    assertThat(holder.shares(storageIndex)).isEmpty();
    lose(share -> share >= 2);
    assertReadable();
  }

  @Test
  void whereNobodyHasRoom_nothingIsHalfDone() throws IOException {
    lose(share -> share < 2);
    grid.servers().forEach(server -> server.misbehave(Faults.onAllocate(Faults.status(507))));

    RepairResults results = repair(false);

    assertThat(results.attempted()).isTrue();
    assertThat(results.successful()).isFalse();
    assertThat(results.failure()).isEmpty();
    assertThat(results.after().counts().good()).isEqualTo(2);
    assertThat(results.after().health().summary())
        .isEqualTo("Not Healthy: 2 shares (enc 2-of-4); no server took the other 2");
    assertThat(grid.uploadsUnderWay()).isZero();
  }

  @Test
  void twoRepairsAtOnce_makeEachShareOnce() throws IOException {
    lose(share -> share < 2);

    List<RepairResults> both =
        grid.run(() -> Future.all(begin(false), begin(false)).map(all -> all.list()));

    assertThat(both).allMatch(RepairResults::successful);
    assertEachShareOnce();
  }

  @Test
  void twoGatewaysThatRepairAtOnce_doNoHarm() throws IOException {
    lose(share -> share < 2);
    TestGateway other = grid.gateway(SETTINGS.secret("somebody else's"));

    grid.run(
        () ->
            Future.join(
                begin(false),
                other.gateway().repairer().repair(Capability.parse(cap), options(false))));

    assertThat(repair(false).after().health().healthy()).isTrue();
    assertThat(check(true).health().healthy()).isTrue();
    assertThat(grid.uploadsUnderWay()).isZero();
    lose(share -> share >= 2);
    assertReadable();
  }

  @Test
  void anUploadOfTheSameFileBesideIt_doesNoHarm() throws IOException {
    lose(share -> share < 2);
    Future<RepairResults> repaired = grid.run(() -> Future.succeededFuture(begin(false)));

    assertThat(grid.web().put(contents)).isEqualTo(cap);
    assertThat(grid.run(() -> repaired).successful()).isTrue();
    assertEachShareOnce();
    assertThat(check(true).health().healthy()).isTrue();
  }

  @Test
  void aRepair_standsOnATimeline() throws IOException {
    lose(share -> share == 1);
    repair(false);

    Timeline timeline =
        grid.gateway().gateway().timelines().latest().stream()
            .filter(one -> one.kind() == Timeline.Kind.REPAIR)
            .findFirst()
            .orElseThrow();
    assertThat(timeline.storageIndex()).isEqualTo(storageIndex);
    assertThat(timeline.took()).isPresent();
    assertThat(timeline.sharesDone()).isEqualTo(1);
    assertThat(timeline.segmentsDone()).isEqualTo(4);
  }

  private void assertReadable() {
    assertThat(reader.web().get("/uri/" + cap).bytes()).isEqualTo(contents);
  }

  private void assertEachShareOnce() {
    for (int share = 0; share < 4; share++) assertThat(holders(share)).as("%d", share).hasSize(1);
  }

  private String verifyCap() {
    return Capability.parse(cap).verifyCap().orElseThrow().toUri();
  }

  private RepairResults repair(boolean verify) {
    return grid.run(() -> begin(verify));
  }

  private static RepairResults repair(String uri, boolean verify) {
    return grid.run(() -> begin(uri, verify));
  }

  private Future<RepairResults> begin(boolean verify) {
    return begin(cap, verify);
  }

  private static Future<RepairResults> begin(String uri, boolean verify) {
    return grid.gateway()
        .gateway()
        .repairer()
        .repair(Capability.parse(uri), options(verify))
        .map(results -> results.orElseThrow());
  }

  private static RepairOptions options(boolean verify) {
    return new RepairOptions(new CheckOptions(verify, false), false);
  }

  private CheckResults check(boolean verify) {
    return grid.run(
            () ->
                reader
                    .gateway()
                    .checker()
                    .check(Capability.parse(cap), new CheckOptions(verify, false)))
        .orElseThrow();
  }

  private List<TestServer> holders(int share) {
    return grid.servers().stream()
        .filter(server -> server.shares(storageIndex).contains(share))
        .toList();
  }

  private TestServer holder(int share) {
    return holders(share).get(0);
  }

  /** The leases on share {@code share}. */
  private int leases(int share) throws IOException {
    byte[] container = Files.readAllBytes(holder(share).shareFile(storageIndex, share));
    return ByteBuffer.wrap(container).getInt(8);
  }

  private void lose(Predicate<Integer> lost) throws IOException {
    for (TestServer server : grid.servers())
      for (int share : new TreeSet<>(server.shares(storageIndex)))
        if (lost.test(share)) Files.delete(server.shareFile(storageIndex, share));
  }

  /** Gives a server that has no share of the file one that calls itself {@code as}. */
  private void copyForAnother(int share, int as) throws IOException {
    TestServer other =
        grid.servers().stream()
            .filter(server -> server.shares(storageIndex).isEmpty())
            .findFirst()
            .orElseThrow();
    Path copy = other.shareFile(storageIndex, as);
    Files.createDirectories(copy.getParent());
    Files.copy(holder(share).shareFile(storageIndex, share), copy);
  }
}
