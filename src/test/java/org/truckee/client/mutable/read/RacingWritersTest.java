package org.truckee.client.mutable.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.mutable.SignedPrefix;
import org.truckee.testing.grid.QuietServers;

/**
 * Writers of one file, 3-of-10 on ten servers, who look and write server by server in any order,
 * and replace only what they have seen. A change that was acknowledged is in every version that
 * counts as the newest, for a stranger and for each writer by what it has learned; and if nobody
 * dies, every writer gets its change in.
 */
class RacingWritersTest {
  private static final int COUNT = 10;
  private static final int HISTORIES = 25;
  private static final int MOST_STEPS = 60_000;
  private static final QuietServers SERVERS = new QuietServers(COUNT);

  private final List<SignedPrefix> servers = new ArrayList<>();
  private final Map<SignedPrefix, Set<Integer>> changes = new HashMap<>();
  private final Set<Integer> acknowledged = new HashSet<>();
  private Random random;

  @AfterAll
  static void closeServers() {
    SERVERS.close();
  }

  @ParameterizedTest(name = "{0} writers, of whom one in {1} dies at a step")
  @CsvSource({"2,0", "3,0", "3,100", "7,100", "7,30"})
  void whatWasAcknowledgedStays_andWhoLivesSucceeds(int writers, int deaths) {
    for (int seed = 0; seed < HISTORIES; seed++) {
      random = new Random(seed);
      begin();
      List<Writer> racing = new ArrayList<>();
      for (int i = 0; i < writers; i++) racing.add(new Writer(i));
      int steps = 0;
      while (!racing.isEmpty() && steps++ < MOST_STEPS) {
        Writer next = racing.get(random.nextInt(racing.size()));
        next.step();
        boolean dies = deaths > 0 && random.nextInt(deaths) == 0;
        if (dies || next.done) racing.remove(next);
        requireAcknowledged(new Certainty(7), "a stranger", seed);
        for (Writer writer : racing) requireAcknowledged(writer.certainty, "a writer", seed);
      }
      boolean torn = map(servers).best().isEmpty();
      if (deaths == 0 && !torn) assertThat(acknowledged).as("history %d", seed).hasSize(writers);
    }
  }

  private void begin() {
    servers.clear();
    changes.clear();
    acknowledged.clear();
    SignedPrefix first = version(1);
    changes.put(first, Set.of());
    servers.addAll(Collections.nCopies(COUNT, first));
  }

  private SignedPrefix version(long sequence) {
    byte[] rootHash = new byte[32];
    random.nextBytes(rootHash);
    return new SampleShareMap(SERVERS, 3, COUNT).version(sequence, rootHash);
  }

  private static ShareMap map(List<SignedPrefix> shown) {
    SampleShareMap map = new SampleShareMap(SERVERS, 3, COUNT);
    for (int server = 0; server < COUNT; server++) map.shows(server, shown.get(server), server);
    return map.map();
  }

  private void requireAcknowledged(Certainty certainty, String who, int seed) {
    ShareMap now = map(servers);
    if (now.best().isPresent() && certainty.doubt(now).isEmpty())
      assertThat(changes.get(now.requireBest()))
          .as("%s in history %d: %s", who, seed, now.versions())
          .containsAll(acknowledged);
  }

  /** Somebody who wants to add a change of its own. */
  private final class Writer {
    private final int change;
    private final Certainty certainty = new Certainty(7);
    private final List<SignedPrefix> seen = new ArrayList<>();
    private final List<Integer> left = new ArrayList<>();
    private SignedPrefix version;
    private long tried;
    private boolean again;
    private boolean conflict;
    private boolean done;

    Writer(int change) {
      this.change = change;
    }

    /** Looks at one server, or writes to one. */
    void step() {
      if (seen.size() < COUNT) {
        seen.add(servers.get(seen.size()));
        if (seen.size() == COUNT) choose(map(seen));
        return;
      }
      int server = left.remove(0);
      if (servers.get(server).equals(seen.get(server))) servers.set(server, version);
      else conflict = true;
      if (conflict && again && left.size() == COUNT - 1) left.clear();
      if (left.isEmpty()) end();
    }

    private void choose(ShareMap map) {
      certainty.learn(map);
      boolean readable = map.best().isPresent() && certainty.doubt(map).isEmpty();
      if (!readable) {
        lookAgain();
        return;
      }
      Set<Integer> all = new HashSet<>(changes.get(map.requireBest()));
      all.add(change);
      tried = Math.max(tried, map.highestSequence()) + 1;
      version = version(tried);
      changes.put(version, all);
      certainty.writes(version, map);
      for (int server = again ? 1 : 0; server < COUNT; server++) left.add(server);
      Collections.shuffle(left, random);
      if (again) left.add(0, 0);
    }

    private void end() {
      if (!conflict) acknowledged.add(change);
      done = !conflict;
      again = true;
      lookAgain();
    }

    private void lookAgain() {
      conflict = false;
      seen.clear();
    }
  }
}
