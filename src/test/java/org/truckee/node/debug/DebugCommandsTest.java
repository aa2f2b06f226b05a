package org.truckee.node.debug;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.LeaseSecrets;
import org.truckee.crypto.StorageIndex;
import org.truckee.storage.container.ImmutableContainer;
import org.truckee.testing.command.CommandRun;
import org.truckee.testing.http.Ask;
import org.truckee.testing.known.EncodedShares;
import org.truckee.testing.known.Golden;

class DebugCommandsTest {
  private static final int FAR = Integer.MAX_VALUE;

  @TempDir Path node;

  @Test
  void aCapability_isTakenApart() {
    JsonNode row = Golden.rows("mutable.jsonl.gz").get(0);
    String output = run("debug", "dump-cap", row.get("write_cap").asText()).text();

    String storageIndex = new StorageIndex(Golden.hex(row, "storage_index_hex")).toString();
    assertThat(output)
        .startsWith("\nSDMF Writeable URI:\n writekey: ")
        .contains(" storage index: " + storageIndex + "\n")
        .contains(" readkey: " + row.get("read_cap").asText().split(":", -1)[2] + "\n");
  }

  @Test
  void aDirectorysCapability_isTakenFromStandardInput() {
    CommandRun run =
        CommandRun.of(
            commands(), "truckee", node, "URI:DIR2-LIT:mfwha2dbbi\n", "debug", "dump-cap", "-");

    assertThat(run.text()).isEqualTo("\nLiteral Directory URI:\n data: \"alpha\\n\"\n");
  }

  @Test
  void secretsOfServerAndClient_areShown_ifBothAreGiven() throws IOException {
    Files.createDirectory(node.resolve("private"));
    Files.writeString(node.resolve("private/secret"), "a".repeat(52) + "\n");
    String cap = Golden.rows("mutable.jsonl.gz").get(0).get("write_cap").asText();

    String[] asked = {
      "debug", "dump-cap", "-n", "a".repeat(32), "--client-dir", node.toString(), cap
    };
    assertThat(run(asked).text())
        .contains(" write_enabler: ")
        .contains(" lease renewal secret: ")
        .contains(" lease cancel secret: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"elsewhere", "ABSOLUTE"})
  void sharesThatAreKeptElsewhere_areFoundThere(String folder) throws IOException {
    EncodedShares encoded =
        EncodedShares.convergent(
            Golden.stream("debug", 1000), new Secret(Bytes.wrap(new byte[32])), 3, 10, 1 << 20);
    String index = encoded.cap().storageIndex().toString();
    Path file = share(index, "7", immutable(encoded.shares().get(7)));
    Path shares = node.resolve("elsewhere/shares");
    Files.createDirectories(shares.getParent());
    Files.move(node.resolve("storage/shares"), shares);
    Path moved = shares.resolve(node.resolve("storage/shares").relativize(file));
    String configured = folder.replace("ABSOLUTE", shares.getParent().toAbsolutePath().toString());
    Files.writeString(
        node.resolve("conf.json"), "{\"storage\": {\"storage_dir\": \"" + configured + "\"}}");

    assertThat(run("debug", "find-shares", index, node.toString()).text())
        .isEqualTo(moved.toAbsolutePath() + "\n");
    assertThat(run("debug", "catalog-shares", node.toString()).text())
        .endsWith(" '" + moved.toAbsolutePath() + "'\n");
    Files.writeString(node.resolve("conf.json"), "nonsense");
    assertThat(run("debug", "catalog-shares", node.toString()).exitCode()).isEqualTo(1);
  }

  @Test
  void aShareOfAnImmutableFile_isDescribed_found_andListed() throws IOException {
    EncodedShares encoded =
        EncodedShares.convergent(
            Golden.stream("debug", 1000), new Secret(Bytes.wrap(new byte[32])), 3, 10, 1 << 20);
    String index = encoded.cap().storageIndex().toString();
    Path file = share(index, "7", immutable(encoded.shares().get(7)));

    assertThat(run("debug", "dump-share", "--offsets", file.toString()).text())
        .contains("           file_size: 1000\n", "       needed_shares: 3\n")
        .contains("          verify-cap: " + encoded.cap().toVerifyCap().toUri() + "\n")
        .contains("          share data: 12\n", " Lease #0: owner=0, expire in ");
    assertThat(run("debug", "find-shares", index, node.toString()).text())
        .isEqualTo(file.toAbsolutePath() + "\n");
    assertThat(run("debug", "catalog-shares", node.toString()).text())
        .startsWith("CHK " + index + " 3/10 1000 " + encoded.cap().uebHash() + " ")
        .endsWith(" '" + file.toAbsolutePath() + "'\n");
  }

  @Test
  void aShareInABucket_isDescribed_asFarAsItIsHere() throws IOException {
    Path file = share("a".repeat(26), "3", new byte[0]);
    LeaseSecrets leases = new LeaseSecrets(Ask.secret(1), Ask.secret(2));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ImmutableContainer.refer(
          channel, 5_000_000, Bytes.wrap(new byte[16]), 1, leases, Instant.EPOCH);
    }

    assertThat(run("debug", "dump-share", file.toString()).text())
        .contains("data: 5000000 bytes in the bucket", "object: 3." + "a".repeat(26), "Lease #0");
    assertThat(run("debug", "catalog-shares", node.toString()).text())
        .contains("CHK " + "a".repeat(26) + " ?/? ? in-bucket,5000000-bytes 0 ");
  }

  @Test
  void aShareOfAMutableFile_isDescribed_withoutSecrets() throws IOException {
    for (JsonNode row : Golden.rows("mutable.jsonl.gz")) {
      JsonNode data = row.get("shares").elements().next();
      String index = new StorageIndex(Golden.hex(row, "storage_index_hex")).toString();
      Path file = share(index, "0", mutable(Golden.hex(data, "data_hex").toArray()));
      String format = row.get("format").asText().equals("sdmf") ? "SDMF" : "MDMF";

      assertThat(run("debug", "dump-share", file.toString()).text())
          .contains(" share_type: " + format, "  seqnum: " + row.get("seqnum") + "\n")
          .contains("  datalen: " + row.get("size") + "\n")
          .contains("  verify-cap: " + row.get("verify_cap").asText() + "\n")
          .doesNotContain("write_enabler");
    }
  }

  @Test
  void whatIsNoShare_isListedAsUnknown() throws IOException {
    share("a".repeat(26), "0", new byte[] {1, 2, 3});

    assertThat(run("debug", "catalog-shares", node.toString()).text())
        .startsWith("UNKNOWN really-unknown '");
  }

  @Test
  void aPublicKey_followsFromThePrivateOne() {
    String[] pair = run("admin", "generate-keypair").text().strip().split("\\s+", -1);

    assertThat(pair).hasSize(4).contains("private:", "public:");
    assertThat(run("admin", "derive-pubkey", pair[1]).text())
        .isEqualTo("private: %s\npublic: %s\n".formatted(pair[1], pair[3]));
    assertThat(run("admin", "derive-pubkey", "nonsense").exitCode()).isEqualTo(1);
  }

  private CommandRun run(String... arguments) {
    return CommandRun.of(commands(), "truckee", node, "", arguments);
  }

  private static Map<String, Class<?>> commands() {
    return Map.of("debug", DebugCommand.class, "admin", AdminCommand.class);
  }

  private Path share(String index, String number, byte[] contents) throws IOException {
    Path directory = node.resolve("storage/shares").resolve(index.substring(0, 2)).resolve(index);
    return Files.write(Files.createDirectories(directory).resolve(number), contents);
  }

  private static byte[] immutable(byte[] data) {
    ByteBuffer file = ByteBuffer.allocate(12 + data.length + 72);
    file.putInt(2).putInt(data.length).putInt(1).put(data);
    return file.putInt(0).put(new byte[64]).putInt(FAR).array();
  }

  private static byte[] mutable(byte[] data) {
    ByteBuffer file = ByteBuffer.allocate(468 + data.length + 4);
    file.put("Tahoe mutable container v1\n".getBytes(StandardCharsets.US_ASCII));
    file.put(Bytes.ofHex("750944038e").toArray()).put(new byte[20 + 32]);
    file.putLong(data.length).putLong(468 + data.length);
    file.putInt(1).putInt(FAR).put(new byte[84 + 3 * 92]);
    return file.put(data).array();
  }
}
