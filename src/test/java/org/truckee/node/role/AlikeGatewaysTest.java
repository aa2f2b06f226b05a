package org.truckee.node.role;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.node.DeployedNodes;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.testing.Waiting;
import org.truckee.testing.http.WebPort;

/** Gateways that have the same secrets, as several behind one balancer have. */
class AlikeGatewaysTest {
  private static final List<String> SHARED =
      List.of("convergence", "secret", "api_auth_token", "root_dir.cap");
  private static final byte[] FILE =
      "the same file, long enough to have shares of its own"
          .repeat(9)
          .getBytes(StandardCharsets.US_ASCII);

  @TempDir Path home;

  private DeployedNodes nodes;

  @BeforeEach
  void start() throws IOException {
    nodes = new DeployedNodes(home);
    nodes.deploy(
        "store",
        "{\"admin\": {\"enabled\": false}, \"storage\": {\"reserved_space\": 0}, \"vdrive\": {}}");
    make("one");
    start("one");
  }

  @AfterEach
  void stop() {
    nodes.close();
  }

  private void make(String name) throws IOException {
    String servers = DeployedNodes.json(home.resolve("store/private/servers.json"));
    new NodeDirectory(home.resolve(name), new SecureRandom())
        .create(
            ("{\"admin\": {\"enabled\": false}, \"servers\": %s, \"gateway\": {\"instances\": 1,"
                    + " \"encoding\": {\"needed\": 1, \"happy\": 1, \"total\": 1},"
                    + " \"mutable\": {\"keys_ahead\": 0}, \"web\": {\"port\": 0}}}")
                .formatted(servers));
  }

  private WebPort start(String name) throws IOException {
    nodes.start(name);
    WebPort web = nodes.web(name);
    Waiting.until(() -> assertThat(web.get("/readyz").status()).isEqualTo(200));
    return web;
  }

  /** Makes a gateway that has the secrets of the first one, in files that are only read. */
  private WebPort alike(String name) throws IOException {
    make(name);
    for (String secret : SHARED) {
      Path file = home.resolve(name).resolve("private").resolve(secret);
      Files.copy(home.resolve("one/private").resolve(secret), file);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
    }
    return start(name);
  }

  /** The bytes of all shares, each of which has its leases at its end. */
  private long sharesSize() throws IOException {
    try (Stream<Path> files = Files.walk(home.resolve("store/storage/shares"))) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static void renew(WebPort web, String cap) {
    assertThat(
            web.send("POST", WebPort.path(cap) + "?t=check&add-lease=true", new byte[0]).status())
        .isEqualTo(200);
  }

  @Test
  void gatewaysWithTheSameSecrets_makeTheSameCapabilities_andRenewTheSameLeases()
      throws IOException {
    WebPort one = nodes.web("one");
    String cap = one.put(FILE);
    WebPort two = alike("two");
    make("three");
    WebPort other = start("three");

    assertThat(two.put(FILE)).isEqualTo(cap);
    assertThat(two.read(cap).bytes()).isEqualTo(FILE);
    long once = sharesSize();
    renew(one, cap);
    renew(two, cap);
    assertThat(sharesSize()).isEqualTo(once);
    renew(other, cap);
    assertThat(sharesSize()).as("a lease of its own").isGreaterThan(once);
    assertThat(other.put(FILE)).isNotEqualTo(cap);
  }

  @Test
  void gatewaysWithTheSameSecrets_haveOneDrive_oneTokenAndWriteNoneOfThem() throws IOException {
    WebPort two = alike("two");
    WebPort one = nodes.web("one");
    String token =
        "tahoe-lafs " + Files.readString(home.resolve("two/private/api_auth_token")).strip();

    assertThat(one.send("PUT", "/vdrive/private/notes.txt", FILE).status()).isEqualTo(201);
    assertThat(two.get("/vdrive/private/notes.txt").bytes()).isEqualTo(FILE);
    assertThat(two.send("DELETE", "/vdrive/private/notes.txt", new byte[0]).status())
        .isEqualTo(200);
    assertThat(one.get("/vdrive/private/notes.txt").status()).isEqualTo(404);
    assertThat(one.get("/private/", "Authorization", token).status()).isEqualTo(404);
    nodes.stop("two");
    for (String secret : SHARED)
      assertThat(home.resolve("two/private").resolve(secret))
          .hasSameBinaryContentAs(home.resolve("one/private").resolve(secret));
  }
}
