package org.truckee.node.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.truckee.FailureText;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.MutableFormat;
import org.truckee.client.server.connection.ServerTimeouts;
import org.truckee.dirnode.VdriveEntry;
import org.truckee.introducer.IntroducerConfig;
import org.truckee.placement.EncodingParameters;
import org.truckee.platform.HomePath;
import org.truckee.protocol.AddressPrefix;
import org.truckee.protocol.announcement.Nurl;
import org.truckee.protocol.announcement.UnusableEntry;
import org.truckee.protocol.port.PortLimits;
import org.truckee.vdrive.VdriveConfig;
import org.truckee.web.guard.Proxies;

/**
 * What {@code conf.json} of a node says: its address, whom it follows, and its roles.
 *
 * @param nickname how its owner calls the node
 * @param listen where it serves its roles to other nodes
 * @param peers the other nodes that it is told of
 * @param introducer its introducer role, if it has one
 * @param storage its storage role, if it has one
 * @param vdrive its vdrive role, if it has one
 * @param gateway its gateway role, if it has one
 * @param tempdir where uploads wait that are too large for memory, if that is not {@code tmp/};
 *     seen from the node's directory
 * @param timeouts what is done about connections on which nothing happens
 */
public record NodeConfig(
    String nickname,
    Listen listen,
    ConfiguredPeers peers,
    Optional<Introducer> introducer,
    Optional<Storage> storage,
    Optional<Vdrive> vdrive,
    Optional<Web> gateway,
    Optional<Path> tempdir,
    Timeouts timeouts) {

  /**
   * What is done about connections on which nothing happens.
   *
   * @param keepAlive the seconds after which the other end is asked whether it is there
   * @param disconnect the seconds after which the connection is closed
   */
  public record Timeouts(int keepAlive, int disconnect) {
    /** Where nothing is said. */
    static final Timeouts USUAL =
        new Timeouts(
            ServerTimeouts.USUAL.keepAliveSeconds(), ServerTimeouts.USUAL.disconnectSeconds());
  }

  /**
   * Where a port is opened; port 0 is any free one. {@code advertise} is the host that others are
   * told, {@code limits} how many connections the port bears.
   */
  public record Listen(String host, int port, String advertise, PortLimits limits) {}

  /** The introducer role. */
  public record Introducer(int publicationsPerMinute) {
    /** Where nothing is said. */
    static final Introducer USUAL = new Introducer(IntroducerConfig.USUAL_PUBLICATIONS);
  }

  /** The storage role; {@code directory}, if it is given, is seen from the node's directory. */
  public record Storage(
      long reservedSpace,
      boolean readonly,
      long maximumShareSize,
      boolean durable,
      Optional<Path> directory,
      int instances) {}

  /** The vdrive role. */
  public record Vdrive(
      GlobalRoot globalRoot,
      boolean durable,
      int maximumEntries,
      int maximumEntrySize,
      int creationsPerMinute) {}

  /**
   * The gateway role.
   *
   * @param portAsked whether the port is meant; otherwise any other one will do if it is taken
   * @param hosts more names by which browsers may reach its web port
   * @param proxies who is believed about whom a request is from
   * @param secret opens the private drive where the port is not on loopback
   * @param localFolders the folders of this machine that requests from it may read and write
   * @param ownersFiles the folder whose files are served below {@code /static/}
   * @param mutableFormat the format of a new mutable file, where a request names none
   * @param preferred the ids of storage servers that are asked before all others
   * @param limits how many connections its web port bears
   * @param instances how many event loops serve the web port
   */
  public record Web(
      String host,
      int port,
      boolean portAsked,
      List<String> hosts,
      Proxies proxies,
      Optional<Secret> secret,
      List<Path> localFolders,
      Optional<Path> ownersFiles,
      EncodingParameters encoding,
      long maximumFileSize,
      long memory,
      Pinned pinned,
      MutableFormat mutableFormat,
      List<String> preferred,
      PortLimits limits,
      int instances) {}

  public static final int DEFAULT_WEB_PORT = 3456;
  private static final int MAX_INSTANCES = 1_000;
  private static final int MAX_SECONDS = 1_000_000;
  static final Pattern SERVER_ID = Pattern.compile("v0-[a-z2-7]{52}|[a-z2-7]{32}");

  /** Reads {@code text}, the contents of {@code file}; {@code BAD_CONFIG} names what is wrong. */
  public static NodeConfig parse(String file, String text) {
    ConfigReader reader = ConfigReader.parse(file, text);
    NodeConfig config =
        new NodeConfig(
            reader.text("nickname", "node"),
            listen(reader.part("listen")),
            ConfiguredPeers.read(reader),
            reader.has("introducer")
                ? Optional.of(introducer(reader.part("introducer")))
                : Optional.empty(),
            reader.has("storage") ? Optional.of(storage(reader.part("storage"))) : Optional.empty(),
            reader.has("vdrive") ? Optional.of(vdrive(reader.part("vdrive"))) : Optional.empty(),
            reader.has("gateway") ? Optional.of(web(reader.part("gateway"))) : Optional.empty(),
            reader.path("tempdir"),
            timeouts(reader.part("timeout")));
    reader.finish();
    config.peers.requireSome(reader, config.gateway.isPresent());
    return config;
  }

  /** What it can't use, while the rest is used. */
  public List<UnusableEntry> unusable() {
    List<UnusableEntry> unusable = new ArrayList<>(peers.unusable());
    gateway.ifPresent(web -> unusable.addAll(web.pinned().unusable()));
    return unusable;
  }

  /** Whom it follows and tells of itself. */
  public List<Nurl> introducers() {
    return peers.introducers();
  }

  private static Listen listen(ConfigReader part) {
    String host = part.text("host", "127.0.0.1");
    return new Listen(
        host, part.number("port", 0, 0, 65535), part.text("advertise", host), limits(part));
  }

  private static Introducer introducer(ConfigReader part) {
    return new Introducer(
        part.number(
            "publications_per_minute", Introducer.USUAL.publicationsPerMinute(), 1, 1_000_000_000));
  }

  private static Timeouts timeouts(ConfigReader part) {
    return new Timeouts(
        part.number("keepalive", Timeouts.USUAL.keepAlive(), 1, MAX_SECONDS),
        part.number("disconnect", Timeouts.USUAL.disconnect(), 1, MAX_SECONDS));
  }

  static Storage storage(ConfigReader part) {
    return new Storage(
        part.size("reserved_space", 1L << 30),
        part.flag("readonly", false),
        part.size("maximum_share_size", 1L << 50),
        part.flag("durable", true),
        part.path("storage_dir"),
        instances(part));
  }

  static Vdrive vdrive(ConfigReader part) {
    VdriveConfig usual = VdriveConfig.in(Path.of("vdrive"));
    return new Vdrive(
        part.choice("global_root", GlobalRoot.READ_WRITE, List.of(GlobalRoot.values())),
        part.flag("durable", usual.durable()),
        part.number("maximum_entries", (int) usual.maximumEntries(), 1, 1_000_000_000),
        part.number("maximum_entry_size", usual.maximumEntrySize(), 1024, VdriveEntry.MAX_SIZE),
        part.number("creations_per_minute", usual.creationsPerMinute(), 1, 1_000_000_000));
  }

  static Web web(ConfigReader part) {
    ConfigReader web = part.part("web");
    return new Web(
        web.text("host", "127.0.0.1"),
        web.number("port", DEFAULT_WEB_PORT, 0, 65535),
        web.has("port"),
        web.texts("hosts"),
        proxies(web),
        Optional.of(web.text("secret", ""))
            .filter(secret -> !secret.isEmpty())
            .map(secret -> new Secret(Bytes.utf8(secret))),
        web.texts("local_folders").stream().map(folder -> folder(web, folder)).toList(),
        ownersFiles(web),
        encoding(part.part("encoding")),
        part.size("maximum_file_size", 1L << 50),
        part.size("memory", Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 3)),
        Pinned.read(part),
        mutableFormat(part.part("mutable")),
        preferred(part.part("peers")),
        limits(web),
        instances(part));
  }

  /** How many event loops serve a port; as many as there are processors, where nothing is said. */
  private static int instances(ConfigReader part) {
    return part.number("instances", Runtime.getRuntime().availableProcessors(), 1, MAX_INSTANCES);
  }

  private static Proxies proxies(ConfigReader web) {
    List<AddressPrefix> believed = new ArrayList<>();
    for (String text : web.texts("proxies"))
      believed.add(
          AddressPrefix.parse(text)
              .orElseThrow(
                  () ->
                      web.bad(
                          "proxies",
                          "must be a list of numeric addresses, or of the like of 10.0.0.0/8")));
    return new Proxies(believed);
  }

  private static Optional<Path> ownersFiles(ConfigReader web) {
    String text = web.text("static", "");
    if (text.isEmpty()) return Optional.empty();
    Path folder = HomePath.of(text);
    if (folder.isAbsolute()) return Optional.of(folder);
    throw web.bad("static", "must be an absolute path");
  }

  private static MutableFormat mutableFormat(ConfigReader part) {
    String format = part.choice("format", "sdmf", List.of("sdmf", "mdmf"));
    return MutableFormat.valueOf(format.toUpperCase(Locale.ROOT));
  }

  /** The ids of servers, as pages and commands show them. */
  private static List<String> preferred(ConfigReader part) {
    List<String> ids = part.texts("preferred");
    for (String id : ids)
      if (!SERVER_ID.matcher(id).matches())
        throw part.bad("preferred", "holds something that is no id of a server: " + id);
    return ids;
  }

  private static PortLimits limits(ConfigReader port) {
    PortLimits usual = PortLimits.USUAL;
    return new PortLimits(
        port.number("maximum_connections", usual.connections(), 1, 1_000_000),
        port.number("maximum_connections_per_address", usual.connectionsPerAddress(), 1, 1_000_000),
        usual.idleMillis());
  }

  private static Path folder(ConfigReader web, String text) {
    Path folder = HomePath.of(text);
    if (folder.isAbsolute()) return folder;
    throw web.bad("local_folders", "must be a list of absolute paths");
  }

  private static EncodingParameters encoding(ConfigReader part) {
    EncodingParameters usual = EncodingParameters.DEFAULT;
    int total = part.number("total", usual.total(), 1, 256);
    int needed = part.number("needed", Math.min(usual.needed(), total), 1, 256);
    int happy = part.number("happy", Math.min(usual.happy(), total), 1, 256);
    long segment = part.size("maximum_segment_size", usual.maximumSegmentSize());
    try {
      return new EncodingParameters(needed, happy, total, Math.toIntExact(segment));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw part.bad("", "can't be had: " + FailureText.sentence(e));
    }
  }
}
