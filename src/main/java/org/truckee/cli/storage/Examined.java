package org.truckee.cli.storage;

import com.fasterxml.jackson.databind.JsonNode;
import org.truckee.cli.tree.Sizes;

/** The shares of one kind that a server counted, and the files that they are of. */
record Examined(long shares, long files, long bytes) {
  /** Those of the kind that figures end with, such as {@code -mutable}; of any kind if empty. */
  static Examined of(JsonNode space, String kind) {
    return new Examined(
        space.path("examined-shares" + kind).asLong(),
        space.path("examined-buckets" + kind).asLong(),
        space.path("examined-sharebytes" + kind).asLong());
  }

  /** For example {@code 3 immutable shares of 2 files, 4.50 kB}. */
  String text(String kind) {
    return "%d %sshare%s of %d file%s, %s"
        .formatted(
            shares,
            kind,
            shares == 1 ? "" : "s",
            files,
            files == 1 ? "" : "s",
            Sizes.decimal(bytes));
  }
}
