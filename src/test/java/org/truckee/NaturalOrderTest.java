package org.truckee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {
  private static final List<String> SORTED =
      List.of(
          "",
          "01",
          "1",
          "2 b",
          "10 a",
          "123456789012345678901234567890",
          "a",
          "A1",
          "a1b",
          "a2",
          "A10",
          "b",
          "storage 1",
          "storage1",
          "storage2",
          "storage10",
          "zwölf",
          "ä");

  @Test
  void numbersCount_andCaseDoesNot() {
    List<String> names = new ArrayList<>(SORTED);
    for (int i = 0; i < 50; i++) {
      Collections.shuffle(names, new Random(i));
      names.sort(NaturalOrder.OF_NAMES);
      assertThat(names).isEqualTo(SORTED);
    }
  }

  @Test
  void onlyTheSame_isTheSame() {
    for (String a : List.of("a", "A", "01", "1", "001", "a1", "A01"))
      for (String b : List.of("a", "A", "01", "1", "001", "a1", "A01"))
        assertThat(NaturalOrder.OF_NAMES.compare(a, b) == 0)
            .as(a + ", " + b)
            .isEqualTo(a.equals(b));
  }
}
