package org.truckee.node.directory;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.node.config.ConfigKey;
import org.truckee.node.config.ConfiguredStorage;
import org.truckee.node.config.NodeConfig;
import org.truckee.platform.OwnerFiles;
import org.truckee.platform.TextFiles;
import org.truckee.storage.s3.S3Keys;

/**
 * A node's directory: {@code conf.json}, what makes the node itself in {@code private/} (readable
 * by its owner only; made at the first start and never changed), and the places of its roles.
 * Blocks.
 */
public final class NodeDirectory {
  private static final Pattern PORT = Pattern.compile(":([1-9][0-9]{0,4})/?$");
  private static final String PID = "truckee.pid";

  private final Path root;
  private final SecureRandom random;
  private final Optional<GridHome> grid;
  private final DirectoryClaim claim;

  public NodeDirectory(Path root, SecureRandom random) {
    this(root, random, Optional.empty());
  }

  /** The directory of a node that runs as a part of {@code grid}. */
  public NodeDirectory(Path root, SecureRandom random, Optional<GridHome> grid) {
    this.root = root;
    this.random = random;
    this.grid = grid;
    this.claim = new DirectoryClaim(root, root.resolve(PID), grid);
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
  public void lock() throws IOException {
    claim.take();
  }

  /** As {@link #lock}, for a directory of shares that lies somewhere else. */
  public void lockShares(Path directory) throws IOException {
    if (!directory.equals(storage())) claim.takeShares(directory);
  }

  /** Gives the right back, if this object has it. */
  public void unlock() throws IOException {
    claim.giveBack();
  }

  /** Tells others that the node is up, until the right is given back. */
  public void announce() throws IOException {
    claim.announce();
  }

  /** The process that ended without giving the right back, if the last one did. */
  public Optional<String> killed() {
    return Optional.of(new Note(pid()).text()).filter(pid -> pid.matches("[0-9]+"));
  }

  /** Returns whether the node in {@code process} is up. */
  public boolean isUp(Process process) {
    return new Note(pid()).text().equals("" + process.pid());
  }

  /**
   * Makes the directories that are missing, keeps others out of those that are there, and clears
   * away the files that a killed process of the node left half written.
   */
  public void prepare() throws IOException {
    OwnerFiles.directories(root);
    if (!Files.exists(secretsDirectory())) OwnerFiles.directory(secretsDirectory());
    OwnerFiles.seal(root);
    sealAll(root);
    sealAll(secretsDirectory());
    clear();
  }

  /** What the owner or a command writes there stays: it may be under way right now. */
  private void clear() throws IOException {
    OwnerFiles.clear(root, "{truckee.pid,node.url,admin.url}[0-9]*.new");
    OwnerFiles.clear(root.resolve("statistics"), "*.new");
    OwnerFiles.clear(
        secretsDirectory(),
        "{port,*.nurl,introducer_cache.jsonl,vdrive_pins,upkeep_roots}[0-9]*.new");
    OwnerFiles.clear(secretsDirectory().resolve("entrusted"), "*.new");
    OwnerFiles.clear(root.resolve("tmp"), "upload*.tmp");
  }

  private static void sealAll(Path directory) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) OwnerFiles.seal(entry);
    }
  }

  /** The path of the directory. */
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

  /** The configuration in the file. */
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

  /** The directory of a storage server's shares. */
  public Path storage(ConfiguredStorage config) {
    return config.directory().map(root::resolve).orElse(storage());
  }

  /** The files of the gateway. */
  public GatewayHome gateway() {
    return new GatewayHome(root, secretsDirectory());
  }

  /** The database of the vdrive role. */
  public Path vdrive() {
    return root.resolve("vdrive/vdrive.sqlite");
  }

  public Path announcements() {
    return root.resolve("introducer/announcements.jsonl");
  }

  /** The address of the gateway, for the CLI and Tahoe's own tools. */
  public Path nodeUrl() {
    return root.resolve("node.url");
  }

  /** The address of the admin port. */
  public Path adminUrl() {
    return root.resolve("admin.url");
  }

  /** The port that the gateway had the last time. */
  public Optional<Integer> lastWebPort() {
    return portIn(nodeUrl());
  }

  /** The admin port of the last time. */
  public Optional<Integer> lastAdminPort() {
    return portIn(adminUrl());
  }

  private static Optional<Integer> portIn(Path url) {
    Matcher port = PORT.matcher(new Note(url).text());
    return port.find()
        ? Optional.of(Integer.parseInt(port.group(1))).filter(number -> number <= 65535)
        : Optional.empty();
  }

  /** The file that holds the number of the running process. */
  public Path pid() {
    return root.resolve(PID);
  }

  /** The file that holds the port which was chosen at the first start. */
  public Path port() {
    return secretsDirectory().resolve("port");
  }

  /** The file that holds the NURL of {@code role}. */
  public Path nurl(String role) {
    return secretsDirectory().resolve(role + ".nurl");
  }

  /**
   * The file with the entry for {@code servers} of a gateway's configuration, to know this node's
   * roles.
   */
  public Path servers() {
    return secretsDirectory().resolve("servers.json");
  }

  /** The keys and secrets that make the node itself. */
  public NodeSecrets secrets() {
    return new NodeSecrets(root, random);
  }

  /** The key pair by which a storage server uses its bucket. */
  public S3Keys s3Keys() {
    return S3KeyFile.read(secretsDirectory().resolve(S3KeyFile.NAME));
  }

  /** The files of a Tahoe node, if there was one here. */
  public TahoeFiles tahoe() {
    return new TahoeFiles(root);
  }

  private Path secretsDirectory() {
    return root.resolve("private");
  }

  private static GridException bad(Path file, String reason, Throwable cause) {
    return new GridException(GridException.Kind.BAD_CONFIG, Subject.named(file), reason, cause);
  }
}
