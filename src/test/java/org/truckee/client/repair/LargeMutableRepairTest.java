package org.truckee.client.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.bytes.Bytes;
import org.truckee.cap.MutableFormat;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.Gateway;
import org.truckee.client.check.CheckOptions;
import org.truckee.client.mutable.read.FoundVersions;
import org.truckee.client.plaintext.Plaintext;
import org.truckee.client.plaintext.PlaintextInMemory;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.known.Golden;
import org.truckee.testing.known.MutableShareFiles;

/** Files whose shares are made in parts; this one is 2-of-5 on six servers. */
class LargeMutableRepairTest {
  private static final int SIZE = 4_400_000;
  private static final int TOTAL = 5;
  private static final RepairOptions VERIFY =
      new RepairOptions(new CheckOptions(true, false), false);

  private static TestGrid grid;
  private static Gateway gateway;
  private static MutableWriteCap cap;
  private static MutableShareFiles shares;
  private static Map<Integer, Bytes> older;
  private static List<Bytes> good;

  @BeforeAll
  static void start(@TempDir Path directory) {
    grid = TestGrid.start(directory, 6, GatewaySettings.encoding(2, 1, TOTAL));
    gateway = grid.gateway().gateway();
    cap =
        grid.run(
            () ->
                gateway
                    .mutableFiles()
                    .create(MutableFormat.MDMF, contents("older"), Optional.empty()));
    shares = new MutableShareFiles(grid, cap.verifyCap().orElseThrow().storageIndex());
    older = shares.files();
    grid.run(() -> gateway.mutableFiles().open(cap).overwrite(contents("large")));
    good = data();
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  @Test
  void missingDamagedAndOlderShares_areMadeAgain_toTheByte() throws IOException {
    leaveThreeShares();
    shares.flip(1, SIZE / 4);
    Files.write(shares.path(4), older.get(4).toArray());

    // one share is good and one is needed more
    assertThat(repair().failure()).isPresent();

    shares.flip(1, SIZE / 4);
    RepairResults results = repair();

    assertThat(results.successful()).isTrue();
    assertThat(data()).isEqualTo(good);
    assertThat(gateway.memory().used()).isZero();
  }

  @Test
  @Tag("slow")
  void twoGatewaysAtOnce_doNoHarm() throws IOException {
    leaveThreeShares();
    Gateway other = grid.gateway(GatewaySettings.encoding(2, 1, TOTAL)).gateway();

    List<Optional<RepairResults>> results =
        grid.run(
            () ->
                Future.all(
                        gateway.repairer().repair(cap, VERIFY),
                        other.repairer().repair(cap, VERIFY))
                    .map(CompositeFuture::list));

    assertThat(results).allMatch(one -> one.orElseThrow().successful());
    assertThat(data()).isEqualTo(good);
    assertThat(holders()).isEqualTo(TOTAL);
  }

  @Test
  @Tag("slow")
  void force_signsTheBlocksThatAreThereOnceMore() {
    MutableWriteCap own =
        grid.run(
            () ->
                gateway
                    .mutableFiles()
                    .create(MutableFormat.MDMF, contents("forced"), Optional.empty()));
    MutableShareFiles files =
        new MutableShareFiles(grid, own.verifyCap().orElseThrow().storageIndex());
    Map<Integer, Bytes> old = files.files();
    Bytes share = files.data(2);
    grid.run(() -> gateway.mutableFiles().open(own).overwrite(contents("newer")));
    files.putBack(old, 1, TOTAL);
    Gateway other = grid.gateway(GatewaySettings.encoding(2, 1, TOTAL)).gateway();
    RepairOptions force = new RepairOptions(new CheckOptions(true, false), true);

    RepairResults results = grid.run(() -> other.repairer().repair(own, force)).orElseThrow();

    assertThat(results.successful()).isTrue();
    FoundVersions found = grid.run(() -> other.mutableFiles().open(own).versions());
    assertThat(found.versions()).extracting(FoundVersions.Version::sequence).containsExactly(3L);
    assertThat(found.versions().get(0).shares()).hasSize(TOTAL);
    assertThat(contents(other, own)).isEqualTo(bytes("forced"));
    assertThat(files.data(2).slice(4000, share.size())).isEqualTo(share.slice(4000, share.size()));
    assertThat(other.memory().used()).isZero();
  }

  @Test
  @Tag("slow")
  void aRepairThatBreaksOffAnywhere_leavesAFileThatIsReadAndRepaired() throws IOException {
    for (int steps : new int[] {1, 2, 7, 13, 18}) {
      leaveThreeShares();
      cutOffAfter(steps);
      grid.run(() -> gateway.repairer().repair(cap, VERIFY));
      grid.servers().forEach(TestServer::behave);
      grid.waitUntilTrusted();

      assertThat(contents(gateway, cap)).as("after %d steps", steps).isEqualTo(bytes("large"));
      RepairResults results = repair();
      assertThat(results.after().health().healthy()).as("after %d steps", steps).isTrue();
      assertThat(data()).isEqualTo(good);
    }
  }

  private static void leaveThreeShares() throws IOException {
    Files.delete(shares.path(0));
    Files.delete(shares.path(3));
  }

  private static void cutOffAfter(int steps) {
    Handler<RoutingContext> later = Faults.after(steps, Faults.hangUp());
    grid.servers()
        .forEach(
            server ->
                server.misbehave(
                    Faults.when(ctx -> ctx.request().method().equals(HttpMethod.POST), later)));
  }

  private static RepairResults repair() {
    return grid.run(() -> gateway.repairer().repair(cap, VERIFY)).orElseThrow();
  }

  private static Bytes contents(Gateway reader, MutableWriteCap file) {
    return grid.run(
        () -> reader.mutableFiles().open(file.toReadCap()).contents(Future::succeededFuture));
  }

  private static long holders() {
    FoundVersions found = grid.run(() -> gateway.mutableFiles().open(cap).versions());
    assertThat(found.damaged()).isEmpty();
    return found.best().orElseThrow().shares().values().stream().mapToInt(List::size).sum();
  }

  private static List<Bytes> data() {
    return IntStream.range(0, TOTAL).mapToObj(shares::data).toList();
  }

  private static Plaintext contents(String seed) {
    return PlaintextInMemory.of(bytes(seed));
  }

  private static Bytes bytes(String seed) {
    return Bytes.wrap(Golden.stream(seed, SIZE));
  }
}
