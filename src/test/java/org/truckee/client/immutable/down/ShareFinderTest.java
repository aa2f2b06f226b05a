package org.truckee.client.immutable.down;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.truckee.bytes.Bytes;
import org.truckee.cap.ChkVerifyCap;
import org.truckee.client.ask.AskPolicy;
import org.truckee.client.ask.Losses;
import org.truckee.client.ask.NotedCalls;
import org.truckee.client.immutable.down.ShareCandidates.Candidate;
import org.truckee.client.timeline.Timeline;
import org.truckee.client.timeline.Timelines;
import org.truckee.crypto.StorageIndex;
import org.truckee.testing.HeldTimers;
import org.truckee.testing.TestClock;
import org.truckee.testing.grid.QuietServers;

/** The search for shares of a file of one share, which is guessed to be on the first server. */
class ShareFinderTest {
  private static final StorageIndex FILE = new StorageIndex(Bytes.wrap(new byte[16]));
  private static final ChkVerifyCap CAP =
      new ChkVerifyCap(FILE, Bytes.wrap(new byte[32]), 1, 1, 1000);

  private final HeldTimers timers = new HeldTimers();
  private final QuietServers servers = new QuietServers(5);
  private final List<Integer> asked = new ArrayList<>();
  private final Losses losses = new Losses();
  private boolean wanted = true;

  @AfterEach
  void closeServers() {
    servers.close();
  }

  private void says(int server, Future<?> answer) {
    servers.answer(
        servers.get(server),
        "shares",
        arguments -> {
          asked.add(server);
          return answer;
        });
  }

  private static Future<?> shares(Integer... numbers) {
    return Future.succeededFuture(new TreeSet<>(List.of(numbers)));
  }

  private ShareFinder finder() {
    Timeline timeline =
        new Timelines(new TestClock(), timers).begin(Timeline.Kind.DOWNLOAD, FILE, 1000);
    return new ShareFinder(
        AskPolicy.steady(timers, 1000),
        CAP,
        servers.all(),
        new NotedCalls(timeline),
        losses,
        () -> wanted);
  }

  private String name(Future<Candidate> found) {
    if (!found.isComplete()) return "pending";
    if (found.failed()) return "none";
    return found.result().shareNumber() + "@" + servers.indexOf(found.result().server());
  }

  @Test
  void nobodyIsAsked_whereAGuessWillDo() {
    assertThat(name(finder().next())).isEqualTo("0@0");
    assertThat(asked).isEmpty();
  }

  @Test
  void serversAreAskedInTurn_twoAtATimeForEachShare() {
    for (int server = 0; server < 4; server++) says(server, shares());
    says(4, shares(0));
    ShareFinder finder = finder();
    finder.candidates().dropGuesses();
    assertThat(name(finder.next())).isEqualTo("0@4");
    assertThat(asked).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void theNextOnesAreAsked_whenTheFirstTakeLong() {
    Promise<Object> slow = Promise.promise();
    says(0, shares());
    says(1, slow.future());
    servers.hang(1);
    says(2, shares(0));
    says(3, shares());
    ShareFinder finder = finder();
    finder.candidates().dropGuesses();
    Future<Candidate> found = finder.next();
    timers.until(999);
    assertThat(name(found)).isEqualTo("pending");
    timers.until(1000);
    assertThat(name(found)).isEqualTo("0@2");
    assertThat(servers.get(1).suspected()).isTrue();
  }

  @Test
  void suspectedServersAreAskedLast_andNotWaitedForWithoutEnd() {
    servers.suspect(0);
    says(0, Promise.promise().future());
    for (int server = 1; server < 5; server++) says(server, shares());
    ShareFinder finder = finder();
    finder.candidates().dropGuesses();
    Future<Candidate> found = finder.next();
    assertThat(asked).containsExactly(1, 2, 3, 4, 0);
    timers.until(3_999);
    assertThat(name(found)).isEqualTo("pending");
    timers.until(4_000);
    assertThat(name(found)).isEqualTo("none");
    assertThat(losses.silentServers()).containsExactly(servers.get(0).name());
  }

  @Test
  void serversThatFailAreLosses() {
    for (int server = 0; server < 5; server++) says(server, Future.failedFuture("no"));
    ShareFinder finder = finder();
    finder.candidates().dropGuesses();
    assertThat(name(finder.next())).isEqualTo("none");
    assertThat(losses.silentServers()).hasSize(5);
  }

  @Test
  void nobodyIsAsked_whereNothingIsWanted() {
    wanted = false;
    Future<Candidate> found = finder().next();
    assertThat(name(found)).isEqualTo("pending");
    assertThat(asked).isEmpty();
  }

  @Test
  void hopeLasts_whileAShareIsBeingOpened() {
    for (int server = 0; server < 5; server++) says(server, shares());
    ShareFinder finder = finder();
    assertThat(name(finder.next())).isEqualTo("0@0");
    Promise<Void> opened = Promise.promise();
    finder.whileOpening(servers.get(0), opened.future());
    Future<Candidate> second = finder.next();
    assertThat(name(second)).isEqualTo("pending");
    opened.fail("damaged");
    finder.goOn();
    assertThat(name(second)).isEqualTo("none");
  }
}
