package org.truckee.client.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.cap.ChkReadCap;
import org.truckee.cap.ChkVerifyCap;
import org.truckee.client.context.ClientContext;
import org.truckee.client.pool.MemoryBudget;
import org.truckee.client.server.ServerSecrets;
import org.truckee.client.timeline.Timelines;
import org.truckee.erasure.Segmentation;
import org.truckee.immutable.ShareLayout;
import org.truckee.placement.EncodingParameters;
import org.truckee.platform.Ticker;
import org.truckee.testing.Waiting;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.known.Golden;
import org.truckee.worker.Codec;
import org.truckee.worker.Machine;

class ImmutableCheckTest {
  private static final int SEGMENT = 4096;
  private static final int CONTAINER_HEADER = 12;

  @TempDir static Path directory;
  private static TestGrid grid;
  private static ImmutableCheck check;

  private ChkVerifyCap cap;

  @BeforeAll
  static void startGrid() {
    grid = TestGrid.start(directory, 4, GatewaySettings.encoding(2, 4, 4).segments(SEGMENT));
    ServerSecrets others = new ServerSecrets(new Secret(Bytes.wrap(new byte[32])));
    Codec codec = Waiting.of(Codec.deploy(grid.vertx(), 1));
    check =
        new ImmutableCheck(
            new ClientContext(
                Machine.of(grid.vertx(), codec, grid.clock(), new SecureRandom()),
                new MemoryBudget(1 << 20, Ticker.SYSTEM),
                new Timelines(grid.clock(), Ticker.SYSTEM),
                grid.gateway().servers(),
                others,
                new EncodingParameters(2, 4, 4, SEGMENT)));
  }

  @AfterAll
  static void closeGrid() {
    grid.close();
  }

  @BeforeEach
  void putFile(TestInfo test) {
    byte[] contents = Golden.stream(test.getDisplayName(), 3 * SEGMENT + 5);
    cap = ((ChkReadCap) Capability.parse(grid.web().put(contents))).toVerifyCap();
  }

  @Test
  void aFileWithAllItsShares_isHealthy() {
    for (boolean verify : new boolean[] {false, true}) {
      CheckResults results = check(verify, false);

      assertThat(results.health().summary()).isEqualTo("Healthy");
      assertThat(results.health().healthy()).isTrue();
      assertThat(results.health().recoverable()).isTrue();
      assertThat(results.health().happiness()).isEqualTo(4);
      assertThat(results.counts().good()).isEqualTo(4);
      assertThat(results.counts().needed()).isEqualTo(2);
      assertThat(results.counts().expected()).isEqualTo(4);
      assertThat(results.servers().withGoodShares()).isEqualTo(4);
      assertThat(results.counts().recoverableVersions()).isEqualTo(1);
      assertThat(results.counts().unrecoverableVersions()).isZero();
      assertThat(results.damaged()).isEmpty();
      assertThat(results.servers().responding()).hasSize(4);
      assertThat(results.shares().keySet())
          .map(ShareName::toString)
          .containsExactlyInAnyOrder("0", "1", "2", "3");
    }
  }

  @Test
  void aLostShare_isMissed() throws IOException {
    Files.delete(shareFile(1));

    CheckResults results = check(false, false);

    assertThat(results.health().summary()).isEqualTo("Not Healthy: 3 shares (enc 2-of-4)");
    assertThat(results.health().healthy()).isFalse();
    assertThat(results.health().recoverable()).isTrue();
    assertThat(results.shares().keySet())
        .map(ShareName::toString)
        .containsExactlyInAnyOrder("0", "2", "3");
  }

  @Test
  void aFileOfWhichTooLittleIsLeft_isUnrecoverable() throws IOException {
    for (int share = 0; share < 3; share++) Files.delete(shareFile(share));

    CheckResults results = check(true, false);

    assertThat(results.health().recoverable()).isFalse();
    assertThat(results.counts().recoverableVersions()).isZero();
    assertThat(results.counts().unrecoverableVersions()).isEqualTo(1);
  }

  @Test
  void aServerThatIsGone_doesNotRespond() {
    grid.server(0).stop();

    CheckResults results = check(false, false);

    grid.server(0).start();
    grid.waitUntilTrusted();
    assertThat(results.servers().responding()).hasSize(3);
    assertThat(results.counts().good()).isEqualTo(3);
  }

  @Test
  void damageInAnyPartOfAShare_isFoundByVerifying_andNotByListing() throws IOException {
    Path file = shareFile(2);
    byte[] whole = Files.readAllBytes(file);
    ShareLayout layout = ShareLayout.read(ByteBuffer.wrap(whole, CONTAINER_HEADER, 100).slice());
    Segmentation cut = Segmentation.of(cap.size(), SEGMENT, cap.needed());
    long[] parts = {
      layout.blockOffset(cut, 0),
      layout.blockOffset(cut, 3) + 1,
      layout.offsets().ciphertextHashes() + 40,
      layout.offsets().blockHashes() + 40,
      layout.offsets().shareHashes() + 10,
      layout.offsets().ueb() + 60
    };
    for (long part : parts) {
      byte[] damaged = whole.clone();
      damaged[CONTAINER_HEADER + (int) part] ^= 1;
      Files.write(file, damaged);

      assertThat(check(false, false).health().healthy()).isTrue();
      CheckResults verified = check(true, false);
      assertThat(verified.counts().good()).as("byte %d", part).isEqualTo(3);
      assertThat(verified.damaged()).hasSize(1);
      assertThat(verified.damaged().get(0).shareNumber()).isEqualTo(2);
    }
  }

  @Test
  void aLease_isAddedOnRequest() throws IOException {
    int before = leases(shareFile(0));

    check(false, false);
    assertThat(leases(shareFile(0))).isEqualTo(before);
    check(false, true);
    assertThat(leases(shareFile(0))).isEqualTo(before + 1);
    check(false, true);
    assertThat(leases(shareFile(0))).isEqualTo(before + 1);
  }

  private static int leases(Path file) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(file)).getInt(8);
  }

  private CheckResults check(boolean verify, boolean addLease) {
    return grid.run(() -> check.check(cap, new CheckOptions(verify, addLease)));
  }

  private Path shareFile(int share) {
    return grid.servers().stream()
        .filter(server -> server.shares(cap.storageIndex()).contains(share))
        .map((TestServer server) -> server.shareFile(cap.storageIndex(), share))
        .findFirst()
        .orElseThrow(() -> new UncheckedIOException(new IOException("no share " + share)));
  }
}
