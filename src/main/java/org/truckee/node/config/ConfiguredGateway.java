package org.truckee.node.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.truckee.FailureText;
import org.truckee.cap.MutableFormat;
import org.truckee.client.FileSettings;
import org.truckee.client.upkeep.plan.UpkeepSettings;
import org.truckee.node.setting.ConfigReader;
import org.truckee.placement.EncodingParameters;
import org.truckee.web.board.BoardNode;
import org.truckee.web.board.BoardSettings;

/**
 * The gateway role.
 *
 * @param web its web port
 * @param files its ways with files
 * @param pinned the pins that no announcement changes
 * @param preferred the ids of storage servers that are asked before all others
 * @param upkeep how it looks after its roots
 * @param board the nodes of the public board that it shows, if it shows one
 */
public record ConfiguredGateway(
    ConfiguredWeb web,
    FileSettings files,
    Pinned pinned,
    List<String> preferred,
    UpkeepSettings upkeep,
    Optional<BoardSettings> board) {
  private static final int MOST_TRASH_DAYS = 36_500;
  private static final int MOST_KEYS_AHEAD = 1000;

  static ConfiguredGateway read(ConfigReader part) {
    ConfiguredWeb web = ConfiguredWeb.read(part);
    FileSettings files = files(part);
    return new ConfiguredGateway(
        web,
        files,
        Pinned.read(part),
        preferred(part.part("peers")),
        upkeep(part.part("upkeep"), files.encoding()),
        board(part));
  }

  private static UpkeepSettings upkeep(ConfigReader part, EncodingParameters encoding) {
    return new UpkeepSettings(
        part.flag("enabled", true),
        part.number("repair_below", encoding.happy(), 1, encoding.total()),
        part.number("files_per_second", UpkeepSettings.USUAL_FILES, 1, 10_000),
        atLeastOne(part, "bytes_per_second", UpkeepSettings.USUAL_BYTES));
  }

  private static Optional<BoardSettings> board(ConfigReader gateway) {
    ConfigReader part = gateway.part("board");
    List<BoardNode> nodes = new ArrayList<>();
    nodes.addAll(nodes(part, "storage", BoardNode.Kind.STORAGE));
    nodes.addAll(nodes(part, "vdrive", BoardNode.Kind.VDRIVE));
    nodes.addAll(nodes(part, "gateways", BoardNode.Kind.GATEWAY));
    if (nodes.size() > BoardSettings.MOST)
      throw part.bad("", "names more than " + BoardSettings.MOST + " nodes");
    return gateway.has("board") ? Optional.of(new BoardSettings(nodes)) : Optional.empty();
  }

  private static List<BoardNode> nodes(ConfigReader part, String key, BoardNode.Kind kind) {
    List<BoardNode> nodes = new ArrayList<>();
    for (String text : part.texts(key)) {
      BoardNode node = new BoardNode(kind, place(part, key, text), false);
      if (nodes.contains(node)) throw part.bad(key, "names a node twice: " + text);
      nodes.add(node);
    }
    return nodes;
  }

  private static BoardNode.Place place(ConfigReader part, String key, String text) {
    try {
      return BoardNode.Place.parse(text);
    } catch (IllegalArgumentException no) {
      throw part.bad(key, FailureText.sentence(no));
    }
  }

  /** The same with a board that also asks {@code more}, if it shows one. */
  ConfiguredGateway alsoShowing(List<BoardNode> more) {
    return new ConfiguredGateway(
        web, files, pinned, preferred, upkeep, board.map(settings -> settings.and(more)));
  }

  private static long atLeastOne(ConfigReader part, String key, long usual) {
    long size = part.size(key, usual);
    if (size < 1) throw part.bad(key, "must be at least 1");
    return size;
  }

  private static FileSettings files(ConfigReader part) {
    FileSettings usual = FileSettings.USUAL;
    ConfigReader mutable = part.part("mutable");
    return new FileSettings(
        encoding(part.part("encoding"), usual.encoding()),
        part.size("maximum_file_size", usual.maximumFileSize()),
        part.size("memory", usual.memory()),
        format(mutable, usual.mutableFormat()),
        mutable.number("keys_ahead", usual.keysAhead(), 0, MOST_KEYS_AHEAD),
        part.number("trash_days", usual.trashDays(), 0, MOST_TRASH_DAYS));
  }

  private static EncodingParameters encoding(ConfigReader part, EncodingParameters usual) {
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

  private static MutableFormat format(ConfigReader part, MutableFormat usual) {
    String format =
        part.choice("format", usual.name().toLowerCase(Locale.ROOT), List.of("sdmf", "mdmf"));
    return MutableFormat.valueOf(format.toUpperCase(Locale.ROOT));
  }

  private static List<String> preferred(ConfigReader part) {
    List<String> ids = part.texts("preferred");
    for (String id : ids)
      if (!ConfiguredPeers.isServerId(id))
        throw part.bad("preferred", "holds something that is no id of a server: " + id);
    return ids;
  }
}
