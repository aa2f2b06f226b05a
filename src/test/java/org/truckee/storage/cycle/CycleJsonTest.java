package org.truckee.storage.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.truckee.storage.expire.ExaminedBucket;
import org.truckee.storage.expire.ExaminedShare;
import org.truckee.storage.expire.ExpireMode;
import org.truckee.storage.expire.ExpirePolicy;
import org.truckee.storage.expire.ShareKind;

/** The figures of a crawl, counted, written and read. */
class CycleJsonTest {
  private static final Instant START = Instant.ofEpochSecond(1_800_000_000);
  private static final Instant FINISH = START.plusSeconds(500);
  private static final ExpirePolicy POLICY =
      new ExpirePolicy(
          true,
          ExpireMode.AGE,
          Optional.of(Duration.ofDays(60)),
          Optional.empty(),
          EnumSet.of(ShareKind.MUTABLE));

  private final CycleTally tally = new CycleTally(START);

  CycleJsonTest() {
    long end = START.plus(Duration.ofDays(31)).getEpochSecond();
    ExaminedShare share =
        new ExaminedShare(ShareKind.MUTABLE, 1000, 4096, List.of(end, end - 90_000));
    add("m", bucket(Map.of(2, share), Set.of()), Set.of(2));
    ExaminedShare held = new ExaminedShare(ShareKind.IMMUTABLE, 5, 4096, List.of(end));
    add("aaaaaaaaaaaaaaaaaaaaaaaaaa", bucket(Map.of(0, held), Set.of(3)), Set.of());
  }

  private void add(String storageIndex, ExaminedBucket bucket, Set<Integer> gone) {
    tally.add(storageIndex, bucket, gone, POLICY, START.plus(Duration.ofDays(61)));
  }

  private static ExaminedBucket bucket(Map<Integer, ExaminedShare> shares, Set<Integer> damaged) {
    return new ExaminedBucket(4096, new TreeMap<>(shares), new TreeSet<>(damaged));
  }

  @Test
  void theFigures_haveTahoesForm() throws Exception {
    JsonNode json = CycleJson.write(tally.report(POLICY, Optional.of(FINISH)));
    assertThat(json.toString())
        .contains(
            "\"cycle-start-finish-times\":[1800000000,1800000500]",
            "\"expiration-enabled\":true",
            "\"configured-expiration-mode\":[\"age\",5184000,null,[\"mutable\"]]",
            "\"lease-age-histogram\":[[5270400,5356800,2],[5356800,5443200,1]]",
            "\"leases-per-share-histogram\":{\"1\":1,\"2\":1}",
            "\"corrupt-shares\":[[\"aaaaaaaaaaaaaaaaaaaaaaaaaa\",3]]",
            "\"examined-shares\":2",
            "\"examined-buckets\":2",
            "\"original-shares\":2",
            "\"original-buckets-immutable\":0",
            "\"configured-shares-immutable\":0",
            "\"examined-shares-mutable\":1",
            "\"examined-sharebytes\":1005",
            "\"actual-diskbytes-mutable\":8192",
            "\"actual-buckets\":1");
    assertThat(json.get("space-recovered")).hasSize(48);
  }

  @Test
  void whatWasWritten_isRead_andCountedOn() throws Exception {
    CycleReport report = tally.report(POLICY, Optional.empty());
    String text = CycleJson.write(report).toString();
    CycleReport read = CycleJson.read(new ObjectMapper().readTree(text));
    assertThat(read).isEqualTo(report);
    assertThat(new CycleTally(read).report(POLICY, Optional.empty())).isEqualTo(report);
    assertThat(read.space().of(Outcome.ACTUAL, Optional.of(ShareKind.MUTABLE)))
        .isEqualTo(new Space(1, 1, 1000, 8192));
  }

  @Test
  void everyPolicy_isRead() throws Exception {
    ExpirePolicy byDate =
        new ExpirePolicy(
            false,
            ExpireMode.CUTOFF_DATE,
            Optional.empty(),
            Optional.of(START),
            EnumSet.allOf(ShareKind.class));
    for (ExpirePolicy policy : List.of(POLICY, byDate, ExpirePolicy.USUAL)) {
      JsonNode json = CycleJson.write(tally.report(policy, Optional.empty()));
      assertThat(CycleJson.read(json).policy()).isEqualTo(policy);
    }
  }

  @Test
  void aTextWithoutItsParts_isRefused() throws Exception {
    JsonNode nothing = new ObjectMapper().readTree("{\"cycle-start-finish-times\":[null,null]}");
    assertThatThrownBy(() -> CycleJson.read(nothing)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void ofManyUnreadableShares_theFirstAreListed() {
    for (int i = 0; i < 300; i++) add("x" + i, bucket(Map.of(), Set.of(1, 2, 3, 4)), Set.of());
    assertThat(tally.report(POLICY, Optional.empty()).corrupt()).hasSize(CycleTally.MAX_CORRUPT);
  }
}
