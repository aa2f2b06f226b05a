package org.truckee.client.upkeep.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SteadinessTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

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

  @Test
  void aRestart_isNoBreak_forServersThatAreFoundAgainSoon() {
    Steadiness first = new Steadiness();
    first.note(List.of("a", "b", "c"), NOW);
    Instant noon = NOW.plus(Duration.ofHours(12));
    Steadiness second = new Steadiness();
    second.note(List.of("a"), noon);
    second.resume(first.known(), noon);
    assertThat(second.known()).isEqualTo(first.known());
    second.note(List.of("a", "b"), noon.plusSeconds(60));
    Instant late = noon.plus(Duration.ofMinutes(11));
    second.note(List.of("a", "b", "c"), late);

    Instant next = NOW.plus(Duration.ofHours(24));
    assertThat(second.isSteady("a", next)).isTrue();
    assertThat(second.isSteady("b", next)).isTrue();
    assertThat(second.isSteady("c", next)).isFalse();
    assertThat(second.known()).containsEntry("c", late);
  }
}
