package org.truckee.node.directory;

import java.nio.file.Path;
import org.truckee.node.config.NodeConfig;

/**
 * The files that the gateway of a node keeps.
 *
 * @param root the directory of the node
 * @param secrets the directory there of what must stay secret
 */
public record GatewayHome(Path root, Path secrets) {
  /** The directory of uploads that are too large for memory. */
  public Path temporary(NodeConfig config) {
    return config.tempdir().map(root::resolve).orElse(root.resolve("tmp"));
  }

  /**
   * The list of things that nobody may read or change by way of the gateway; Tahoe's file of that
   * name.
   */
  public Path blacklist() {
    return root.resolve("access.blacklist");
  }

  /** The file that holds what went through the gateway over time. */
  public Path statistics() {
    return root.resolve("statistics/history");
  }

  /** The file that holds what the gateway's board showed over time. */
  public Path board() {
    return root.resolve("statistics/board");
  }

  /** The directory of the files that hold the record of requests. */
  public Path records() {
    return root.resolve("logs");
  }

  /** The file of the aliases, which commands write. */
  public Path aliases() {
    return secrets.resolve("aliases");
  }

  /** The file that holds how servers did in audits. */
  public Path serverScores() {
    return root.resolve("statistics/servers");
  }

  /** The file of the announcements that introducers made. */
  public Path introducerCache() {
    return secrets.resolve("introducer_cache.jsonl");
  }

  /** The directory of key pairs that are made ahead for mutable files. */
  public Path mutableKeys() {
    return secrets.resolve("mutable_keys");
  }

  /** The file that holds what the gateway holds on to of vdrive servers. */
  public Path vdrivePins() {
    return secrets.resolve("vdrive_pins");
  }

  /** The file that holds what the gateway saw of the entries of vdrive directories. */
  public Path seenEntries() {
    return secrets.resolve("vdrive_seen");
  }

  /** The file that holds what the gateway saw of the versions of mutable files. */
  public Path seenVersions() {
    return secrets.resolve("mutable_seen");
  }

  /** The file that holds the newest versions of mutable files that the gateway tried to write. */
  public Path triedVersions() {
    return secrets.resolve("mutable_tried");
  }

  /** The database of the gateway's upkeep. */
  public Path upkeep() {
    return secrets.resolve("upkeep.sqlite");
  }

  /** The database of the gateway's members. */
  public Path members() {
    return secrets.resolve("members.sqlite");
  }

  /** The database of the strangers whom the gateway admitted. */
  public Path admissions() {
    return secrets.resolve("admission.sqlite");
  }

  /** The directory of what others entrusted. */
  public Path entrusted() {
    return secrets.resolve("entrusted");
  }

  /** The file of the directories that somebody added to upkeep. */
  public Path upkeepRoots() {
    return secrets.resolve("upkeep_roots");
  }
}
