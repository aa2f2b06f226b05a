package org.truckee.client.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.truckee.bytes.Bytes;
import org.truckee.cap.Capability;
import org.truckee.cap.MutableFormat;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.Gateway;
import org.truckee.client.plaintext.PlaintextInMemory;
import org.truckee.crypto.StorageIndex;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.known.Golden;

class MutableCheckTest {
  private static final int CONTAINER_HEADER = 468;

  private static TestGrid grid;
  private static Gateway gateway;

  @BeforeAll
  static void start(@TempDir Path directory) {
    grid = TestGrid.start(directory, 4, GatewaySettings.encoding(2, 3, 4));
    gateway = grid.gateway().gateway();
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  @ParameterizedTest
  @EnumSource(MutableFormat.class)
  void aFileWithAllItsShares_isHealthy(MutableFormat format) {
    MutableWriteCap cap = create(format, 200_000);

    for (Capability power : List.of(cap, cap.toReadCap(), cap.verifyCap().orElseThrow())) {
      for (boolean verify : new boolean[] {false, true}) {
        CheckResults results = check(power, verify).orElseThrow();

        assertThat(results.health().summary()).isEqualTo("Healthy");
        assertThat(results.counts().good()).isEqualTo(4);
        assertThat(results.health().happiness()).isEqualTo(4);
        assertThat(results.servers().withGoodShares()).isEqualTo(4);
        assertThat(results.servers().responding()).hasSize(4);
        assertThat(results.shares()).hasSize(4);
        assertThat(results.shares().keySet())
            .allMatch(name -> name.toString().matches("seq1-....-sh[0-3]"));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(MutableFormat.class)
  void damageInAnyPartOfAShare_isFoundByVerifying(MutableFormat format) throws IOException {
    MutableWriteCap cap = create(format, 20_000);
    Path file = shareFile(storageIndex(cap), 1);
    byte[] whole = Files.readAllBytes(file);
    int length = (int) ByteBuffer.wrap(whole).getLong(84);
    for (int part = 0; part < length; part += length / 40) {
      if (format == MutableFormat.MDMF && isRoom(whole, part)) continue;
      byte[] damaged = whole.clone();
      damaged[CONTAINER_HEADER + part] ^= 1;
      Files.write(file, damaged);

      CheckResults results = check(cap, true).orElseThrow();
      assertThat(results.counts().good()).as("byte %d of %d", part, length).isEqualTo(3);
      assertThat(results.damaged()).as("byte %d of %d", part, length).hasSize(1);
      assertThat(results.health().healthy()).isFalse();
      String server = results.damaged().get(0).server().announcement().serverId().substring(3, 11);
      assertThat(results.health().summary())
          .isEqualTo("Unhealthy: 3 shares (enc 2-of-4) Corrupt Shares: " + server + "-sh1");
    }
    Files.write(file, whole);
    assertThat(check(cap, true).orElseThrow().health().healthy()).isTrue();
  }

  /** Between the public key and the data of an MDMF share nothing is kept. */
  private static boolean isRoom(byte[] container, int part) {
    ByteBuffer share = ByteBuffer.wrap(container).position(CONTAINER_HEADER).slice();
    return part >= share.getLong(91) && part < share.getLong(99);
  }

  @Test
  void whatIsLeftOfAnOlderVersion_isWrong() throws IOException {
    MutableWriteCap cap = create(MutableFormat.SDMF, 10);
    Path file = shareFile(storageIndex(cap), 0);
    byte[] old = Files.readAllBytes(file);
    grid.run(
        () ->
            gateway
                .mutableFiles()
                .open(cap)
                .modify(before -> Optional.of(Bytes.utf8("another version"))));
    Files.write(file, old);

    CheckResults results = check(cap, false).orElseThrow();

    assertThat(results.counts().wrong()).isEqualTo(1);
    assertThat(results.counts().recoverableVersions()).isEqualTo(1);
    assertThat(results.counts().unrecoverableVersions()).isEqualTo(1);
    assertThat(results.health().summary())
        .isEqualTo("Unhealthy: some versions are unrecoverable 3 shares (enc 2-of-4)");
  }

  @Test
  void aFileWithoutShares_isUnrecoverable() {
    MutableWriteCap cap =
        (MutableWriteCap)
            Capability.parse(
                "URI:SSK:ldeakmhhopsf3uakqpg3xuwpya:"
                    + "e7bcxhaouj45bbjbekwgtrncpe53sfggvru5h7jabf36n7t6z36a");

    CheckResults results = check(cap, false).orElseThrow();

    assertThat(results.health().recoverable()).isFalse();
    assertThat(results.counts().good()).isZero();
    assertThat(results.health().summary()).isEqualTo("Unhealthy: no versions are recoverable");
  }

  private static MutableWriteCap create(MutableFormat format, int size) {
    Bytes contents = Bytes.wrap(Golden.stream("checked", size));
    return grid.run(
        () ->
            gateway
                .mutableFiles()
                .create(format, cap -> PlaintextInMemory.of(contents), Optional.empty()));
  }

  private static Optional<CheckResults> check(Capability cap, boolean verify) {
    return grid.run(() -> gateway.checker().check(cap, new CheckOptions(verify, false)));
  }

  private static StorageIndex storageIndex(Capability cap) {
    return cap.verifyCap().orElseThrow().storageIndex();
  }

  private static Path shareFile(StorageIndex storageIndex, int share) {
    return grid.servers().stream()
        .filter(server -> server.shares(storageIndex).contains(share))
        .map((TestServer server) -> server.shareFile(storageIndex, share))
        .findFirst()
        .orElseThrow();
  }
}
