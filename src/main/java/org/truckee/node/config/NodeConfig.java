package org.truckee.node.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.truckee.client.server.connection.ServerTimeouts;
import org.truckee.node.setting.ConfigReader;
import org.truckee.protocol.announcement.Nurl;
import org.truckee.protocol.announcement.UnusableEntry;

/**
 * The contents of a node's {@code conf.json}: its address, the nodes that it knows, and its roles.
 *
 * @param nickname how its owner calls the node
 * @param common the parts that every node has
 * @param peers the other nodes that it is told of
 * @param roles its roles
 * @param tempdir the directory of uploads that are too large for memory, if it is not {@code tmp/};
 *     seen from the node's directory
 * @param timeouts the time-outs of connections on which nothing happens
 */
public record NodeConfig(
    String nickname,
    Common common,
    ConfiguredPeers peers,
    ConfiguredRoles roles,
    Optional<Path> tempdir,
    Timeouts timeouts) {
  private static final int MAX_SECONDS = 1_000_000;

  /**
   * The time-outs of connections on which nothing happens.
   *
   * @param keepAlive the seconds after which the other end is asked whether it is there
   * @param disconnect the seconds after which the connection is closed
   */
  public record Timeouts(int keepAlive, int disconnect) {
    /** The time-outs where the configuration names none. */
    static final Timeouts USUAL =
        new Timeouts(
            ServerTimeouts.USUAL.keepAliveSeconds(), ServerTimeouts.USUAL.disconnectSeconds());

    private static Timeouts read(ConfigReader part) {
      return new Timeouts(
          part.number("keepalive", USUAL.keepAlive(), 1, MAX_SECONDS),
          part.number("disconnect", USUAL.disconnect(), 1, MAX_SECONDS));
    }
  }

  /** The forms that a log may have. */
  public enum LogFormat {
    /** A line for people. */
    TEXT,
    /** A line of JSON for programs. */
    JSON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }

    static LogFormat read(ConfigReader part) {
      return part.choice("format", TEXT, List.of(values()));
    }
  }

  /**
   * The parts that every node has, whatever its roles are.
   *
   * @param listen the address at which it serves its roles to other nodes
   * @param admin the port at which its operator looks at it
   * @param log the form of its log
   */
  public record Common(ListenAddress listen, AdminPort admin, LogFormat log) {
    /** Reads all but the address, which the nodes of a grid choose by themselves. */
    static Common read(ListenAddress listen, ConfigReader reader) {
      return new Common(
          listen, AdminPort.read(reader.part("admin")), LogFormat.read(reader.part("log")));
    }

    /** Those of the node that is {@code number} places further in a grid. */
    Common plus(int number) {
      return new Common(listen, admin.plus(number), log);
    }
  }

  /** Reads {@code text}, the contents of {@code file}; {@code BAD_CONFIG} names what is wrong. */
  public static NodeConfig parse(String file, String text) {
    ConfigReader reader = ConfigReader.parse(file, text);
    NodeConfig config =
        new NodeConfig(
            reader.text("nickname", "node"),
            Common.read(ListenAddress.read(reader.part("listen")), reader),
            ConfiguredPeers.read(reader),
            ConfiguredRoles.read(reader),
            reader.path("tempdir"),
            Timeouts.read(reader.part("timeout")));
    reader.finish();
    config.peers.requireSome(reader, config.gateway().isPresent());
    checkBoard(reader, "gateway.board", config.gateway(), config.admin());
    return config;
  }

  /** A board asks its own node, too. */
  static void checkBoard(
      ConfigReader reader, String key, Optional<ConfiguredGateway> gateway, AdminPort admin) {
    if (gateway.flatMap(ConfiguredGateway::board).isPresent() && !admin.enabled())
      throw reader.bad(key, "asks its own node, too, and \"admin.enabled\" switches its port off");
  }

  /** The address at which it serves its roles to other nodes. */
  public ListenAddress listen() {
    return common.listen();
  }

  /** The port at which its operator looks at it. */
  public AdminPort admin() {
    return common.admin();
  }

  /** The form of its log. */
  public LogFormat log() {
    return common.log();
  }

  /** The introducer role, if the node has it. */
  public Optional<ConfiguredIntroducer> introducer() {
    return roles.introducer();
  }

  /** The storage role, if the node has it. */
  public Optional<ConfiguredStorage> storage() {
    return roles.storage();
  }

  /** The vdrive role, if the node has it. */
  public Optional<ConfiguredVdrive> vdrive() {
    return roles.vdrive();
  }

  /** The gateway role, if the node has it. */
  public Optional<ConfiguredGateway> gateway() {
    return roles.gateway();
  }

  /** The seconds that it may take to leave those who use it, before it stops. */
  public int leaveSeconds() {
    return gateway()
        .map(role -> role.web().stop())
        .map(stop -> stop.notice() + stop.finish())
        .orElse(0);
  }

  /** The entries that it can't use, while the rest is used. */
  public List<UnusableEntry> unusable() {
    List<UnusableEntry> unusable = new ArrayList<>(peers.unusable());
    gateway().ifPresent(role -> unusable.addAll(role.pinned().unusable()));
    return unusable;
  }

  /** The introducers that it follows and tells of itself. */
  public List<Nurl> introducers() {
    return peers.introducers();
  }
}
