package org.truckee.client.immutable.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.client.ask.NotedCalls;
import org.truckee.client.context.ClientContext;
import org.truckee.client.server.ServerSecrets;
import org.truckee.client.server.StorageServer;
import org.truckee.client.timeline.Timeline;
import org.truckee.client.timeline.Timelines;
import org.truckee.crypto.StorageIndex;
import org.truckee.placement.EncodingParameters;
import org.truckee.protocol.storage.AllocateReply;
import org.truckee.protocol.storage.AllocateRequest;
import org.truckee.testing.HeldTimers;
import org.truckee.testing.TestClock;
import org.truckee.testing.grid.QuietServers;
import org.truckee.worker.Machine;

/**
 * The servers that a file of four shares goes to, three of which make it safe. Servers are called
 * by their places in the order of the file, and calls are written as {@code room 0 [0]}.
 */
class ServerSelectionTest {
  private static final StorageIndex FILE = new StorageIndex(Bytes.wrap(new byte[16]));
  private static final Secret SECRET = new Secret(Bytes.wrap(new byte[32]));

  private final HeldTimers timers = new HeldTimers();
  private final QuietServers servers = new QuietServers(6);
  private final List<StorageServer> order = servers.servers().permuted(FILE);
  private final List<String> calls = new ArrayList<>();

  ServerSelectionTest() {
    for (int place = 0; place < order.size(); place++) {
      hasShares(place);
      makesRoom(place, true);
    }
  }

  @AfterEach
  void closeServers() {
    servers.close();
  }

  private void hasShares(int place, Integer... shares) {
    servers.answer(
        order.get(place),
        "shares",
        arguments -> {
          calls.add("shares " + place);
          return Future.succeededFuture(new TreeSet<>(List.of(shares)));
        });
  }

  /** Makes room for all that is asked for, or for nothing; what it has already it has. */
  private void makesRoom(int place, boolean willing, Integer... has) {
    SortedSet<Integer> there = new TreeSet<>(List.of(has));
    servers.answer(
        order.get(place),
        "allocate",
        arguments -> Future.succeededFuture(room(place, willing, there, arguments)));
    servers.answer(
        order.get(place),
        "abort",
        arguments -> {
          calls.add("abort " + place + " [" + arguments[1] + "]");
          return Future.succeededFuture();
        });
  }

  private AllocateReply room(
      int place, boolean willing, SortedSet<Integer> there, Object[] arguments) {
    SortedSet<Integer> wished = new TreeSet<>(((AllocateRequest) arguments[1]).shareNumbers());
    calls.add("room " + place + " " + wished);
    wished.removeAll(there);
    return new AllocateReply(there, willing ? wished : new TreeSet<>());
  }

  private Future<Assignment> select() {
    Timelines timelines = new Timelines(new TestClock(), timers);
    ServerSecrets secrets = new ServerSecrets(SECRET);
    ClientContext context =
        new ClientContext(
            new Machine(timers, null, null, new TestClock(), null),
            null,
            timelines,
            servers.servers(),
            secrets,
            new EncodingParameters(2, 3, 4, 1 << 20));
    NotedCalls noted = new NotedCalls(timelines.begin(Timeline.Kind.UPLOAD, FILE, 1000));
    return new ServerSelection(
            context, new UploadCalls(FILE, 500, secrets, noted), Map.of(), Optional.empty())
        .select();
  }

  /** The places of the servers of all shares, in the order of these. */
  private String places(Future<Assignment> selected) {
    return selected.result().servers().values().stream()
        .map(server -> Integer.toString(order.indexOf(server)))
        .collect(Collectors.joining(" "));
  }

  @Test
  void aNewFileCostsOneQuestionToEachOfTheFirstServers() {
    assertThat(places(select())).isEqualTo("0 1 2 3");
    assertThat(calls).containsExactly("room 0 [0]", "room 1 [1]", "room 2 [2]", "room 3 [3]");
  }

  @Test
  void aServerThatRefusesIsReplaced() {
    makesRoom(1, false);
    Future<Assignment> selected = select();
    assertThat(selected.result().happiness()).isEqualTo(4);
    assertThat(selected.result().servers()).doesNotContainValue(order.get(1));
    assertThat(calls).contains("shares 4", "shares 5");
  }

  @Test
  void aShareThatIsThereStays() {
    makesRoom(1, true, 1);
    Assignment assignment = select().result();
    assertThat(assignment.servers()).containsEntry(1, order.get(1));
    assertThat(assignment.isNew(1)).isFalse();
    assertThat(assignment.isNew(0)).isTrue();
  }

  @Test
  void suspectedServersAreAskedLast() {
    servers.suspect(servers.indexOf(order.get(0)));
    assertThat(places(select())).isEqualTo("4 1 2 3");
    assertThat(calls).noneMatch(call -> call.contains(" 0 "));
  }

  @Test
  void fullServersAreFirstAskedForWhatTheyHave() {
    servers.fill(servers.indexOf(order.get(2)));
    Future<Assignment> selected = select();
    assertThat(selected.result().happiness()).isEqualTo(4);
    assertThat(selected.result().servers()).doesNotContainValue(order.get(2));
    assertThat(calls.get(0)).isEqualTo("shares 0");
  }

  @Test
  void aServerThatHangsIsGivenUp_andLetsGoOfRoomThatItMakesLate() {
    Promise<AllocateReply> late = Promise.promise();
    servers.answer(order.get(3), "allocate", arguments -> late.future());
    Future<Assignment> selected = select();
    assertThat(selected.isComplete()).isFalse();
    timers.until(5_000);
    assertThat(selected.result().servers()).doesNotContainValue(order.get(3));
    assertThat(order.get(3).suspected()).isTrue();
    late.complete(new AllocateReply(new TreeSet<>(), new TreeSet<>(List.of(3))));
    assertThat(calls).endsWith("abort 3 [3]");
  }

  @Test
  void whereTooFewTakePart_allRoomIsLetGo() {
    for (int place = 2; place < 6; place++) makesRoom(place, false);
    Future<Assignment> selected = select();
    assertThat(GridException.is(selected.cause(), GridException.Kind.UNHAPPY)).isTrue();
    assertThat(selected.cause())
        .hasMessageStartingWith(
            "shares can be placed on only 2 servers, at least 3 are needed; of 6 servers asked");
    assertThat(calls).filteredOn(call -> call.startsWith("abort 0")).isNotEmpty();
    assertThat(calls).filteredOn(call -> call.startsWith("abort 1")).isNotEmpty();
  }
}
