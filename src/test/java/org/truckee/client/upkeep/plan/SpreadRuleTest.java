package org.truckee.client.upkeep.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpreadRuleTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  private static boolean improves(Map<String, Set<Integer>> holdings, String... willing) {
    return SpreadRule.improves(holdings, List.of(willing), 4);
  }

  @Test
  void aServerWithNone_makesACrowdedSpreadSafer() {
    assertThat(improves(Map.of("a", Set.of(0, 1, 2, 3)), "a", "b")).isTrue();
    assertThat(improves(Map.of("a", Set.of(0, 1), "b", Set.of(2, 3)), "c")).isTrue();
    assertThat(improves(Map.of("a", Set.of(0, 1), "b", Set.of(0, 1), "c", Set.of(2, 3)), "d"))
        .isTrue();
  }

  @Test
  void nothingIsMoved_whereItIsOfNoUse() {
    Map<String, Set<Integer>> wide =
        Map.of("a", Set.of(0), "b", Set.of(1), "c", Set.of(2), "d", Set.of(3));
    assertThat(improves(wide, "a", "e", "f")).isFalse();
    assertThat(improves(Map.of("a", Set.of(0, 1), "b", Set.of(2, 3)), "a", "b")).isFalse();
    assertThat(improves(Map.of("a", Set.of(0, 1, 2, 3)))).isFalse();
  }

  @Test
  void aServer_isSteady_whenItHasBeenThereForADay_withoutABreak() {
    Steadiness steadiness = new Steadiness();
    steadiness.note(List.of("a", "b"), NOW);
    Instant noon = NOW.plus(Duration.ofHours(12));
    steadiness.note(List.of("a"), noon);
    Instant next = NOW.plus(Duration.ofHours(24));
    steadiness.note(List.of("a", "b"), next);

    assertThat(steadiness.isSteady("a", noon)).isFalse();
    assertThat(steadiness.isSteady("a", next)).isTrue();
    assertThat(steadiness.isSteady("b", next)).isFalse();
    assertThat(steadiness.isSteady("c", next)).isFalse();
  }
}
