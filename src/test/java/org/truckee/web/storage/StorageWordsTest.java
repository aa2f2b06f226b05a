package org.truckee.web.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.testing.known.Golden;
import org.truckee.web.page.gateway.StoragePage;

/** A page tells what Tahoe's server says of itself, since it says it as ours does. */
class StorageWordsTest {
  private static Map<String, Object> recorded(String name) {
    return Golden.rows("storage-status.jsonl").stream()
        .filter(row -> row.get("name").asText().equals(name))
        .map(row -> new ObjectMapper().convertValue(row.get("answer"), new Parts()))
        .findFirst()
        .orElseThrow();
  }

  private static final class Parts extends TypeReference<Map<String, Object>> {}

  private static String text(StoragePage page) {
    return page.parts().stream()
        .flatMap(part -> part.facts().stream())
        .map(fact -> fact.name() + ": " + fact.value())
        .collect(Collectors.joining("\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fresh", "half-way", "after a cycle", "expiring half-way", "expired"})
  void theDisk_isToldInEveryState(String state) {
    assertThat(text(new StorageWords(recorded(state)).page()))
        .contains(
            "Total: 252.0 GiB",
            "Reserved for other uses: 1000 B",
            "Available for shares: 74.4 GiB",
            "New shares are taken: Yes",
            "Promised to uploads under way: 0 B")
        .doesNotContain("null");
  }

  @Test
  void whatIsNotKnown_isSaid() {
    assertThat(text(new StorageWords(Map.of()).page()))
        .contains("Total: unknown", "New shares are taken: No");
  }

  @Test
  void callsAreTold_oneKindARow() {
    Map<String, Object> stats = new HashMap<>();
    String read = "storage_server.latencies.read.";
    stats.put(read + "samplesize", 12);
    stats.put(read + "mean", 0.0021);
    stats.put(read + "50_0_percentile", 0.001);
    stats.put(read + "90_0_percentile", 1.5);
    stats.put(read + "99_0_percentile", null);

    assertThat(new StorageWords(Map.of("stats", stats)).page().calls())
        .isEqualTo(List.of(new StoragePage.Calls("read", "12", "2 ms", "1 ms", "1.5 s", "–")));
  }
}
