package org.truckee.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bytes that are known in part, and the extents that they are asked for by. */
class PartialBytesTest {
  private static final PartialBytes SOME =
      new PartialBytes(Map.of(10L, Bytes.utf8("abcdef"), 20L, Bytes.utf8("xyz")));

  @Test
  void bytesInOnePiece_areKnown() {
    assertThat(SOME.at(new Extent(10, 16))).contains(Bytes.utf8("abcdef"));
    assertThat(SOME.at(new Extent(12, 14))).contains(Bytes.utf8("cd"));
    assertThat(SOME.at(new Extent(22, 23))).contains(Bytes.utf8("z"));
    assertThat(SOME.at(new Extent(16, 16))).contains(Bytes.EMPTY);
  }

  @Test
  void bytesThatAreMissingInPart_areNotKnown() {
    for (Extent place : List.of(new Extent(9, 11), new Extent(15, 17), new Extent(15, 21)))
      assertThat(SOME.knows(place)).isFalse();
  }

  @Test
  void theBytesFromAPlaceOn_endWhereTheyAreNotKnown() {
    assertThat(SOME.from(14)).isEqualTo(Bytes.utf8("ef"));
    assertThat(SOME.from(9)).isEqualTo(Bytes.EMPTY);
    assertThat(SOME.from(17)).isEqualTo(Bytes.EMPTY);
  }

  @Test
  void moreOfThem_takesNothingAway() {
    PartialBytes both =
        SOME.and(new PartialBytes(Map.of(10L, Bytes.utf8("ab"), 5L, Bytes.utf8("12345"))));
    assertThat(both.from(10)).isEqualTo(Bytes.utf8("abcdef"));
    assertThat(both.from(5)).isEqualTo(Bytes.utf8("12345"));
  }

  @Test
  void extentsThatAreNearEachOther_areAskedForAtOnce() {
    List<Extent> wanted =
        List.of(new Extent(30, 40), new Extent(0, 10), new Extent(5, 8), new Extent(13, 20));
    assertThat(Extent.joined(wanted, 3)).containsExactly(new Extent(0, 20), new Extent(30, 40));
    assertThat(Extent.joined(wanted, 2))
        .containsExactly(new Extent(0, 10), new Extent(13, 20), new Extent(30, 40));
    assertThat(Extent.joined(List.of(), 2)).isEmpty();
  }

  @Test
  void anExtentThatEndsBeforeItBegins_isRefused() {
    assertThatThrownBy(() -> new Extent(5, 4)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Extent(-1, 4)).isInstanceOf(IllegalArgumentException.class);
  }
}
