package org.truckee.web.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.truckee.bytes.Bytes;
import org.truckee.cap.Capability;

/** The texts about directories that are kept for their next readers. */
class ListingTextsTest {
  private static final int LIMIT = 1600;
  private static final Bytes PIECE = Bytes.wrap(new byte[50]);

  private final ListingTexts texts = new ListingTexts(LIMIT);

  private static Capability directory(int number) {
    return Capability.parse("URI:DIR2-LIT:" + "a".repeat(8 * number + 8));
  }

  private void make(int number, String state, int pieces, boolean whole) {
    ListingTexts.Draft draft = texts.begin(directory(number), state).orElseThrow();
    for (int i = 0; i < pieces; i++) draft.add(PIECE);
    draft.end(whole);
  }

  @Test
  void aText_isKeptForItsStateOnly() {
    make(1, "first", 2, true);
    assertThat(texts.get(directory(1), "first")).contains(List.of(PIECE, PIECE));
    assertThat(texts.get(directory(1), "second")).isEmpty();
    assertThat(texts.get(directory(2), "first")).isEmpty();

    make(1, "second", 1, true);
    assertThat(texts.get(directory(1), "first")).isEmpty();
    assertThat(texts.get(directory(1), "second")).contains(List.of(PIECE));
  }

  @Test
  void aTextThatBrokeOff_orIsTooLong_isNotKept() {
    make(1, "state", 2, false);
    make(2, "state", 3, true);

    assertThat(texts.get(directory(1), "state")).isEmpty();
    assertThat(texts.get(directory(2), "state")).isEmpty();
  }

  @Test
  void theLatestUsed_areKept_asFarAsThereIsRoom() {
    for (int i = 0; i < 8; i++) make(i, "state", 2, true);
    assertThat(texts.get(directory(0), "state")).isPresent();
    make(8, "state", 2, true);

    assertThat(IntStream.range(0, 9).filter(i -> texts.get(directory(i), "state").isPresent()))
        .containsExactly(0, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void aFewTexts_areTakenDownAtATime() {
    List<ListingTexts.Draft> drafts = new ArrayList<>();
    for (int i = 0; i < 8; i++) drafts.add(texts.begin(directory(i), "state").orElseThrow());
    assertThat(texts.begin(directory(8), "state")).isEmpty();

    drafts.get(0).end(false);
    assertThat(texts.begin(directory(8), "state")).isPresent();
  }
}
