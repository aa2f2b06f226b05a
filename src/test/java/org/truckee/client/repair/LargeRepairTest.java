package org.truckee.client.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.cap.Capability;
import org.truckee.client.check.CheckOptions;
import org.truckee.crypto.StorageIndex;
import org.truckee.testing.Waiting;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGateway;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.known.Golden;

/** Repairs of files larger than the memory that all transfers have, which servers break off. */
@Timeout(60)
class LargeRepairTest {
  private static final int SIZE = 3 << 19;
  private static final GatewaySettings SETTINGS =
      GatewaySettings.encoding(2, 3, 4).memory(SIZE / 2);

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static TestGrid grid;

  @BeforeAll
  static void start(@TempDir Path directory) {
    grid = TestGrid.start(directory, 6, SETTINGS);
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  @BeforeEach
  void behave() {
    grid.servers().forEach(TestServer::behave);
    grid.waitUntilTrusted();
  }

  /** A file of which the shares 0 and 1 are lost. */
  private record Lossy(byte[] contents, String cap, TestServer loser) {
    static Lossy file() throws IOException {
      byte[] contents = Golden.stream("large " + NUMBER.incrementAndGet(), SIZE);
      String cap = grid.web().put(contents);
      StorageIndex index = TestGrid.storageIndex(cap);
      List<TestServer> losers = new ArrayList<>();
      for (int share : new int[] {0, 1}) {
        losers.add(holder(index, share));
        Files.delete(holder(index, share).shareFile(index, share));
      }
      return new Lossy(contents, cap, losers.get(0));
    }

    TestServer holder(int share) {
      return holder(TestGrid.storageIndex(cap), share);
    }

    private static TestServer holder(StorageIndex index, int share) {
      return grid.servers().stream()
          .filter(server -> server.shares(index).contains(share))
          .findFirst()
          .orElseThrow();
    }

    Future<RepairResults> repair() {
      RepairOptions options = new RepairOptions(new CheckOptions(false, false), false);
      return grid.gateway()
          .gateway()
          .repairer()
          .repair(Capability.parse(cap), options)
          .map(results -> results.orElseThrow());
    }

    /** Fails unless the file can be read from what has been made anew. */
    void assertHealed() throws IOException {
      StorageIndex index = TestGrid.storageIndex(cap);
      for (int share : new int[] {2, 3}) Files.delete(holder(share).shareFile(index, share));
      assertThat(grid.web().get("/uri/" + cap).bytes()).isEqualTo(contents);
    }
  }

  @Test
  void aServerThatBreaksOffInTheMiddle_isLeftOutForAnother() throws IOException {
    Lossy file = Lossy.file();
    file.loser().misbehave(Faults.onWrite(breakOffAfter(SIZE / 8)));

    assertThat(grid.run(file::repair).successful()).isTrue();
    assertThat(file.loser().shares(TestGrid.storageIndex(file.cap()))).isEmpty();
    file.assertHealed();
    assertNothingHeld();
  }

  @Test
  void whereNothingCanBeReadToTheEnd_nothingIsLeftBehind() throws IOException {
    Lossy file = Lossy.file();
    file.holder(2).misbehave(Faults.onRead(Faults.after(6, Faults.hangUp())));

    RepairResults results = grid.run(file::repair);

    assertThat(results.successful()).isFalse();
    file.holder(2).behave();
    assertNothingHeld();
    grid.waitUntilTrusted();
    assertThat(grid.run(file::repair).successful()).isTrue();
    file.assertHealed();
  }

  @Test
  void repairsAndUploadsAtOnce_shareTheMemory() throws IOException {
    List<Lossy> files = List.of(Lossy.file(), Lossy.file(), Lossy.file());
    List<Future<RepairResults>> repairs =
        grid.run(() -> Future.succeededFuture(files.stream().map(Lossy::repair).toList()));
    byte[] other = Golden.stream("beside repairs", SIZE);

    assertThat(grid.web().get("/uri/" + grid.web().put(other)).bytes()).isEqualTo(other);
    for (Future<RepairResults> repair : repairs)
      assertThat(Waiting.of(repair).successful()).isTrue();
    for (Lossy file : files) file.assertHealed();
    assertNothingHeld();
  }

  private static void assertNothingHeld() {
    TestGateway gateway = grid.gateway();
    Waiting.until(
        () -> {
          assertThat(gateway.gateway().memory().used()).isZero();
          assertThat(grid.uploadsUnderWay()).isZero();
        });
  }

  /** Takes so many bytes of a share, and closes the connection. */
  private static Handler<RoutingContext> breakOffAfter(int bytes) {
    return ctx -> {
      AtomicInteger taken = new AtomicInteger();
      ctx.request()
          .handler(
              part -> {
                if (taken.addAndGet(part.length()) > bytes) ctx.request().connection().close();
              })
          .resume();
    };
  }
}
