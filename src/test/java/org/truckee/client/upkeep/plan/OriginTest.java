package org.truckee.client.upkeep.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OriginTest {
  @Test
  void aPath_isReadBack_whateverIsInItsNames() {
    for (List<String> path :
        List.<List<String>>of(
            List.of(), List.of(""), List.of("a", "b"), List.of("a/b", "%2F%25", "%", "ü"))) {
      Origin origin = new Origin("work:", path);
      assertThat(Origin.parse("work:", origin.pathText())).isEqualTo(origin);
    }
  }

  @Test
  void anOrigin_isToldAsPeopleWriteIt() {
    assertThat(new Origin("work:", List.of("a", "b"))).hasToString("work:a/b");
    assertThat(new Origin("list", List.of("a"))).hasToString("list/a");
    assertThat(new Origin("list", List.of())).hasToString("list");
  }
}
