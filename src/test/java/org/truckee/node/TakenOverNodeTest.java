package org.truckee.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.bytes.Bytes;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.node.role.Node;
import org.truckee.protocol.announcement.Nurl;
import org.truckee.testing.LoggedLines;
import org.truckee.testing.Waiting;

/** A node directory that the real Tahoe-LAFS left: clients find the same server again. */
class TakenOverNodeTest {
  private static final String STORE =
      "{\"storage\": {\"durable\": false, \"reserved_space\": 0}, \"vdrive\": {\"durable\": false}}";
  private static final String SWISSNUM = "gktgd5prtuxoayaj6j6nytkxeqxk5zrs";
  private static final String TUB_ID = "s5vmm6sakuspzx3vaksfuhrvkqzs2kai";

  @TempDir Path home;
  private final Vertx vertx = Vertx.vertx();
  private NodeDirectory directory;

  @BeforeEach
  void make() throws IOException {
    directory = new NodeDirectory(home.resolve("store"), new SecureRandom());
    directory.create(STORE);
  }

  @AfterEach
  void stop() {
    Waiting.of(vertx.close());
  }

  private void leave(String file, String text) throws IOException {
    Files.writeString(directory.root().resolve(file), text);
  }

  private Node deploy() throws IOException {
    Node node = new Node(directory, directory.readConfiguration(), new SecureRandom());
    Waiting.of(node.start(vertx));
    return node;
  }

  private JsonNode announced() throws IOException {
    return new ObjectMapper().readTree(directory.servers().toFile()).elements().next();
  }

  private String swissnum(String role) throws IOException {
    return Nurl.parse(Files.readString(directory.nurl(role)).strip()).swissnum().bytes().toUtf8();
  }

  /** As Tahoe's {@code _init_permutation_seed} makes it: base32 of the key's own base32. */
  private String seed() {
    String key = directory.secrets().signingKey().verifyingKey().bytes().toString();
    return Bytes.utf8(key).toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp:192.0.2.7:34567", "tcp:192.0.2.7:34567,tcp:[2001:db8::7]:34567", ""})
  void theSwissnumAndTheSeed_areThoseOfTahoe(String address) throws IOException {
    leave("private/storage.furl", "pb://" + TUB_ID + "@" + address + "/" + SWISSNUM + "\n");
    leave("permutation-seed", seed() + "\n");
    leave("private/storage.swissnum", "one-that-was-made-before\n");

    deploy();

    assertThat(swissnum("storage")).isEqualTo(SWISSNUM);
    assertThat(swissnum("vdrive")).isNotEqualTo(SWISSNUM);
    assertThat(announced().path("permutation-seed-base32").asText()).isEqualTo(seed());
    assertThat(announced().path("anonymous-storage-NURLs").toString()).contains("/" + SWISSNUM);
    assertThat(announced().path("anonymous-storage-FURL").asText()).endsWith("/" + SWISSNUM);
    assertThat(directory.root().resolve("permutation-seed")).hasContent(seed() + "\n");
  }

  @Test
  void withoutThem_bothAreMadeOnce() throws IOException {
    Node node = deploy();
    String first = swissnum("storage");
    String seed = announced().path("permutation-seed-base32").asText();
    Waiting.of(node.stop());

    deploy();

    assertThat(swissnum("storage")).isEqualTo(first);
    assertThat(seed).isEqualTo(directory.secrets().signingKey().verifyingKey().bytes().toString());
    assertThat(announced().path("permutation-seed-base32").asText()).isEqualTo(seed);
    assertThat(directory.root().resolve("permutation-seed")).hasContent(seed + "\n");
  }

  /** Before the file was, clients sorted servers by their TubIDs. */
  @Test
  void aTahoeNodeThatIsOlderThanItsSeed_standsWhereItsTubIdSays() throws IOException {
    leave("private/storage.furl", "pb://" + TUB_ID + "@tcp:192.0.2.7:1/" + SWISSNUM + "\n");

    deploy();

    assertThat(announced().path("permutation-seed-base32").asText()).isEqualTo(TUB_ID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "junk", "pb://short@x/y", "pb://" + TUB_ID + "@x/a/b", "\u0000\u0001"})
  void aDamagedFile_isNamed(String text) throws IOException {
    for (String file : new String[] {"private/storage.furl", "permutation-seed"}) {
      leave(file, text.equals("junk") ? "j?nk" : text);
      String told = directory.root().resolve(file) + " does not hold what it must";
      try (LoggedLines log = new LoggedLines()) {
        assertThatThrownBy(this::deploy).hasMessageStartingWith(told);
        assertThat(log.text()).contains("did not start: " + told);
      }
      Files.delete(directory.root().resolve(file));
    }
  }
}
