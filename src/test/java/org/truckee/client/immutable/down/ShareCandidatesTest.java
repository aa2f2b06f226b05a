package org.truckee.client.immutable.down;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.truckee.client.immutable.down.ShareCandidates.Candidate;
import org.truckee.testing.grid.QuietServers;

/** The order in which shares are opened, written as {@code share@server}. */
class ShareCandidatesTest {
  private final QuietServers servers = new QuietServers(4);

  @AfterEach
  void closeServers() {
    servers.close();
  }

  private ShareCandidates candidates(int total) {
    return new ShareCandidates(total, servers.all());
  }

  private String next(ShareCandidates candidates) {
    return candidates.next().map(this::name).orElse("none");
  }

  private String name(Candidate candidate) {
    return candidate.shareNumber() + "@" + servers.indexOf(candidate.server());
  }

  /** All that come, of which none is given back. */
  private String rest(ShareCandidates candidates) {
    StringBuilder all = new StringBuilder();
    for (Optional<Candidate> next = candidates.next(); next.isPresent(); next = candidates.next())
      all.append(name(next.get())).append(' ');
    return all.toString().strip();
  }

  @Test
  void eachServerIsGuessedToHaveTheShareOfItsPlace() {
    assertThat(rest(candidates(3))).isEqualTo("0@0 1@1 2@2");
    assertThat(rest(candidates(9))).isEqualTo("0@0 1@1 2@2 3@3");
  }

  @Test
  void suspectedServersAreGuessedLast() {
    servers.suspect(0);
    servers.suspect(2);
    assertThat(rest(candidates(4))).isEqualTo("1@1 3@3 0@0 2@2");
  }

  @Test
  void sharesThatServersTellOfComeAfterTheGuesses_inTheOrderOfTheAnswers() {
    ShareCandidates candidates = candidates(6);
    candidates.add(servers.get(3), List.of(4));
    candidates.add(servers.get(1), List.of(5));
    assertThat(rest(candidates)).isEqualTo("0@0 1@1 2@2 3@3 4@3 5@1");
  }

  @Test
  void aWrongGuessEndsAllGuessing() {
    ShareCandidates candidates = candidates(4);
    candidates.add(servers.get(3), List.of(3, 1));
    assertThat(next(candidates)).isEqualTo("0@0");
    candidates.dropGuesses();
    assertThat(rest(candidates)).isEqualTo("3@3 1@3");
  }

  @Test
  void noTwoSharesOfOneNumberAreOpenAtATime() {
    ShareCandidates candidates = candidates(2);
    candidates.add(servers.get(2), List.of(0));
    candidates.add(servers.get(3), List.of(0));
    assertThat(rest(candidates)).isEqualTo("0@0 1@1");
    candidates.giveBack(0);
    assertThat(rest(candidates)).isEqualTo("0@2");
    candidates.giveBack(0);
    assertThat(rest(candidates)).isEqualTo("0@3");
  }

  @Test
  void aShareThatIsTakenOtherwiseDoesNotCome() {
    ShareCandidates candidates = candidates(2);
    candidates.take(0);
    assertThat(rest(candidates)).isEqualTo("1@1");
  }

  @Test
  void whatWasTriedOnceIsNotTriedAgain() {
    ShareCandidates candidates = candidates(2);
    assertThat(next(candidates)).isEqualTo("0@0");
    candidates.giveBack(0);
    candidates.add(servers.get(0), List.of(0, 1));
    assertThat(rest(candidates)).isEqualTo("1@1");
    candidates.giveBack(1);
    assertThat(rest(candidates)).isEqualTo("1@0");
  }

  @Test
  void numbersPastTheLastShareAreNoneOfTheFile() {
    ShareCandidates candidates = candidates(1);
    candidates.add(servers.get(1), List.of(1, 7));
    assertThat(rest(candidates)).isEqualTo("0@0");
  }
}
