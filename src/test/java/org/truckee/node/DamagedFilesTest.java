package org.truckee.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.junit.jupiter.InjectSoftAssertions;
import org.assertj.core.api.junit.jupiter.SoftAssertionsExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.cli.session.FailureLine;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.node.role.Node;
import org.truckee.testing.LoggedLines;
import org.truckee.testing.Waiting;
import org.truckee.testing.grid.SampleAnnouncements;
import org.truckee.testing.known.Golden;

/**
 * A node with a damaged file in its directory: a file of its identity is named and never made anew
 * in silence, and any other damage costs no more than itself.
 */
@ExtendWith(SoftAssertionsExtension.class)
class DamagedFilesTest {
  private static final String ALL_ROLES =
      """
      {"introducer": {}, "storage": {"durable": false, "reserved_space": 0},
       "vdrive": {"durable": false},
       "gateway": {"web": {"port": 0, "members": {"enabled": true}}, "board": {}, "audit": {"keep": "1 day"},
        "admission": {},
        "encoding": {"needed": 1, "happy": 1, "total": 1}}}
      """;

  /**
   * The files that a node can't be without, by file and damage. A torn word may still be a word.
   */
  private static final Map<String, String> NAMED =
      Map.ofEntries(
          Map.entry("conf.json", "junk empty torn directory"),
          Map.entry("permutation-seed", "junk empty torn directory"),
          Map.entry("private/admission.key", "junk empty torn directory"),
          Map.entry("private/admission.sqlite", "junk torn directory"),
          Map.entry("private/audit.key", "junk empty torn directory"),
          Map.entry("private/api_auth_token", "junk empty directory"),
          Map.entry("private/convergence", "junk empty torn directory"),
          Map.entry("private/global_root.cap", "junk empty torn directory"),
          Map.entry("private/introducer.swissnum", "junk empty directory"),
          Map.entry("private/members.sqlite", "junk torn directory"),
          Map.entry("private/node.pem", "junk empty torn directory"),
          Map.entry("private/node.privkey", "junk empty torn directory"),
          Map.entry("private/root_dir.cap", "junk empty torn directory"),
          Map.entry("private/secret", "junk empty torn directory"),
          Map.entry("private/storage.swissnum", "junk empty directory"),
          Map.entry("private/vdrive.swissnum", "junk empty directory"),
          Map.entry("private/vdrive_pins", "junk torn directory"),
          Map.entry("vdrive/vdrive.sqlite", "junk torn directory"),
          // What a node writes and can do without; it says so if it can't write it.
          Map.entry("admin.url", "directory"),
          Map.entry("introducer/announcements.jsonl", "directory"),
          Map.entry("node.url", "directory"),
          Map.entry("private/introducer.nurl", "directory"),
          Map.entry("private/mutable_seen", "directory"),
          Map.entry("private/mutable_tried", "directory"),
          Map.entry("private/port", "directory"),
          Map.entry("private/servers.json", "directory"),
          Map.entry("private/storage.nurl", "directory"),
          Map.entry("private/vdrive.nurl", "directory"),
          Map.entry("private/vdrive_seen", "directory"),
          Map.entry("statistics/board", "directory"),
          Map.entry("statistics/history", "directory"),
          Map.entry("truckee.lock", "directory"));

  @InjectSoftAssertions SoftAssertions softly;
  @TempDir Path home;
  private final Vertx vertx = Vertx.vertx();
  private Path root;
  private final Map<String, byte[]> whole = new TreeMap<>();

  private void make(String configuration) throws IOException {
    root = home.resolve("node");
    NodeDirectory directory = new NodeDirectory(root, new SecureRandom());
    directory.create(configuration);
    Files.writeString(root.resolve("access.blacklist"), "a".repeat(26) + " reason\n");
    Files.writeString(directory.gateway().introducerCache(), line(1) + line(2));
    Path announcements = Files.createDirectories(root.resolve("introducer"));
    Files.writeString(announcements.resolve("announcements.jsonl"), line(3) + line(4));
    assertThat(start()).isEmpty();
    Files.writeString(directory.gateway().vdrivePins(), "server v0-" + "a".repeat(52) + "\n");
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList())
        whole.put(root.relativize(file).toString(), Files.readAllBytes(file));
    }
  }

  private static String line(int number) {
    return SampleAnnouncements.signed(number, 1).toJson() + "\n";
  }

  @AfterEach
  void stop() {
    Waiting.of(vertx.close());
  }

  /** Starts the node and stops it; what it says if it can't. */
  private Optional<String> start() {
    NodeDirectory directory = new NodeDirectory(root, new SecureRandom());
    try {
      Node node = new Node(directory, directory.readConfiguration(), new SecureRandom());
      Waiting.of(node.start(vertx));
      Waiting.of(node.stop());
      return Optional.empty();
    } catch (IOException | RuntimeException failure) {
      return Optional.of(FailureLine.of(failure).text());
    }
  }

  private void restore() throws IOException {
    clear(root);
    for (var file : whole.entrySet()) {
      Path path = root.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  private static void clear(Path directory) throws IOException {
    try (Stream<Path> old = Files.walk(directory)) {
      for (Path path : old.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
    }
  }

  private void damage(Path file, String damage) throws IOException {
    byte[] before = Files.readAllBytes(file);
    switch (damage) {
      case "junk" -> Files.write(file, Golden.stream("junk", 5_000));
      case "empty" -> Files.write(file, new byte[0]);
      case "torn" -> Files.write(file, Arrays.copyOf(before, before.length / 2));
      default -> {
        Files.delete(file);
        Files.createDirectories(file.resolve("in-its-place"));
      }
    }
  }

  private void check(String file) throws IOException {
    for (String damage : List.of("junk", "empty", "torn", "directory")) {
      restore();
      damage(root.resolve(file), damage);
      boolean refused = Arrays.asList(NAMED.getOrDefault(file, "").split(" ", -1)).contains(damage);
      try (LoggedLines log = new LoggedLines()) {
        Optional<String> told = start();

        softly.assertThat(told.isPresent()).as("%s, %s: %s", file, damage, told).isEqualTo(refused);
        if (!refused) continue;
        String path = root.resolve(file).toString();
        softly.assertThat(told.orElse("")).as(damage).contains(path).doesNotContain("nobody");
        if (!file.equals("conf.json")) softly.assertThat(log.text()).as(damage).contains(path);
      }
    }
  }

  @Test
  void aServersFile_thatIsDamaged_isNamedOrCostsWhatIsLost() throws IOException {
    make("{\"introducer\": {}}");
    for (String file :
        List.of("introducer/announcements.jsonl", "private/port", "private/node.pem")) check(file);
  }

  @Test
  @Tag("slow")
  void anyFile_thatIsDamaged_isNamedOrCostsWhatIsLost() throws IOException {
    make(ALL_ROLES);
    assertThat(whole.keySet()).as("all that is expected is there").containsAll(NAMED.keySet());
    List<String> files =
        whole.keySet().stream()
            .filter(file -> !file.startsWith("private/mutable_keys/"))
            .filter(file -> !file.startsWith("tmp/"))
            .collect(Collectors.toList());
    whole.keySet().stream()
        .filter(file -> file.startsWith("private/mutable_keys/"))
        .findFirst()
        .ifPresent(files::add);
    for (String file : files) check(file);
  }
}
