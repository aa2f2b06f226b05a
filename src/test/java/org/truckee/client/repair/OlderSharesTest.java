package org.truckee.client.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Netstring;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.cap.ChkReadCap;
import org.truckee.client.check.CheckOptions;
import org.truckee.crypto.Tag;
import org.truckee.immutable.ShareLayout;
import org.truckee.immutable.UriExtensionBlock;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.known.EncodedShares;
import org.truckee.testing.known.Golden;

/**
 * Files that another program wrote: in another encoding than the gateway's, and with fields in the
 * URI extension block that only that program can make.
 */
@Timeout(60)
class OlderSharesTest {
  private static final int NEEDED = 3;
  private static final int TOTAL = 5;
  private static final GatewaySettings SETTINGS = GatewaySettings.encoding(2, 4, 4).segments(4096);

  private static TestGrid grid;

  @BeforeAll
  static void start(@TempDir Path directory) {
    grid = TestGrid.start(directory, 6, SETTINGS);
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  @ParameterizedTest(name = "{0} bytes")
  @ValueSource(ints = {100, 5_000, 300_000})
  void theirSharesAreMadeAnewToTheByte(int size) throws IOException {
    byte[] contents = Golden.stream("older", size);
    EncodedShares file = older(contents);
    for (int share = 0; share < TOTAL; share++) if (share % 2 == 0) store(file, share);
    assertThat(grid.web().get("/uri/" + file.cap().toUri()).bytes()).isEqualTo(contents);

    RepairResults results =
        grid.run(
                () ->
                    grid.gateway()
                        .gateway()
                        .repairer()
                        .repair(
                            Capability.parse(file.cap().toVerifyCap().toUri()),
                            new RepairOptions(new CheckOptions(true, false), false)))
            .orElseThrow();

    assertThat(results.successful()).isTrue();
    for (int share = 0; share < TOTAL; share++)
      assertThat(stored(file, share)).as("%d", share).isEqualTo(file.shares().get(share));
  }

  /** A file in small segments, whose UEB also has the hashes that the first Tahoes kept. */
  private static EncodedShares older(byte[] contents) {
    EncodedShares made =
        EncodedShares.convergent(contents, new Secret(Bytes.utf8("older")), NEEDED, TOTAL, 1000);
    List<byte[]> shares = new ArrayList<>();
    Bytes block = Bytes.EMPTY;
    for (byte[] share : made.shares()) {
      ShareLayout layout = ShareLayout.read(ByteBuffer.wrap(share));
      int begin = (int) layout.offsets().ueb();
      block = withMoreFields(Bytes.copyOf(share, begin + layout.uebLengthSize(), share.length));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.writeBytes(Arrays.copyOf(share, begin));
      out.writeBytes(ByteBuffer.allocate(4).putInt(block.size()).array());
      out.writeBytes(block.toArray());
      shares.add(out.toByteArray());
    }
    ChkReadCap cap =
        new ChkReadCap(made.cap().key(), Tag.UEB.hash(block), NEEDED, TOTAL, contents.length);
    return new EncodedShares(cap, shares);
  }

  private static Bytes withMoreFields(Bytes block) {
    Map<String, Bytes> fields = new TreeMap<>(UriExtensionBlock.fields(block));
    fields.put("plaintext_hash", Bytes.wrap(new byte[32]));
    fields.put("plaintext_root_hash", Bytes.wrap(new byte[32]));
    fields.put("zzz_of_somebody", Bytes.wrap(new byte[900]));
    Bytes all = Bytes.EMPTY;
    for (Map.Entry<String, Bytes> field : fields.entrySet())
      all = Bytes.concat(all, Bytes.utf8(field.getKey() + ":"), Netstring.of(field.getValue()));
    return all;
  }

  /** Puts a share on the server of its number, in a container without leases. */
  private static void store(EncodedShares file, int share) throws IOException {
    byte[] bytes = file.shares().get(share);
    Path path = grid.server(share).shareFile(file.cap().storageIndex(), share);
    Files.createDirectories(path.getParent());
    ByteBuffer header = ByteBuffer.allocate(12).putInt(1).putInt(bytes.length).putInt(0);
    Files.write(path, Bytes.concat(Bytes.wrap(header.array()), Bytes.wrap(bytes)).toArray());
  }

  private static byte[] stored(EncodedShares file, int share) throws IOException {
    TestServer holder =
        grid.servers().stream()
            .filter(server -> server.shares(file.cap().storageIndex()).contains(share))
            .findFirst()
            .orElseThrow();
    byte[] container = Files.readAllBytes(holder.shareFile(file.cap().storageIndex(), share));
    return Arrays.copyOfRange(container, 12, 12 + file.shares().get(share).length);
  }
}
