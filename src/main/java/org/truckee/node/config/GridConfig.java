package org.truckee.node.config;

import java.util.List;
import java.util.Optional;
import org.truckee.protocol.announcement.Nurl;

/**
 * A whole private grid, as the repository's {@code conf.json} describes it.
 *
 * @param directory the directory of its nodes, seen from the file
 * @param storageServers how many storage servers it has
 * @param storage the settings of each of them
 * @param vdrive the settings of its vdrive server
 * @param gateway the settings of the gateway
 */
public record GridConfig(
    String directory,
    int storageServers,
    ConfiguredStorage storage,
    ConfiguredVdrive vdrive,
    ConfiguredGateway gateway) {
  /** Reads {@code text}, the contents of {@code file}. */
  public static GridConfig parse(String file, String text) {
    ConfigReader root = ConfigReader.parse(file, text);
    ConfigReader grid = root.part("grid");
    GridConfig config =
        new GridConfig(
            grid.text("directory", "grid"),
            grid.number("storage_servers", 10, 1, 256),
            ConfiguredStorage.read(grid.part("storage")),
            ConfiguredVdrive.read(grid.part("vdrive")),
            ConfiguredGateway.read(grid));
    root.finish();
    return config;
  }

  /** The introducer's configuration. */
  public NodeConfig introducerNode() {
    return node("introducer", List.of(), ConfiguredRoles.NONE.with(ConfiguredIntroducer.USUAL));
  }

  /** The vdrive server's configuration. */
  public NodeConfig vdriveNode(Nurl introducer) {
    return node("vdrive", List.of(introducer), ConfiguredRoles.NONE.with(vdrive));
  }

  /** The configuration of storage server {@code number}. */
  public NodeConfig storageNode(int number, Nurl introducer) {
    return node(
        "storage" + number,
        List.of(introducer),
        ConfiguredRoles.NONE.with(storage.plus(number - 1)));
  }

  /** The gateway's configuration. */
  public NodeConfig gatewayNode(Nurl introducer) {
    return node("gateway", List.of(introducer), ConfiguredRoles.NONE.with(gateway));
  }

  private static NodeConfig node(String nickname, List<Nurl> introducers, ConfiguredRoles roles) {
    return new NodeConfig(
        nickname,
        ListenAddress.LOCAL,
        ConfiguredPeers.of(introducers),
        roles,
        Optional.empty(),
        NodeConfig.Timeouts.USUAL);
  }
}
