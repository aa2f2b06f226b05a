package org.truckee.placement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.StorageIndex;
import org.truckee.testing.known.Golden;

/** The servers to which Tahoe's gateway gave its shares, against our choice. */
class ServerPermutationTest {
  private static final JsonNode TAHOE = Golden.json("permutation.json");

  static Stream<JsonNode> files() {
    return StreamSupport.stream(TAHOE.get("rows").spliterator(), false);
  }

  @ParameterizedTest
  @MethodSource("files")
  void theServers_comeInTahoesOrder(JsonNode row) {
    List<String> expected = new ArrayList<>();
    row.get("order").forEach(server -> expected.add(server.asText()));

    assertThat(order(row)).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("files")
  void theShares_areSpreadOverAsManyServersAsTahoes(JsonNode row) {
    Map<String, Set<Integer>> observed = new HashMap<>();
    row.get("observed")
        .properties()
        .forEach(
            share ->
                observed
                    .computeIfAbsent(share.getValue().asText(), server -> new HashSet<>())
                    .add(Integer.valueOf(share.getKey())));
    int total = row.get("observed").size();

    SortedMap<Integer, String> placed =
        new Placement<>(order(row), List.of(), Map.of(), total).place();

    assertThat(placed).hasSize(total);
    assertThat(new LinkedHashSet<>(placed.values())).hasSize(Happiness.of(observed));
    assertThat(placed.get(0)).isEqualTo(order(row).get(0));
  }

  private static List<String> order(JsonNode row) {
    List<String> servers = new ArrayList<>();
    TAHOE.get("seeds_hex").fieldNames().forEachRemaining(servers::add);
    StorageIndex storageIndex = new StorageIndex(Golden.hex(row, "storage_index_hex"));
    return ServerPermutation.order(
        servers, storageIndex, server -> Bytes.ofHex(TAHOE.get("seeds_hex").get(server).asText()));
  }
}
