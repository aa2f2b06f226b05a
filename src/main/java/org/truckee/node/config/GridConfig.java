package org.truckee.node.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truckee.node.setting.ConfigReader;
import org.truckee.protocol.announcement.Nurl;
import org.truckee.web.board.BoardNode;

/**
 * A whole private grid, as the repository's {@code conf.json} describes it.
 *
 * @param directory the directory of its nodes, seen from the file
 * @param storageServers how many storage servers it has
 * @param storage the settings of each of them
 * @param vdrive the settings of its vdrive server
 * @param gateway the settings of the gateway
 * @param common the parts that every node has; the admin port is that of the introducer, and those
 *     of the vdrive server, the storage servers and the gateway come after it, in this order
 */
public record GridConfig(
    String directory,
    int storageServers,
    ConfiguredStorage storage,
    ConfiguredVdrive vdrive,
    ConfiguredGateway gateway,
    NodeConfig.Common common) {
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
            ConfiguredGateway.read(grid),
            NodeConfig.Common.read(ListenAddress.LOCAL, grid));
    root.finish();
    NodeConfig.checkBoard(root, "grid.board", Optional.of(config.gateway), config.common.admin());
    return config;
  }

  /** The introducer's configuration. */
  public NodeConfig introducerNode() {
    return node("introducer", 0, List.of(), ConfiguredRoles.NONE.with(ConfiguredIntroducer.USUAL));
  }

  /** The vdrive server's configuration. */
  public NodeConfig vdriveNode(Nurl introducer) {
    return node("vdrive", 1, List.of(introducer), ConfiguredRoles.NONE.with(vdrive));
  }

  /** The configuration of storage server {@code number}. */
  public NodeConfig storageNode(int number, Nurl introducer) {
    return node(
        "storage" + number,
        number + 1,
        List.of(introducer),
        ConfiguredRoles.NONE.with(storage.numbered(number)));
  }

  /** The gateway's configuration. */
  public NodeConfig gatewayNode(Nurl introducer) {
    return node(
        "gateway",
        storageServers + 2,
        List.of(introducer),
        ConfiguredRoles.NONE.with(gateway.alsoShowing(boardNodes())));
  }

  /** The nodes of the grid that a board asks, in directories beside that of the gateway. */
  private List<BoardNode> boardNodes() {
    List<BoardNode> nodes = new ArrayList<>();
    for (int i = 1; i <= storageServers; i++)
      nodes.add(beside("storage" + i, BoardNode.Kind.STORAGE));
    nodes.add(beside("vdrive", BoardNode.Kind.VDRIVE));
    return nodes;
  }

  private static BoardNode beside(String name, BoardNode.Kind kind) {
    return new BoardNode(kind, BoardNode.Place.in(Path.of("..", name)), false);
  }

  /** The node that is {@code place} places after the introducer. */
  private NodeConfig node(
      String nickname, int place, List<Nurl> introducers, ConfiguredRoles roles) {
    return new NodeConfig(
        nickname,
        common.plus(place),
        ConfiguredPeers.of(introducers),
        roles,
        Optional.empty(),
        NodeConfig.Timeouts.USUAL);
  }
}
