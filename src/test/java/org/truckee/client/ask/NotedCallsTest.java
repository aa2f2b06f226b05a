package org.truckee.client.ask;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.truckee.bytes.Bytes;
import org.truckee.client.server.StorageServer;
import org.truckee.client.timeline.Step;
import org.truckee.client.timeline.Timeline;
import org.truckee.client.timeline.Timelines;
import org.truckee.crypto.StorageIndex;
import org.truckee.platform.Ticker;
import org.truckee.testing.TestClock;
import org.truckee.testing.grid.QuietServers;

class NotedCallsTest {
  private static final QuietServers SERVERS = new QuietServers(1);
  private static final StorageServer SERVER = SERVERS.get(0);
  private static final StorageIndex STORAGE_INDEX = new StorageIndex(Bytes.wrap(new byte[16]));

  private final Timeline timeline =
      new Timelines(new TestClock(), Ticker.SYSTEM)
          .begin(Timeline.Kind.DOWNLOAD, STORAGE_INDEX, 1000);
  private final NotedCalls calls = new NotedCalls(timeline);

  @AfterAll
  static void closeServers() {
    SERVERS.close();
  }

  /** The steps as {@code WORK share segment}. */
  private List<String> steps() {
    return timeline.steps().stream()
        .map(step -> step.work() + " " + step.share() + " " + step.segment())
        .toList();
  }

  @Test
  void eachCallIsNotedAsWhatItIs() {
    calls.ask(SERVER, client -> client.shares(STORAGE_INDEX));
    calls.ask(SERVER, 2, Future::succeededFuture);
    calls.open(SERVER, 3, Future::succeededFuture);
    calls.read(SERVER, 4, 17, Future::succeededFuture);
    calls.note(Step.Work.CLOSE, SERVER, 5, NotedCalls.NO_SEGMENT, Future.succeededFuture());
    assertThat(steps())
        .containsExactly("ASK -1 -1", "ASK 2 -1", "OPEN 3 -1", "READ 4 17", "CLOSE 5 -1");
    assertThat(timeline.steps()).allMatch(step -> step.server().equals(SERVER.name()));
  }

  @Test
  void aCallThatThrowsFails_andIsNoted() {
    Future<Object> thrown =
        calls.open(
            SERVER,
            0,
            () -> {
              throw new IllegalStateException("what a server");
            });
    String told = "server " + SERVER.name() + " can't be used: what a server";
    assertThat(thrown.cause()).hasMessage(told);
    assertThat(timeline.steps().get(0).failure()).isEqualTo(told);
  }
}
