package org.truckee.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.function.Supplier;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.crypto.NodeCertificate;

/**
 * A node's directory: {@code conf.json}, what makes the node itself in {@code private/} (readable
 * by its owner only; made at the first start and never changed), and the places of its roles.
 * Blocks.
 */
final class NodeDirectory {
  private final Path root;
  private final SecureRandom random;

  NodeDirectory(Path root, SecureRandom random) {
    this.root = root;
    this.random = random;
  }

  /** Makes a new node with {@code configuration}; {@code BAD_CONFIG} if there is one already. */
  void create(String configuration) throws IOException {
    if (Files.exists(configuration())) {
      throw new GridException(GridException.Kind.BAD_CONFIG, root + " holds a node already");
    }
    prepare();
    Files.writeString(configuration(), configuration);
  }

  /** Makes the directories that are missing. */
  void prepare() throws IOException {
    Files.createDirectories(root);
    if (!Files.exists(secrets())) {
      Files.createDirectory(
          secrets(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  /** Where it is. */
  Path root() {
    return root;
  }

  /** The configuration file. */
  Path configuration() {
    return root.resolve("conf.json");
  }

  /** What the configuration file says. */
  NodeConfig readConfiguration() throws IOException {
    if (!Files.exists(configuration())) {
      throw new GridException(
          GridException.Kind.BAD_CONFIG,
          root + " holds no node: conf.json is missing (see truckee create-client)");
    }
    return NodeConfig.parse(configuration().toString(), Files.readString(configuration()));
  }

  Path storage() {
    return root.resolve("storage");
  }

  /** The database of the vdrive role. */
  Path vdrive() {
    return root.resolve("vdrive/vdrive.sqlite");
  }

  Path temporary() {
    return root.resolve("tmp");
  }

  Path announcements() {
    return root.resolve("introducer/announcements.jsonl");
  }

  /** The file that holds what went through the gateway over time. */
  Path statistics() {
    return root.resolve("statistics/history");
  }

  Path introducerCache() {
    return secrets().resolve("introducer_cache.jsonl");
  }

  /** Where key pairs lie that are made ahead for mutable files. */
  Path mutableKeys() {
    return secrets().resolve("mutable_keys");
  }

  /** The file that holds what the gateway saw of the entries of vdrive directories. */
  Path seenEntries() {
    return secrets().resolve("vdrive_seen");
  }

  /** The address of the gateway, for the CLI and Tahoe's own tools. */
  Path nodeUrl() {
    return root.resolve("node.url");
  }

  /** The file that holds the number of the running process. */
  Path pid() {
    return root.resolve("truckee.pid");
  }

  /** The file that holds the port which was chosen at the first start. */
  Path port() {
    return secrets().resolve("port");
  }

  /** The file that holds the NURL of {@code role}. */
  Path nurl(String role) {
    return secrets().resolve(role + ".nurl");
  }

  /** What {@code servers} of a gateway's configuration is to hold, to know this node's roles. */
  Path servers() {
    return secrets().resolve("servers.json");
  }

  /** The node's signing key. */
  Ed25519SigningKey signingKey() {
    return Ed25519SigningKey.parse(
        secret("node.privkey", () -> Ed25519SigningKey.generate(random).reveal()));
  }

  /** The node's certificate. */
  NodeCertificate certificate() {
    return NodeCertificate.parse(
        secret("node.pem", () -> NodeCertificate.generate(random, Instant.now()).toPem()));
  }

  /** The secret that keys of contents are made with. */
  Secret convergence() {
    return Secret.ofBase32(secret("convergence", () -> random(32).toString()));
  }

  /** What programs of the node's owner show to get at what is private. */
  Secret apiToken() {
    return new Secret(Bytes.utf8(secret("api_auth_token", () -> random(32).toString())));
  }

  /** The secret that lease secrets are made from. */
  Secret leaseSecret() {
    return Secret.ofBase32(secret("secret", () -> random(32).toString()));
  }

  /** What changes the directory that this node makes for the whole grid. */
  VdriveWriteCap globalRoot() {
    Supplier<String> fresh = () -> freshDirectory().toUri();
    if (Capability.parse(secret("global_root.cap", fresh)) instanceof VdriveWriteCap cap)
      return cap;
    throw new GridException(
        GridException.Kind.BAD_CONFIG,
        secrets().resolve("global_root.cap") + " must hold a URI:DIR: capability");
  }

  /** What changes the directory that is private to who uses this node. */
  Capability privateRoot() {
    return Capability.parse(secret("root_dir.cap", () -> freshDirectory().toUri()));
  }

  private VdriveWriteCap freshDirectory() {
    return new VdriveWriteCap(new Secret(random(VdriveWriteCap.KEY_SIZE)));
  }

  /** The swissnum of {@code role}. */
  Secret swissnum(String role) {
    return new Secret(Bytes.utf8(secret(role + ".swissnum", () -> random(20).toString())));
  }

  private Bytes random(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return Bytes.wrap(bytes);
  }

  private Path secrets() {
    return root.resolve("private");
  }

  /** What is kept in {@code private/NAME}, made by {@code fresh} if it is not there yet. */
  private String secret(String name, Supplier<String> fresh) {
    Path file = secrets().resolve(name);
    try {
      if (!Files.exists(file)) writeSecret(file, fresh.get() + "\n");
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  /** Writes {@code text} to {@code file}, whole or not at all, for its owner only. */
  static void writeSecret(Path file, String text) throws IOException {
    var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path next = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new", mine);
    Files.writeString(next, text);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
