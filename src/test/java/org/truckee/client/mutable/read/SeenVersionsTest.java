package org.truckee.client.mutable.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.cap.MutableFormat;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.mutable.MutableFiles;
import org.truckee.client.plaintext.Plaintext;
import org.truckee.client.plaintext.PlaintextInMemory;
import org.truckee.crypto.StorageIndex;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;

/** The memory of the versions that a gateway saw. */
class SeenVersionsTest {
  @TempDir Path directory;

  @Test
  void theHighestVersion_isRemembered_andOnlyWhatIsAskedLaterIsMeasuredByIt() {
    SeenVersions seen = new SeenVersions();
    long before = seen.now();
    seen.note(file(1), 5);
    seen.note(file(1), 3);

    assertThat(seen.newest(file(1))).isEqualTo(5);
    assertThat(seen.newest(file(2))).isZero();
    assertThat(seen.isOlder(file(1), 4, before)).isFalse();
    assertThat(seen.isOlder(file(1), 4, seen.now())).isTrue();
    assertThat(seen.isOlder(file(1), 5, seen.now())).isFalse();
    assertThat(seen.isOlder(file(2), 0, seen.now())).isFalse();
  }

  @Test
  void whatIsSeen_outlivesTheGateway_andATornPlaceIsEmpty() throws IOException {
    Path path = directory.resolve("seen");
    SeenVersions seen = new SeenVersions();
    seen.keepIn(path);
    for (int i = 1; i <= 1000; i++) seen.note(file(i), i);
    seen.note(file(1), Long.MAX_VALUE);
    seen.close();
    try (RandomAccessFile torn = new RandomAccessFile(path.toFile(), "rw")) {
      torn.seek(2 * 32 + 20);
      torn.write(1);
    }

    SeenVersions later = new SeenVersions();
    later.keepIn(path);

    assertThat(later.newest(file(1))).isEqualTo(Long.MAX_VALUE);
    assertThat(later.newest(file(2))).isZero();
    assertThat(later.newest(file(1000))).isEqualTo(1000);
    assertThat(Files.size(path)).isLessThanOrEqualTo(1 << 20);
    later.close();
  }

  /** The storage index of place {@code number}. */
  private static StorageIndex file(int number) {
    return new StorageIndex(Bytes.wrap(ByteBuffer.allocate(16).putInt(number).array()));
  }

  @ParameterizedTest
  @EnumSource(MutableFormat.class)
  void aFileThatHasGoneBackInTime_isRefused_evenAfterARestart_untilItIsWritten(MutableFormat format)
      throws IOException {
    GatewaySettings settings = GatewaySettings.encoding(2, 3, 4);
    try (TestGrid grid = TestGrid.start(directory, 4, settings)) {
      MutableFiles files = grid.gateway().gateway().mutableFiles();
      files.remember(directory.resolve("seen"), directory.resolve("tried"));
      MutableWriteCap cap =
          grid.run(() -> files.create(format, plaintext("first"), Optional.empty()));
      Map<Path, byte[]> first = shares(grid, cap);
      grid.run(() -> files.open(cap).overwrite(plaintext("second")));
      for (Map.Entry<Path, byte[]> share : first.entrySet())
        Files.write(share.getKey(), share.getValue());

      assertRefused(grid, files, cap);
      files.close();
      MutableFiles restarted = grid.gateway(settings).gateway().mutableFiles();
      restarted.remember(directory.resolve("seen"), directory.resolve("tried"));
      assertRefused(grid, restarted, cap);
      assertThat(contents(grid, grid.gateway(settings).gateway().mutableFiles(), cap))
          .isEqualTo("first");

      grid.run(() -> restarted.open(cap).overwrite(plaintext("third")));
      assertThat(contents(grid, restarted, cap)).isEqualTo("third");
      assertThat(grid.run(() -> restarted.open(cap).newest()).sequence()).isEqualTo(3);
    }
  }

  private static void assertRefused(TestGrid grid, MutableFiles files, MutableWriteCap cap) {
    assertThatThrownBy(() -> contents(grid, files, cap))
        .matches(failure -> GridException.is(failure, GridException.Kind.CORRUPT))
        .hasMessageContaining("older than it was seen before: version 1 is found");
    assertThatThrownBy(() -> grid.run(() -> files.open(cap).modify(Optional::of)))
        .matches(failure -> GridException.is(failure, GridException.Kind.CORRUPT));
    assertThatThrownBy(() -> grid.run(() -> files.open(cap).write(0, plaintext("x"))))
        .matches(failure -> GridException.is(failure, GridException.Kind.CORRUPT));
  }

  @Test
  void aNumberThatWasTriedInVain_isNotGivenToAnotherVersion_evenAfterARestart() throws IOException {
    GatewaySettings settings = GatewaySettings.encoding(2, 3, 5);
    try (TestGrid grid = TestGrid.start(directory, 5, settings)) {
      MutableFiles files = grid.gateway().gateway().mutableFiles();
      files.remember(directory.resolve("seen"), directory.resolve("tried"));
      MutableWriteCap cap =
          grid.run(() -> files.create(MutableFormat.SDMF, plaintext("first"), Optional.empty()));
      onWrites(grid.servers().subList(0, 3));
      assertThatThrownBy(() -> grid.run(() -> files.open(cap).overwrite(plaintext("in vain"))))
          .matches(failure -> GridException.is(failure, GridException.Kind.UNHAPPY));
      files.close();

      grid.servers().forEach(TestServer::behave);
      MutableFiles restarted = grid.gateway(settings).gateway().mutableFiles();
      restarted.remember(directory.resolve("seen"), directory.resolve("tried"));
      grid.servers().subList(3, 5).forEach(server -> server.misbehave(Faults.hangUp()));
      grid.run(() -> restarted.open(cap).overwrite(plaintext("kept")));
      grid.servers().forEach(TestServer::behave);

      MutableFiles other = grid.gateway(settings).gateway().mutableFiles();
      assertThat(grid.run(() -> other.open(cap).newest()).sequence()).isEqualTo(3);
      assertThat(contents(grid, other, cap)).isEqualTo("kept");
    }
  }

  private static void onWrites(List<TestServer> servers) {
    for (TestServer server : servers)
      server.misbehave(
          Faults.when(call -> call.request().method().equals(HttpMethod.POST), Faults.hangUp()));
  }

  @Test
  void aFileOfTheHighestNumber_isRead_andChangedNoMore() throws IOException {
    try (TestGrid grid = TestGrid.start(directory, 1, GatewaySettings.encoding(1, 1, 1))) {
      MutableFiles files = grid.gateway().gateway().mutableFiles();
      MutableWriteCap cap =
          grid.run(() -> files.create(MutableFormat.SDMF, plaintext("last"), Optional.empty()));
      SeenVersions end = new SeenVersions();
      end.keepIn(directory.resolve("seen"));
      end.note(cap.toReadCap().toVerifyCap().storageIndex(), Long.MAX_VALUE);
      end.close();
      files.remember(directory.resolve("seen"), directory.resolve("tried"));

      assertThatThrownBy(() -> grid.run(() -> files.open(cap).overwrite(plaintext("more"))))
          .matches(failure -> GridException.is(failure, GridException.Kind.NOT_ALLOWED))
          .hasMessageContaining("the file can't be changed any more");
    }
  }

  private static Map<Path, byte[]> shares(TestGrid grid, MutableWriteCap cap) throws IOException {
    StorageIndex storageIndex = cap.toReadCap().toVerifyCap().storageIndex();
    Map<Path, byte[]> shares = new LinkedHashMap<>();
    for (TestServer server : grid.servers()) {
      for (int number : server.shares(storageIndex)) {
        Path file = server.shareFile(storageIndex, number);
        shares.put(file, Files.readAllBytes(file));
      }
    }
    return shares;
  }

  private static String contents(TestGrid grid, MutableFiles files, MutableWriteCap cap) {
    return grid.run(() -> files.open(cap).contents(Future::succeededFuture)).toUtf8();
  }

  private static Plaintext plaintext(String text) {
    return PlaintextInMemory.of(Bytes.utf8(text));
  }
}
