package org.truckee.client.mutable;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.streams.ReadStream;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.cap.MutableFormat;
import org.truckee.cap.MutableWriteCap;
import org.truckee.cap.ReadCap;
import org.truckee.client.context.ClientContext;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.DirectoryFormat;
import org.truckee.client.directory.file.FilesOfTables;
import org.truckee.client.directory.file.GridDirectories;
import org.truckee.client.flow.GridFile;
import org.truckee.client.mutable.read.FoundVersions;
import org.truckee.client.plaintext.Plaintext;
import org.truckee.client.plaintext.PlaintextInMemory;
import org.truckee.client.pool.MemoryBudget;
import org.truckee.client.server.ServerSecrets;
import org.truckee.client.timeline.Timelines;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.placement.EncodingParameters;
import org.truckee.platform.Ticker;
import org.truckee.testing.TestClock;
import org.truckee.testing.Waiting;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.known.Golden;
import org.truckee.testing.known.TestKeys;
import org.truckee.worker.Codec;
import org.truckee.worker.Machine;

/** Writers who know nothing of each other, and writers who die. */
class WritersTest {
  private static final ChildTarget FILE = ChildTarget.of(Capability.parse("URI:LIT:nbswy3dp"));

  private static TestGrid grid;
  private static Machine machine;

  @BeforeAll
  static void start(@TempDir Path directory) {
    grid = TestGrid.start(directory, 10);
    Codec codec = Waiting.of(Codec.deploy(grid.vertx(), 2));
    machine = Machine.of(grid.vertx(), codec, new TestClock(), new SecureRandom());
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  @Test
  @Tag("slow")
  void twentyWritersAtOnce_allSucceed_andNoneIsLost() {
    MutableWriteCap cap = create(MutableFormat.SDMF, new byte[0]);
    List<Future<Void>> writing = new ArrayList<>();

    grid.run(
        () -> {
          for (int i = 0; i < 20; i++) writing.add(stranger().open(cap).modify(adding(i)));
          return Future.join(writing);
        });

    String[] lines = contents(cap).toUtf8().split("\n");
    assertThat(lines)
        .containsExactlyInAnyOrder(
            IntStream.range(0, 20).mapToObj(WritersTest::line).toArray(String[]::new));
    FoundVersions found = grid.run(() -> stranger().open(cap).versions());
    assertThat(found.versions()).hasSize(1);
  }

  /**
   * Three writers have two servers each and are slow at the others, so that four have the version
   * before, and six may have kept another one, as far as the fourth writer can see.
   */
  @Test
  void aWriterWhoCantTellWhichVersionIsKept_waitsForThoseWhoAreSlow() {
    MutableWriteCap cap = create(MutableFormat.SDMF, new byte[0]);
    Promise<Void> gate = Promise.promise();
    List<Future<Void>> writing = threeWritersWithTwoServersEach(cap, gate, RoutingContext::next);

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
    begin(cap, 3, writing);
    grid.run(() -> writing.get(3));

    grid.run(() -> Future.join(writing).otherwiseEmpty());
    grid.servers().forEach(TestServer::behave);
    assertThat(contents(cap).toUtf8()).contains(line(3));
  }

  /**
   * Three writers have two servers each when all meet, and the other four servers take nothing for
   * a moment. Somebody who comes anew can't tell then whether another version than the one on those
   * four was kept on the six. The writers can: they saw it kept, and replaced nothing of each
   * other.
   */
  @Test
  void writersWhoMeetWhenEachHasTwoServers_allSucceed() {
    MutableWriteCap cap = create(MutableFormat.SDMF, new byte[0]);
    Promise<Void> gate = Promise.promise();
    List<Future<Void>> writing = threeWritersWithTwoServersEach(cap, gate, Faults.status(507));
    grid.servers().forEach(TestServer::behave);
    gate.complete();

    grid.run(() -> Future.join(writing));

    assertThat(contents(cap).toUtf8().split("\n"))
        .containsExactlyInAnyOrder(line(0), line(1), line(2));
  }

  /**
   * Three writers who know nothing of each other, once each has taken two servers. Their steps at
   * other servers wait for {@code gate}, and those at servers that are nobody's come to {@code
   * end}.
   */
  private static List<Future<Void>> threeWritersWithTwoServersEach(
      MutableWriteCap cap, Promise<Void> gate, Handler<RoutingContext> end) {
    List<TestServer> servers = grid.permuted(cap.toReadCap().toVerifyCap().storageIndex());
    List<Future<Void>> writing = new ArrayList<>();
    Promise<Void> allKnow = Promise.promise();
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger taken = new AtomicInteger();
    for (int i = 0; i < 3; i++) {
      for (int place = 0; place < servers.size(); place++) {
        boolean own = place / 2 == i;
        Handler<RoutingContext> then = place < 6 ? RoutingContext::next : end;
        Handler<RoutingContext> waiting =
            own
                ? Faults.waitFor(allKnow.future(), ctx -> countAtEnd(ctx, taken))
                : Faults.waitFor(gate.future(), then);
        servers.get(place).misbehave(steps(ctx -> countAndGoOn(ctx, begun, waiting)));
      }
      int before = begun.get();
      begin(cap, i, writing);
      Waiting.untilTrue(() -> begun.get() == before + servers.size());
    }
    allKnow.complete();
    Waiting.untilTrue(() -> taken.get() == 6);
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

  private static void begin(MutableWriteCap cap, int number, List<Future<Void>> writing) {
    grid.run(
        () -> {
          writing.add(stranger().open(cap).modify(adding(number)));
          return Future.succeededFuture();
        });
  }

  @Test
  void twentyGatewaysThatAddToOneDirectory_allSucceed_andNoneIsLost() {
    addFromTwentyGateways(DirectoryFormat.SDMF);
  }

  @Test
  @Tag("slow")
  void twentyGatewaysThatAddToOneMdmfDirectory_allSucceed_andNoneIsLost() {
    addFromTwentyGateways(DirectoryFormat.MDMF);
  }

  private static void addFromTwentyGateways(DirectoryFormat format) {
    Directory made = grid.run(() -> directories().create(format, List.of()));
    List<Future<?>> adding = new ArrayList<>();

    grid.run(
        () -> {
          for (int i = 0; i < 20; i++) {
            Edit put = new Edit.Put(line(i), FILE, Optional.empty(), Overwrite.NEVER);
            Directory own = directories().open(made.capability()).orElseThrow();
            adding.add(own.edit(List.of(put)));
          }
          return Future.all(adding);
        });

    Directory directory = directories().open(made.capability()).orElseThrow();
    assertThat(grid.run(() -> directory.list().next()))
        .extracting(Child::name)
        .containsExactlyInAnyOrder(
            IntStream.range(0, 20).mapToObj(WritersTest::line).toArray(String[]::new));
  }

  /** A gateway's directories, which share nothing with those of others but the servers. */
  private static GridDirectories directories() {
    return new GridDirectories(machine, stranger(), new NoFiles(), 1 << 20);
  }

  /** Immutable files are none of these writers' business. */
  private static final class NoFiles implements FilesOfTables {
    @Override
    public Future<GridFile> open(ReadCap cap) {
      return Future.failedFuture("none");
    }

    @Override
    public Future<ReadCap> put(Plaintext contents) {
      return Future.failedFuture("none");
    }

    @Override
    public Future<Plaintext> keep(ReadStream<Buffer> bytes) {
      return Future.failedFuture("none");
    }
  }

  /** The writer is cut off from all servers once they have answered a number of its steps. */
  @ParameterizedTest(name = "{0}, {1} bytes, after up to {3} steps")
  @CsvSource({"SDMF,5000,6000,11", "MDMF,300000,200000,11", "MDMF,6500000,7000000,5"})
  void aWriterWhoDiesAtAnyStep_leavesTheOldOrTheNewContents(
      MutableFormat format, int size, int newSize, int cuts) {
    byte[] old = Golden.stream("old", size);
    byte[] contents = Golden.stream("new", newSize);
    MutableWriteCap cap = create(format, old);
    int steps = 10 * (newSize < 1 << 20 ? 1 : 1 + 1 + newSize / 3 / (6 * 43_691));
    for (int cut = 0; cut < cuts; cut++) {
      int after = cut * steps / (cuts - 1);
      dyingAfter(after, () -> stranger().open(cap).overwrite(plaintext(contents)));

      Bytes found = contents(cap);
      assertThat(found.equals(Bytes.wrap(old)) || found.equals(Bytes.wrap(contents)))
          .as("after %d of %d steps", after, steps)
          .isTrue();
    }
    grid.run(() -> stranger().open(cap).overwrite(plaintext(old)));
    assertThat(contents(cap)).isEqualTo(Bytes.wrap(old));
    assertThat(grid.run(() -> stranger().open(cap).versions()).damaged()).isEmpty();
  }

  @Test
  @Tag("slow")
  void aWriterOfALargeFileWhoDiesAtTwentyPlaces_leavesTheOldOrTheNewContents() {
    aWriterWhoDiesAtAnyStep_leavesTheOldOrTheNewContents(
        MutableFormat.MDMF, 7_000_000, 8_000_000, 20);
  }

  /** Of 3 and 4 shares there are never enough of two versions, and yet one of them is whole. */
  @ParameterizedTest
  @CsvSource({"3,4,3", "1,1,2"})
  void aWriterOfALargeFileOfFewShares_leavesTheOldOrTheNewContents(
      int needed, int total, int cuts) {
    byte[] old = Golden.stream("old", needed * 2_300_000);
    byte[] contents = Golden.stream("new", needed * 2_400_000);
    EncodingParameters few = new EncodingParameters(needed, 1, total, 128 << 10);
    Supplier<MutableFiles> files = () -> stranger(few);
    MutableWriteCap cap =
        grid.run(() -> files.get().create(MutableFormat.MDMF, plaintext(old), Optional.empty()));
    int steps = (2 * needed + total) * 11;
    for (int after = 3; after < steps; after += steps / cuts + 1) {
      dyingAfter(after, () -> files.get().open(cap).overwrite(plaintext(contents)));

      Bytes found = contents(cap);
      assertThat(found.equals(Bytes.wrap(old)) || found.equals(Bytes.wrap(contents)))
          .as("after %d of %d steps", after, steps)
          .isTrue();
    }
    grid.run(() -> files.get().open(cap).overwrite(plaintext(contents)));
    assertThat(contents(cap)).isEqualTo(Bytes.wrap(contents));
    assertThat(grid.run(() -> stranger().open(cap).versions()).damaged()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"3,4", "3,5", "2,2"})
  @Tag("slow")
  void aWriterOfALargeFileOfFewSharesWhoDiesAtTwentyPlaces_leavesTheOldOrTheNewContents(
      int needed, int total) {
    aWriterOfALargeFileOfFewShares_leavesTheOldOrTheNewContents(needed, total, 20);
  }

  @Test
  void aWriterWhoDiesInTheMiddleOfAnUpdate_leavesTheOldOrTheNewContents() {
    byte[] old = Golden.stream("old", 400_000);
    byte[] data = Golden.stream("data", 140_000);
    byte[] updated = old.clone();
    System.arraycopy(data, 0, updated, 100_000, data.length);
    MutableWriteCap cap = create(MutableFormat.MDMF, old);
    for (int after = 0; after <= 10; after++) {
      dyingAfter(after, () -> stranger().open(cap).write(100_000, plaintext(data)));

      Bytes found = contents(cap);
      assertThat(found.equals(Bytes.wrap(old)) || found.equals(Bytes.wrap(updated))).isTrue();
    }
    grid.run(() -> stranger().open(cap).write(100_000, plaintext(data)));
    assertThat(contents(cap)).isEqualTo(Bytes.wrap(updated));
    assertThat(grid.run(() -> stranger().open(cap).versions()).versions()).hasSize(1);
  }

  /** Runs {@code write} while servers carry out {@code steps} steps and then hang up. */
  private static void dyingAfter(int steps, Supplier<Future<Void>> write) {
    AtomicInteger left = new AtomicInteger(steps);
    Handler<RoutingContext> dying =
        ctx -> {
          boolean step = ctx.request().method().equals(HttpMethod.POST);
          if (step && left.getAndDecrement() <= 0) ctx.request().connection().close();
          else ctx.next();
        };
    grid.servers().forEach(server -> server.misbehave(dying));
    grid.run(() -> write.get().otherwiseEmpty());
    grid.servers().forEach(server -> server.behave());
  }

  private static Function<Bytes, Optional<Bytes>> adding(int number) {
    Bytes line = Bytes.utf8(line(number) + "\n");
    return old ->
        old.toUtf8().contains(line.toUtf8())
            ? Optional.empty()
            : Optional.of(Bytes.concat(old, line));
  }

  private static String line(int number) {
    return "writer " + number;
  }

  /** A gateway's mutable files, which share nothing with those of others but the servers. */
  private static MutableFiles stranger() {
    return stranger(EncodingParameters.DEFAULT);
  }

  private static MutableFiles stranger(EncodingParameters encoding) {
    return new MutableFiles(
        new ClientContext(
            machine,
            new MemoryBudget(64 << 20, Ticker.SYSTEM),
            new Timelines(new TestClock(), Ticker.SYSTEM),
            grid.gateway().servers(),
            new ServerSecrets(new Secret(Bytes.utf8("secret of the writers"))),
            encoding),
        TestKeys::next);
  }

  private static Bytes contents(MutableWriteCap cap) {
    return grid.run(() -> stranger().open(cap.toReadCap()).contents(Future::succeededFuture));
  }

  private static MutableWriteCap create(MutableFormat format, byte[] contents) {
    return grid.run(() -> stranger().create(format, plaintext(contents), Optional.empty()));
  }

  private static Plaintext plaintext(byte[] contents) {
    return PlaintextInMemory.of(Bytes.wrap(contents));
  }
}
