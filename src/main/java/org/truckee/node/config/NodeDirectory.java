package org.truckee.node.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.crypto.NodeCertificate;
import org.truckee.platform.OwnerFiles;
import org.truckee.platform.TextFiles;

/**
 * A node's directory: {@code conf.json}, what makes the node itself in {@code private/} (readable
 * by its owner only; made at the first start and never changed), and the places of its roles.
 * Blocks.
 */
public final class NodeDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(NodeDirectory.class);

  /** It stands in addresses and headers as it is. */
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._~=+-]+");

  private static final Pattern PORT = Pattern.compile(":([1-9][0-9]{0,4})/?$");

  private final Path root;
  private final SecureRandom random;
  private final Optional<GridHome> grid;
  private Optional<DirectoryLock> lock = Optional.empty();
  private Optional<DirectoryLock> shares = Optional.empty();
  private boolean announced;

  public NodeDirectory(Path root, SecureRandom random) {
    this(root, random, Optional.empty());
  }

  /** The directory of a node that runs as a part of {@code grid}. */
  public NodeDirectory(Path root, SecureRandom random, Optional<GridHome> grid) {
    this.root = root;
    this.random = random;
    this.grid = grid;
  }

  /** Makes a new node with {@code configuration}; {@code BAD_CONFIG} if there is one already. */
  public void create(String configuration) throws IOException {
    checkIsNew();
    lock();
    try {
      checkIsNew();
      prepare();
      OwnerFiles.replace(configuration(), configuration);
    } finally {
      unlock();
    }
  }

  private void checkIsNew() {
    if (Files.exists(configuration())) throw bad(root, "holds a node already", null);
  }

  /**
   * Takes the right to work in the directory, before anything else in it is opened; {@code BUSY} if
   * a node runs there. Does nothing if this object has the right already.
   */
  public synchronized void lock() throws IOException {
    if (lock.isPresent()) return;
    OwnerFiles.directories(root);
    lock = DirectoryLock.take(root, grid.map(GridHome::directory));
    if (lock.isEmpty()) throw RunningNode.complaint(root);
  }

  /** As {@link #lock}, for a directory of shares that lies somewhere else. */
  public synchronized void lockShares(Path directory) throws IOException {
    if (directory.equals(storage()) || shares.isPresent()) return;
    OwnerFiles.directories(directory);
    shares = DirectoryLock.take(directory, Optional.empty());
    if (shares.isEmpty()) throw RunningNode.complaint(directory);
  }

  /** Gives the right back, if this object has it. */
  public synchronized void unlock() throws IOException {
    if (announced) Files.deleteIfExists(pid());
    announced = false;
    shares.ifPresent(DirectoryLock::close);
    shares = Optional.empty();
    lock.ifPresent(DirectoryLock::close);
    lock = Optional.empty();
  }

  /** Tells others that the node is up, until the right is given back. */
  public synchronized void announce() throws IOException {
    OwnerFiles.replace(pid(), ProcessHandle.current().pid() + "\n");
    announced = true;
  }

  /** The process that ended without giving the right back, if the last one did. */
  public Optional<String> killed() {
    return Optional.of(note(pid())).filter(pid -> pid.matches("[0-9]+"));
  }

  /** Whether the node in {@code process} is up. */
  public boolean isUp(Process process) {
    return note(pid()).equals("" + process.pid());
  }

  /** Makes the directories that are missing, and keeps others out of those that are there. */
  public void prepare() throws IOException {
    OwnerFiles.directories(root);
    if (!Files.exists(secrets())) OwnerFiles.directory(secrets());
    OwnerFiles.seal(root);
    sealAll(root);
    sealAll(secrets());
  }

  private static void sealAll(Path directory) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) OwnerFiles.seal(entry);
    }
  }

  /** Where it is. */
  public Path root() {
    return root;
  }

  /** The configuration file. */
  public Path configuration() {
    return root.resolve("conf.json");
  }

  /** The key in the configuration, of the grid if the node is a part of one, as words name it. */
  public ConfigKey key(String name) {
    return grid.map(home -> home.key(name)).orElseGet(() -> new ConfigKey(configuration(), name));
  }

  /** What the configuration file says. */
  public NodeConfig readConfiguration() throws IOException {
    checkIsNode();
    return NodeConfig.parse(configuration().toString(), TextFiles.read(configuration()));
  }

  /** {@code BAD_CONFIG} if the directory holds no node. */
  public void checkIsNode() {
    if (Files.notExists(configuration()))
      throw bad(root, "holds no node: conf.json is missing (see truckee create-client)", null);
  }

  public Path storage() {
    return root.resolve("storage");
  }

  /** Where a storage server keeps its shares. */
  public Path storage(ConfiguredStorage config) {
    return config.directory().map(root::resolve).orElse(storage());
  }

  /** Where uploads wait that are too large for memory. */
  public Path temporary(NodeConfig config) {
    return config.tempdir().map(root::resolve).orElse(root.resolve("tmp"));
  }

  /** The database of the vdrive role. */
  public Path vdrive() {
    return root.resolve("vdrive/vdrive.sqlite");
  }

  /** What nobody may read or change by way of the gateway; Tahoe's file of that name. */
  public Path blacklist() {
    return root.resolve("access.blacklist");
  }

  public Path announcements() {
    return root.resolve("introducer/announcements.jsonl");
  }

  /** The file that holds what went through the gateway over time. */
  public Path statistics() {
    return root.resolve("statistics/history");
  }

  public Path introducerCache() {
    return secrets().resolve("introducer_cache.jsonl");
  }

  /** Where key pairs lie that are made ahead for mutable files. */
  public Path mutableKeys() {
    return secrets().resolve("mutable_keys");
  }

  /** The file that holds what the gateway holds on to of vdrive servers. */
  public Path vdrivePins() {
    return secrets().resolve("vdrive_pins");
  }

  /** The file that holds what the gateway saw of the entries of vdrive directories. */
  public Path seenEntries() {
    return secrets().resolve("vdrive_seen");
  }

  /** The file that holds what the gateway saw of the versions of mutable files. */
  public Path seenVersions() {
    return secrets().resolve("mutable_seen");
  }

  /** The address of the gateway, for the CLI and Tahoe's own tools. */
  public Path nodeUrl() {
    return root.resolve("node.url");
  }

  /**
   * What {@code file} says, which a node wrote for the next time and can do without; empty if the
   * file is damaged.
   */
  public static String note(Path file) {
    try {
      return Files.exists(file) ? TextFiles.read(file).strip() : "";
    } catch (IOException damaged) {
      LOG.warn("{} is written anew: {}", file.getFileName(), FailureText.sentence(damaged));
      return "";
    }
  }

  /** The port that the gateway had the last time. */
  public Optional<Integer> lastWebPort() {
    Matcher port = PORT.matcher(note(nodeUrl()));
    return port.find()
        ? Optional.of(Integer.parseInt(port.group(1))).filter(number -> number <= 65535)
        : Optional.empty();
  }

  /** The file that holds the number of the running process. */
  public Path pid() {
    return root.resolve("truckee.pid");
  }

  /** The file that holds the port which was chosen at the first start. */
  public Path port() {
    return secrets().resolve("port");
  }

  /** The file that holds the NURL of {@code role}. */
  public Path nurl(String role) {
    return secrets().resolve(role + ".nurl");
  }

  /** What {@code servers} of a gateway's configuration is to hold, to know this node's roles. */
  public Path servers() {
    return secrets().resolve("servers.json");
  }

  /** The node's signing key. */
  public Ed25519SigningKey signingKey() {
    return secret(
        "node.privkey",
        () -> Ed25519SigningKey.generate(random).reveal(),
        Ed25519SigningKey::parse);
  }

  /** The node's certificate. */
  public NodeCertificate certificate() {
    return secret(
        "node.pem",
        () -> NodeCertificate.generate(random, Instant.now()).toPem(),
        NodeCertificate::parse);
  }

  /** The secret that keys of contents are made with. */
  public Secret convergence() {
    return secret("convergence", () -> random(32).toString(), NodeDirectory::ofWholeText);
  }

  /** What programs of the node's owner show to get at what is private. */
  public Secret apiToken() {
    return secret("api_auth_token", () -> random(32).toString(), NodeDirectory::ofText);
  }

  /** The secret that lease secrets are made from. */
  public Secret leaseSecret() {
    return secret("secret", () -> random(32).toString(), NodeDirectory::ofWholeText);
  }

  /** What changes the directory that this node makes for the whole grid. */
  public VdriveWriteCap globalRoot() {
    Supplier<String> fresh = () -> freshDirectory().toUri();
    if (secret("global_root.cap", fresh, Capability::parse) instanceof VdriveWriteCap cap)
      return cap;
    throw bad(secrets().resolve("global_root.cap"), "must hold a URI:DIR: capability", null);
  }

  /** What changes the directory that is private to who uses this node. */
  public Capability privateRoot() {
    return secret("root_dir.cap", () -> freshDirectory().toUri(), Capability::parse);
  }

  private VdriveWriteCap freshDirectory() {
    return new VdriveWriteCap(new Secret(random(VdriveWriteCap.KEY_SIZE)));
  }

  /** The swissnum of {@code role}; that of Tahoe's storage server, where there was one. */
  public Secret swissnum(String role) {
    try {
      Optional<Secret> tahoes =
          role.equals("storage") ? tahoe().storageSwissnum() : Optional.empty();
      return tahoes.orElseGet(
          () -> secret(role + ".swissnum", () -> random(20).toString(), NodeDirectory::ofText));
    } catch (IOException e) {
      throw new UncheckedIOException(FailureText.sentence(e), e);
    }
  }

  /** What Tahoe left here, if it was here. */
  public TahoeFiles tahoe() {
    return new TahoeFiles(root);
  }

  /** A secret that lost its end would lead to other keys and leases, in silence. */
  private static Secret ofWholeText(String text) {
    Secret secret = Secret.ofBase32(text);
    if (secret.bytes().size() != 32) throw new IllegalArgumentException("it is not whole");
    return secret;
  }

  private static Secret ofText(String text) {
    if (!WORD.matcher(text).matches()) throw new IllegalArgumentException("it is no plain word");
    return new Secret(Bytes.utf8(text));
  }

  private Bytes random(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return Bytes.wrap(bytes);
  }

  private Path secrets() {
    return root.resolve("private");
  }

  /**
   * What {@code private/NAME} holds, read by {@code parse}; the file is made by {@code fresh} if it
   * is not there yet. {@code BAD_CONFIG} if it holds something else.
   */
  private <T> T secret(String name, Supplier<String> fresh, Function<String, T> parse) {
    Path file = secrets().resolve(name);
    String text;
    try {
      if (Files.notExists(file)) OwnerFiles.replace(file, fresh.get() + "\n");
      text = TextFiles.read(file).strip();
    } catch (FileSystemException e) {
      throw new UncheckedIOException(file.toString(), e);
    } catch (IOException e) {
      throw new GridException(GridException.Kind.BAD_CONFIG, FailureText.sentence(e), e);
    }
    if (text.isEmpty()) throw bad(file, "is empty", null);
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException | GridException e) {
      throw bad(file, "does not hold what it must", e);
    }
  }

  private static GridException bad(Path file, String reason, Throwable cause) {
    return new GridException(GridException.Kind.BAD_CONFIG, Subject.named(file), reason, cause);
  }
}
