package org.truckee.web.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fresh|Files and folders that have shares here: Not computed yet",
        "fresh|Check: is to begin",
        "half-way|State: Off: nothing goes, and what would go is counted",
        "half-way|Check: 49.9 % done",
        "half-way|Looked at: 52 shares of 9 files (31 immutable, 21 mutable), 538.7 KiB",
        "half-way|Would go: 0 shares of 2 files (0 immutable, 0 mutable), 0 B",
        "after a cycle|Files and folders that have shares here: 13",
        "after a cycle|Check: begins in 1 h 0 min, and takes about 1 min 40 s",
        "after a cycle|Took: 1 min 40 s",
        "after a cycle|Finished: 2026-12-03 07:01 UTC",
        "after a cycle|Looked at: 75 shares of 13 files (43 immutable, 32 mutable), 578.4 KiB",
        "expiring half-way|State: On",
        "expiring half-way|A share goes when: every lease is older than 5 days; only mutable shares go",
        "expiring half-way|Went: 21 shares of 5 files (0 immutable, 21 mutable), 507.9 KiB",
        "expired|Went: 32 shares of 7 files (0 immutable, 32 mutable), 533.7 KiB"
      })
  void theFindingsOfTheCrawlers_areTold(String state, String told) {
    assertThat(text(new StorageWords(recorded(state)).page())).contains(told);
  }

  @Test
  void theRuleOfNow_theDelay_theDamageAndItsReports_areTold() {
    Map<String, Object> all = recorded("after a cycle");
    Map<String, Object> cycle = new HashMap<>(all);
    cycle.put("corrupt-shares", Collections.nCopies(21, List.of("aaaa", 3)));
    all.put("lease-checker", Map.of("history", Map.of("9", Map.of(), "10", cycle)));
    all.put("corruption-advisories", 2);
    Map<String, Object> expiry = new HashMap<>();
    expiry.put("expiration-enabled", true);
    expiry.put("held-until", 1_796_281_200);
    expiry.put(
        "configured-expiration-mode",
        Arrays.asList("cutoff-date", null, 1_796_281_200, List.of("mutable", "immutable")));
    all.put("expiry", expiry);

    assertThat(text(new StorageWords(all).page()))
        .contains(
            "State: On",
            "A share goes when: every lease was made or renewed before 2026-12-03 07:00 UTC",
            "Nothing goes before: 2026-12-03 07:00 UTC",
            "Can't be read, and stay: 21 shares: 3 of aaaa, 3 of aaaa",
            ", and others",
            "Reports of damage by readers: 2");
    expiry.put("expiration-enabled", false);
    assertThat(text(new StorageWords(all).page()))
        .contains("State: Off")
        .doesNotContain("Nothing goes before");
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
        .isEqualTo(List.of(new StoragePage.Calls("read", "12", "2.1 ms", "1.0 ms", "1.5 s", "–")));
  }

  @Test
  void theBlacklist_isTold_withTheLinesThatCantBeUnderstood() {
    Map<String, Object> all = recorded("after a cycle");
    all.put("blacklist", Map.of("entries", 3, "bad-lines", 2));
    assertThat(text(new StorageWords(all).page()))
        .contains("On the blacklist: 3 files or directories; 2 lines can't be understood");
  }
}
