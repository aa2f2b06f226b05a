package org.truckee.client.mutable;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.bytes.Bytes;
import org.truckee.cap.MutableFormat;
import org.truckee.cap.MutableWriteCap;
import org.truckee.testing.Waiting;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;

/** Writers who know nothing of each other, and meet when each has written to a few servers. */
class MeetingWritersTest {
  private static Strangers strangers;
  private static TestGrid grid;

  @BeforeAll
  static void start(@TempDir Path directory) {
    strangers = new Strangers(directory);
    grid = strangers.grid();
  }

  @AfterAll
  static void stop() {
    strangers.close();
  }

  /**
   * Three writers have two servers each and are slow at the others, so that four have the version
   * before, and six may have kept another one, as far as the fourth writer can see.
   */
  @Test
  void aWriterWhoCantTellWhichVersionIsKept_waitsForThoseWhoAreSlow() {
    MutableWriteCap cap = strangers.create(MutableFormat.SDMF, new byte[0]);
    Promise<Void> gate = Promise.promise();
    List<Future<Void>> writing =
        withTwoServersEach(3, cap, i -> add(cap, i), gate, RoutingContext::next);

    AtomicInteger looks = new AtomicInteger();
    grid.servers().forEach(TestServer::behave);
    grid.permuted(cap.toReadCap().toVerifyCap().storageIndex())
        .get(9)
        .misbehave(
            Faults.onList(
                ctx -> {
                  if (looks.incrementAndGet() == 6) gate.complete();
                  ctx.next();
                }));
    grid.run(() -> add(cap, 3));

    grid.run(() -> Future.join(writing).otherwiseEmpty());
    grid.servers().forEach(TestServer::behave);
    assertThat(strangers.contents(cap).toUtf8()).contains(Strangers.line(3));
  }

  /**
   * Writers have two servers each when all meet, and the others take nothing for a moment. Somebody
   * who comes anew can't tell then whether another version than the one on four servers was kept on
   * six. The writers can: they saw it kept, and replaced nothing of each other. Of five writers'
   * versions none can be read, and each of them still has what it read before.
   */
  @Test
  void threeWritersWhoMeetWhenEachHasTwoServers_allSucceed() {
    meetWithTwoServersEach(3);
  }

  @Test
  @Tag("slow")
  void fiveWritersWhoMeetWhenEachHasTwoServers_allSucceed() {
    meetWithTwoServersEach(5);
  }

  private static void meetWithTwoServersEach(int count) {
    MutableWriteCap cap = strangers.create(MutableFormat.SDMF, Bytes.utf8("before\n").toArray());
    Promise<Void> gate = Promise.promise();
    List<Future<Void>> writing =
        withTwoServersEach(count, cap, i -> add(cap, i), gate, Faults.status(507));
    grid.servers().forEach(TestServer::behave);
    gate.complete();

    grid.run(() -> Future.join(writing));

    assertThat(strangers.contents(cap).toUtf8().split("\n"))
        .containsExactlyInAnyOrder(
            Stream.concat(Stream.of("before"), IntStream.range(0, count).mapToObj(Strangers::line))
                .toArray(String[]::new));
  }

  /** Whole contents need nothing of the version before, but that there was one. */
  @Test
  @Tag("slow")
  void fiveWritersOfWholeContentsWhoMeet_allSucceed_oneAfterTheOther() {
    MutableWriteCap cap = strangers.create(MutableFormat.SDMF, new byte[10]);
    Promise<Void> gate = Promise.promise();
    IntFunction<Future<Void>> overwrite =
        i -> strangers.one().open(cap).overwrite(Strangers.plaintext(new byte[100 + i]));
    List<Future<Void>> writing = withTwoServersEach(5, cap, overwrite, gate, Faults.status(507));
    grid.servers().forEach(TestServer::behave);
    gate.complete();

    grid.run(() -> Future.join(writing));

    assertThat(strangers.contents(cap).size()).isBetween(100, 104);
  }

  /**
   * Writers who know nothing of each other, once each has taken two servers. Their steps at other
   * servers wait for {@code gate}, and those at servers that are nobody's come to {@code end}.
   */
  private static List<Future<Void>> withTwoServersEach(
      int count,
      MutableWriteCap cap,
      IntFunction<Future<Void>> write,
      Promise<Void> gate,
      Handler<RoutingContext> end) {
    List<TestServer> servers = grid.permuted(cap.toReadCap().toVerifyCap().storageIndex());
    List<Future<Void>> writing = new ArrayList<>();
    Promise<Void> allKnow = Promise.promise();
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger taken = new AtomicInteger();
    for (int i = 0; i < count; i++) {
      for (int place = 0; place < servers.size(); place++) {
        boolean own = place / 2 == i;
        Handler<RoutingContext> then = place < 2 * count ? RoutingContext::next : end;
        Handler<RoutingContext> waiting =
            own
                ? Faults.waitFor(allKnow.future(), ctx -> countAtEnd(ctx, taken))
                : Faults.waitFor(gate.future(), then);
        servers.get(place).misbehave(steps(ctx -> countAndGoOn(ctx, begun, waiting)));
      }
      int number = i;
      int before = begun.get();
      writing.add(grid.begin(() -> write.apply(number)));
      Waiting.untilTrue(() -> begun.get() == before + servers.size());
    }
    allKnow.complete();
    Waiting.untilTrue(() -> taken.get() == 2 * count);
    return writing;
  }

  private static void countAndGoOn(
      RoutingContext ctx, AtomicInteger count, Handler<RoutingContext> next) {
    count.incrementAndGet();
    next.handle(ctx);
  }

  private static void countAtEnd(RoutingContext ctx, AtomicInteger count) {
    ctx.addEndHandler(done -> count.incrementAndGet());
    ctx.next();
  }

  private static Handler<RoutingContext> steps(Handler<RoutingContext> fault) {
    return Faults.when(ctx -> ctx.request().method().equals(HttpMethod.POST), fault);
  }

  /** The change that adds a line to the file. */
  private static Future<Void> add(MutableWriteCap cap, int number) {
    return strangers.one().open(cap).modify(Strangers.adding(number));
  }
}
