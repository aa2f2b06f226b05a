package org.truckee.testing.known;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.truckee.bytes.Secret;

/**
 * The immutable share files that Tahoe's servers kept and that were taken apart, field by field and
 * lease by lease. Their plaintext is known, so the files need not be here themselves.
 */
public final class TahoeShares {
  private TahoeShares() {}

  /** Every share file, one row each. */
  public static List<JsonNode> rows() {
    return Golden.rows("chk-shares.jsonl.gz");
  }

  /** The same, all shares of one file together. */
  public static Stream<List<JsonNode>> byFile() {
    return rows().stream()
        .collect(Collectors.groupingBy(TahoeShares::file, LinkedHashMap::new, Collectors.toList()))
        .values()
        .stream();
  }

  /** The file that the share in {@code row} belongs to, as we encode it. */
  public static EncodedShares encode(JsonNode row) {
    return EncodedShares.convergent(
        Golden.stream("tahoe-golden", row.get("size").asInt()),
        new Secret(Golden.hex(row, "convergence")),
        row.get("needed").asInt(),
        row.get("total").asInt(),
        row.get("maximumSegmentSize").asInt());
  }

  private static List<String> file(JsonNode row) {
    return Stream.of("needed", "total", "size", "maximumSegmentSize", "convergence")
        .map(field -> row.get(field).asText())
        .toList();
  }
}
