package org.truckee.cli.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.truckee.testing.known.Golden;

/** The report tells what Tahoe's server says of itself, since it says it as ours does. */
class StorageReportTest {
  private static ObjectNode recorded(String name) {
    return Golden.rows("storage-status.jsonl").stream()
        .filter(row -> row.get("name").asText().equals(name))
        .map(row -> (ObjectNode) row.get("answer"))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> lines(JsonNode state) {
    return new StorageReport(state).lines();
  }

  @Test
  void aServerThatIsNew_saysThatNothingIsCountedYet() {
    assertThat(lines(recorded("fresh")))
        .containsExactly(
            "disk       270.55 GB in all, 29.09 GB used by anything, 1000 B stay free for others",
            "room       79.85 GB for shares, of which 0 B are promised to uploads under way; new"
                + " shares are taken",
            "kept       is not counted yet");
  }

  @Test
  void aCountUnderWay_isToldWithItsProgress() {
    assertThat(lines(recorded("half-way")))
        .contains(
            "kept       52 shares of 9 files, 551.62 kB, counted so far: 49.9 % are done",
            "           31 immutable shares of 4 files, 31.58 kB",
            "           21 mutable shares of 3 files, 520.04 kB",
            "leases     53: 0 have ended, 0 end within a day, 0 within a week, 53 later",
            "expiry     is off, for leases that have ended",
            "           0 shares of 0 B would have gone in that count");
  }

  @Test
  void aWholeCount_isToldWithItsTime() {
    assertThat(lines(recorded("after a cycle")))
        .contains(
            "files      13 have shares here",
            "kept       75 shares of 13 files, 592.32 kB, counted until 2026-12-03 07:01 UTC; the"
                + " next count begins 2026-12-03 08:01 UTC");
  }

  @Test
  void accounts_areTold_theLargestFirst() {
    ObjectNode state = recorded("fresh");
    ObjectNode accounts = state.putObject("accounts").put("2", 1000).put("7", 5_000_000);
    assertThat(lines(state)).contains("accounts   2 take room here: 7 5.00 MB, 2 1000 B");
    for (int account = 10; account < 30; account++) accounts.put("" + account, 2000 + account);
    accounts.put("no account", "junk");
    assertThat(lines(state).get(3))
        .startsWith("accounts   23 take room here: 7 5.00 MB, 29 2.03 kB")
        .endsWith(", …");
  }

  @Test
  void whatWent_isTold_andWhatCantBeRead_andThatNothingGoesForNow() {
    ObjectNode state = recorded("expired");
    ArrayNode corrupt = (ArrayNode) state.at("/lease-checker/history/0/corrupt-shares");
    for (int i = 0; i < 12; i++) corrupt.addArray().add("aaaa\u001b[31m").add(i);
    state
        .putObject("expiry")
        .put("expiration-enabled", true)
        .put("held-until", 1_796_281_200)
        .putArray("configured-expiration-mode")
        .add("cutoff-date")
        .addNull()
        .add(1_796_281_200)
        .addArray()
        .add("mutable");
    state.putArray("trash").addObject().put("shares", 3).put("bytes", 4500);
    state.withArray("trash").addObject().put("shares", 2).put("bytes", 500);
    state.put("corruption-advisories", 4);

    assertThat(lines(state))
        .contains(
            "leases     78: 78 have ended, 0 end within a day, 0 within a week, 0 later",
            "expiry     is on, for leases of before 2026-12-03 07:00 UTC on mutable shares",
            "           32 shares of 546.49 kB went in that count",
            "trash      5 shares of 5.00 kB, which \"storage undelete\" brings back",
            "reports    4 of damage, by readers: see corruption-advisories/",
            "           nothing goes before 2026-12-03 07:00 UTC: the server was away, or its clock"
                + " jumped",
            "damaged    12 shares can't be read, and are kept:",
            "           and others; --json lists them")
        .noneMatch(line -> line.contains("\u001b"));
  }

  @Test
  void aRuleThatIsNew_isToldBesideTheCountByTheOldOne() {
    ObjectNode state = recorded("after a cycle");
    ArrayNode mode =
        state
            .putObject("expiry")
            .put("expiration-enabled", true)
            .putArray("configured-expiration-mode");
    mode.add("age").add(432_000).addNull().addArray().add("mutable").add("immutable");

    assertThat(lines(state))
        .contains(
            "expiry     is on, for leases older than 5 days",
            "           0 shares of 0 B would have gone in that count")
        .noneMatch(line -> line.contains("nothing goes before"));
  }

  @Test
  void anAnswerWithoutAnything_isNoReasonToFail() {
    assertThat(lines(new ObjectMapper().createObjectNode()))
        .contains("kept       is not counted yet");
  }

  @Test
  void theBlacklist_isTold_withTheLinesThatCantBeUnderstood() {
    ObjectNode state = recorded("after a cycle");
    ObjectNode list = state.putObject("blacklist").put("entries", 3).put("bad-lines", 12);
    list.putArray("first-bad-lines").add(4).add(9);
    assertThat(lines(state))
        .contains(
            "blacklist  3 things are given to nobody",
            "           lines that begin with no storage index: 4, 9 and 10 more");
  }
}
