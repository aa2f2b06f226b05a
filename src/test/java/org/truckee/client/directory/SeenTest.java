package org.truckee.client.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Names that a walk came by, however many. */
class SeenTest {
  private final Seen seen = new Seen();

  @Test
  void aName_isNewOnce() {
    assertThat(seen.add("a")).isTrue();
    assertThat(seen.add("a")).isFalse();
    assertThat(seen.add("")).isTrue();
    assertThat(seen.add("")).isFalse();
    assertThat(seen.add("A")).isTrue();
  }

  @Test
  void ofAHundredThousandNames_noneIsForgottenNorTakenForAnother() {
    Random random = new Random(5);
    Set<String> known = new HashSet<>();
    for (int i = 0; i < 200_000; i++) {
      String name = "URI:" + random.nextInt(100_000);
      assertThat(seen.add(name)).isEqualTo(known.add(name));
    }
  }
}
