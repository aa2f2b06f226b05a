package org.truckee.client.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.cap.Capability;
import org.truckee.client.Gateway;
import org.truckee.client.check.CheckOptions;
import org.truckee.client.check.CheckResults;
import org.truckee.client.server.StorageServer;
import org.truckee.crypto.StorageIndex;
import org.truckee.placement.ShareMove;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.known.Golden;

/** Copies between real servers: four of them, of which two have a share of each file. */
@Timeout(60)
class ShareCopiesTest {
  private static final int SEGMENT = 4096;
  private static final int CONTAINER_HEADER = 12;

  private static TestGrid grid;

  private byte[] contents;
  private StorageIndex storageIndex;
  private Capability verify;
  private CheckResults found;
  private TestServer from;
  private TestServer to;

  @BeforeAll
  static void start(@TempDir Path directory) {
    grid = TestGrid.start(directory, 4, GatewaySettings.encoding(2, 2, 2).segments(SEGMENT));
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  @BeforeEach
  void putFile(TestInfo test) {
    grid.servers().forEach(TestServer::behave);
    grid.waitUntilTrusted();
    contents = Golden.stream(test.getDisplayName(), 300 * SEGMENT + 5);
    String cap = grid.web().put(contents);
    storageIndex = TestGrid.storageIndex(cap);
    verify = Capability.parse(cap).verifyCap().orElseThrow();
    found = check();
    from = holder(1);
    to =
        grid.servers().stream()
            .filter(server -> server.shares(storageIndex).isEmpty())
            .findFirst()
            .orElseThrow();
  }

  private static Gateway gateway() {
    return grid.gateway().gateway();
  }

  private CheckResults check() {
    return grid.run(() -> gateway().checker().check(verify, new CheckOptions(true, false)))
        .orElseThrow();
  }

  private TestServer holder(int share) {
    return grid.servers().stream()
        .filter(server -> server.shares(storageIndex).contains(share))
        .findFirst()
        .orElseThrow();
  }

  private static StorageServer known(TestServer server) {
    return gateway().servers().all().stream()
        .filter(known -> known.name().equals(server.name()))
        .findFirst()
        .orElseThrow();
  }

  private CheckResults copy(TestServer source, TestServer target) {
    return copy(List.of(new ShareMove<>(1, known(source), known(target))));
  }

  private CheckResults copy(List<ShareMove<StorageServer>> moves) {
    return grid.run(() -> gateway().repairer().spread(verify, found, moves)).after();
  }

  private static long sent(TestServer server) {
    return server.requests().stream().mapToLong(TestServer.Request::bytesSent).sum();
  }

  @Test
  void aShare_isCopiedToTheByte_andReadOnce() throws IOException {
    long before = grid.servers().stream().mapToLong(ShareCopiesTest::sent).sum();
    CheckResults after = copy(from, to);
    long read = grid.servers().stream().mapToLong(ShareCopiesTest::sent).sum() - before;

    assertThat(to.shares(storageIndex)).containsExactly(1);
    long share = Files.size(from.shareFile(storageIndex, 1));
    assertThat(bytes(to)).isEqualTo(bytes(from));
    assertThat(read).isBetween(share, share + share / 2);
    assertThat(after.health().healthy()).isTrue();
    Files.delete(from.shareFile(storageIndex, 1));
    assertThat(check().health().healthy()).isTrue();
  }

  /** The share as it lies there, without its lease. */
  private byte[] bytes(TestServer server) throws IOException {
    byte[] all = Files.readAllBytes(server.shareFile(storageIndex, 1));
    return Arrays.copyOfRange(all, CONTAINER_HEADER, all.length - 72);
  }

  @Test
  void aDamagedShare_isNotCopied_andNothingOfItIsLeft() {
    from.damage(storageIndex, 1, Math.toIntExact(contents.length / 2L) - 10_000);
    int reports = from.corruptionReports();
    CheckResults after = copy(from, to);

    assertThat(to.shares(storageIndex)).isEmpty();
    assertThat(grid.uploadsUnderWay()).isZero();
    assertThat(after.damaged()).hasSize(1);
    assertThat(after.counts().good()).isEqualTo(1);
    assertThat(from.corruptionReports()).isGreaterThan(reports);
  }

  @Test
  void aServerThatHasTheShare_orNoRoom_isLeftAsItIs() {
    copy(from, to);
    copy(from, to);
    assertThat(to.shares(storageIndex)).containsExactly(1);

    TestServer full =
        grid.servers().stream()
            .filter(server -> server.shares(storageIndex).isEmpty())
            .findFirst()
            .orElseThrow();
    full.fillUp();
    assertThat(copy(from, full).health().healthy()).isTrue();
    assertThat(full.shares(storageIndex)).isEmpty();
    full.makeRoom();
  }

  @Test
  void severalShares_areCopiedOneAfterTheOther_withinTheBudgetOfMemory() {
    TestServer other =
        grid.servers().stream()
            .filter(server -> !server.equals(to) && server.shares(storageIndex).isEmpty())
            .findFirst()
            .orElseThrow();
    List<Integer> before = new CopyOnWriteArrayList<>();
    List<Long> memory = new CopyOnWriteArrayList<>();
    from.misbehave(
        Faults.onRead(
            ctx -> {
              before.addAll(other.shares(storageIndex));
              memory.add(gateway().memory().used());
              ctx.next();
            }));
    ShareMove<StorageServer> first = new ShareMove<>(0, known(holder(0)), known(other));
    copy(List.of(first, new ShareMove<>(1, known(from), known(to))));

    assertThat(other.shares(storageIndex)).containsExactly(0);
    assertThat(to.shares(storageIndex)).containsExactly(1);
    assertThat(before).hasSameSizeAs(memory);
    assertThat(memory).doesNotContain(0L);
  }
}
