package org.truckee.node.config;

import java.util.List;
import java.util.Optional;
import org.truckee.protocol.announcement.Nurl;
import org.truckee.protocol.port.PortLimits;

/**
 * What the repository's {@code conf.json} says of a whole private grid.
 *
 * @param directory where its nodes are, seen from the file
 * @param storageServers how many storage servers it has
 * @param storage what they are all like
 * @param vdrive what its vdrive server is like
 * @param web what the gateway is like
 */
public record GridConfig(
    String directory,
    int storageServers,
    NodeConfig.Storage storage,
    NodeConfig.Vdrive vdrive,
    NodeConfig.Web web) {
  private static final String LOOPBACK = "127.0.0.1";

  /** Reads {@code text}, the contents of {@code file}. */
  public static GridConfig parse(String file, String text) {
    ConfigReader root = ConfigReader.parse(file, text);
    ConfigReader grid = root.part("grid");
    ConfigReader servers = grid.part("storage");
    GridConfig config =
        new GridConfig(
            grid.text("directory", "grid"),
            grid.number("storage_servers", 10, 1, 256),
            NodeConfig.storage(servers),
            NodeConfig.vdrive(grid.part("vdrive")),
            NodeConfig.web(grid));
    root.finish();
    return config;
  }

  /** The introducer's configuration. */
  public NodeConfig introducer() {
    return node(
        "introducer",
        List.of(),
        Optional.of(NodeConfig.Introducer.USUAL),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The vdrive server's configuration. */
  public NodeConfig vdriveServer(Nurl introducer) {
    return node(
        "vdrive",
        List.of(introducer),
        Optional.empty(),
        Optional.empty(),
        Optional.of(vdrive),
        Optional.empty());
  }

  /** The configuration of storage server {@code number}. */
  public NodeConfig storageServer(int number, Nurl introducer) {
    return node(
        "storage" + number,
        List.of(introducer),
        Optional.empty(),
        Optional.of(storage),
        Optional.empty(),
        Optional.empty());
  }

  /** The gateway's configuration. */
  public NodeConfig gateway(Nurl introducer) {
    return node(
        "gateway",
        List.of(introducer),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(web));
  }

  private static NodeConfig node(
      String nickname,
      List<Nurl> introducers,
      Optional<NodeConfig.Introducer> introducer,
      Optional<NodeConfig.Storage> storage,
      Optional<NodeConfig.Vdrive> vdrive,
      Optional<NodeConfig.Web> gateway) {
    NodeConfig.Listen listen = new NodeConfig.Listen(LOOPBACK, 0, LOOPBACK, PortLimits.USUAL);
    return new NodeConfig(
        nickname,
        listen,
        ConfiguredPeers.of(introducers),
        introducer,
        storage,
        vdrive,
        gateway,
        Optional.empty(),
        NodeConfig.Timeouts.USUAL);
  }
}
