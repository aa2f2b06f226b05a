package org.truckee.node.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.client.server.vdrive.VdrivePins;
import org.truckee.node.setting.ConfigReader;
import org.truckee.protocol.announcement.UnusableEntry;

/**
 * The pins that a configuration names, in place of the first ones met. A bad entry makes the
 * gateway trust less, and never a stranger's announcement.
 *
 * @param globalRoot the directory that is everybody's
 * @param servers the ids of the vdrive servers that it trusts with what it makes
 * @param unusable the entries that can't be used
 */
public record Pinned(
    Optional<Capability> globalRoot, List<String> servers, List<UnusableEntry> unusable) {
  private static final String ROOT = "global_root";
  private static final String SERVERS = "vdrive_servers";

  /** Reads the settings of a gateway. */
  static Pinned read(ConfigReader part) {
    List<UnusableEntry> unusable = new ArrayList<>();
    JsonNode root = part.anything(ROOT);
    Optional<Capability> directory = directory(root);
    if (directory.isEmpty() && !isLeftOut(root))
      unusable.add(UnusableEntry.of("gateway." + ROOT, "it must be the capability of a directory"));
    List<String> servers = new ArrayList<>();
    List<JsonNode> entries = part.list(SERVERS);
    for (int i = 0; i < entries.size(); i++) {
      String id = entries.get(i).asText();
      if (ConfiguredPeers.isServerId(id)) servers.add(id);
      else
        unusable.add(
            UnusableEntry.of(
                "gateway." + SERVERS, UnusableEntry.called(id, i + 1), "it is no id of a server"));
    }
    return new Pinned(directory, List.copyOf(servers), List.copyOf(unusable));
  }

  private static Optional<Capability> directory(JsonNode root) {
    try {
      return Optional.of(Capability.parse(root.asText())).filter(Capability::isDirectory);
    } catch (GridException malformed) {
      return Optional.empty();
    }
  }

  private static boolean isLeftOut(JsonNode root) {
    return root.isMissingNode() || (root.isTextual() && root.asText().isEmpty());
  }

  /** The pins in {@code file}; those that are named here count more than earlier ones. */
  public VdrivePins in(Path file) {
    VdrivePins pins = VdrivePins.in(file);
    applyTo(pins);
    return pins;
  }

  /** Makes {@code pins} hold on to it; what is named here counts more than what was met before. */
  public void applyTo(VdrivePins pins) {
    servers.forEach(pins::trust);
    globalRoot.ifPresent(pins::configureGlobal);
    for (UnusableEntry entry : unusable)
      if (entry.entry().isEmpty()) pins.withoutGlobal();
      else pins.trustNobodyNew();
  }
}
