package org.truckee.web.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.truckee.client.check.CheckResults;
import org.truckee.client.check.CheckResults.DamagedShare;
import org.truckee.client.directory.tree.TreeStats;
import org.truckee.client.server.StorageServer;

/** Health and the counts of a tree, in Tahoe's words and in its order. */
public final class CheckJson {
  private CheckJson() {}

  /** The results of a check; none, if there was nothing to check. */
  public static Map<String, Object> check(Optional<CheckResults> found) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (found.isEmpty()) {
      fields.put("storage-index", "");
      fields.put("results", Map.of("healthy", true));
      return fields;
    }
    CheckResults results = found.get();
    fields.put("storage-index", results.storageIndex().toString());
    fields.put("summary", results.health().summary());
    fields.put("results", counts(results));
    return fields;
  }

  private static Map<String, Object> counts(CheckResults results) {
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("count-happiness", results.health().happiness());
    counts.put("count-shares-good", results.counts().good());
    counts.put("count-shares-needed", results.counts().needed());
    counts.put("count-shares-expected", results.counts().expected());
    counts.put("count-good-share-hosts", results.servers().withGoodShares());
    counts.put("count-corrupt-shares", results.damaged().size());
    counts.put("list-corrupt-shares", damaged(results.damaged()));
    counts.put("servers-responding", ids(results.servers().responding()));
    Map<String, Object> shares = new TreeMap<>();
    results.shares().forEach((share, servers) -> shares.put(share.toString(), ids(servers)));
    counts.put("sharemap", shares);
    counts.put("count-wrong-shares", results.counts().wrong());
    counts.put("count-recoverable-versions", results.counts().recoverableVersions());
    counts.put("count-unrecoverable-versions", results.counts().unrecoverableVersions());
    counts.put("healthy", results.health().healthy());
    counts.put("recoverable", results.health().recoverable());
    return counts;
  }

  /** The damaged shares: the server, the file, the number. */
  public static List<Object> damaged(List<DamagedShare> shares) {
    return shares.stream()
        .<Object>map(
            share ->
                List.of(
                    share.server().announcement().serverId(),
                    share.storageIndex().toString(),
                    share.shareNumber()))
        .toList();
  }

  private static List<String> ids(List<StorageServer> servers) {
    return servers.stream().map(server -> server.announcement().serverId()).sorted().toList();
  }

  /** The counts of a tree. */
  public static Map<String, Object> stats(TreeStats stats) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("api-version", 1);
    fields.put("count-immutable-files", stats.counts().immutableFiles());
    fields.put("count-mutable-files", stats.counts().mutableFiles());
    fields.put("count-literal-files", stats.counts().literalFiles());
    fields.put("count-files", stats.counts().files());
    fields.put("count-directories", stats.counts().directories());
    fields.put("count-unknown", stats.counts().unknown());
    fields.put("size-immutable-files", stats.bytes().immutableFiles());
    fields.put("size-literal-files", stats.bytes().literalFiles());
    fields.put("size-directories", stats.bytes().directories());
    fields.put("largest-directory", stats.largest().directory());
    fields.put("largest-directory-children", stats.largest().directoryChildren());
    fields.put("largest-immutable-file", stats.largest().immutableFile());
    fields.put(
        "size-files-histogram",
        stats.fileSizes().stream()
            .map(sizes -> List.of(sizes.from(), sizes.to(), sizes.files()))
            .toList());
    return fields;
  }
}
