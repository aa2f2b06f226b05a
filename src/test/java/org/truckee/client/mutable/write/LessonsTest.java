package org.truckee.client.mutable.write;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.truckee.bytes.Bytes;
import org.truckee.client.mutable.read.Certainty;
import org.truckee.client.mutable.read.SampleShareMap;
import org.truckee.client.mutable.read.ShareMap;
import org.truckee.testing.grid.QuietServers;

/** What a change learns, about a file that is 2-of-4 on four servers. */
class LessonsTest {
  private static final QuietServers SERVERS = new QuietServers(4);

  private final Lessons lessons = new Lessons(new Certainty(3));

  @AfterAll
  static void closeServers() {
    SERVERS.close();
  }

  private static SampleShareMap sample() {
    return new SampleShareMap(SERVERS, 2, 4);
  }

  private static ShareMap torn() {
    return sample().shows(0, 2, 0).shows(1, 3, 1).shows(2, 4, 2).shows(3, 5, 3).map();
  }

  @Test
  void aFileThatCouldBeRead_andCannotAnyMore_isNotClearUntilWhatIsLeftIsAccepted() {
    lessons.look(sample().spread(1, 0, 1, 2, 3).map());
    assertThat(lessons.isClear(torn())).isFalse();

    lessons.certainty().accept(torn());
    assertThat(lessons.isClear(torn())).isTrue();
    assertThat(lessons.isClear(sample().shows(0, 2, 0).shows(1, 3, 1).map())).isFalse();
  }

  @Test
  void aFileThatCouldNeverBeRead_isNotWaitedFor() {
    lessons.look(torn());
    assertThat(lessons.isClear(torn())).isTrue();
  }

  @Test
  void aFileWithoutOneGoodShare_isNotWaitedFor() {
    lessons.look(sample().spread(1, 0, 1, 2, 3).map());
    assertThat(lessons.isClear(sample().showsDamaged(0, 2, 0).showsDamaged(1, 2, 1).map()))
        .isTrue();
  }

  @Test
  void contentsAreKeptForTheNextTry_unlessTheyAreLarge() {
    assertThat(lessons.contents()).isEmpty();
    lessons.read(Bytes.utf8("contents"));
    assertThat(lessons.contents()).contains(Bytes.utf8("contents"));
    lessons.read(Bytes.wrap(new byte[(1 << 20) + 1]));
    assertThat(lessons.contents()).isEmpty();
  }
}
