package org.truckee.client.mutable;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.streams.ReadStream;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
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
import org.truckee.cap.Capability;
import org.truckee.cap.MutableFormat;
import org.truckee.cap.MutableWriteCap;
import org.truckee.cap.ReadCap;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.DirectoryFormat;
import org.truckee.client.directory.file.FilesOfTables;
import org.truckee.client.directory.file.GridDirectories;
import org.truckee.client.flow.GridFile;
import org.truckee.client.mutable.read.FoundVersions;
import org.truckee.client.plaintext.Plaintext;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.placement.EncodingParameters;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.known.Golden;

/** Writers who know nothing of each other, and writers who die. */
class WritersTest {
  private static final ChildTarget FILE = ChildTarget.of(Capability.parse("URI:LIT:nbswy3dp"));

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

  @Test
  @Tag("slow")
  void twentyWritersAtOnce_allSucceed_andNoneIsLost() {
    MutableWriteCap cap = strangers.create(MutableFormat.SDMF, new byte[0]);
    List<Future<Void>> writing = new ArrayList<>();

    grid.run(
        () -> {
          for (int i = 0; i < 20; i++)
            writing.add(strangers.one().open(cap).modify(Strangers.adding(i)));
          return Future.join(writing);
        });

    String[] lines = strangers.contents(cap).toUtf8().split("\n");
    assertThat(lines)
        .containsExactlyInAnyOrder(
            IntStream.range(0, 20).mapToObj(Strangers::line).toArray(String[]::new));
    FoundVersions found = grid.run(() -> strangers.one().open(cap).versions());
    assertThat(found.versions()).hasSize(1);
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
            Edit put = new Edit.Put(Strangers.line(i), FILE, Optional.empty(), Overwrite.NEVER);
            Directory own = directories().open(made.capability()).orElseThrow();
            adding.add(own.edit(List.of(put)));
          }
          return Future.all(adding);
        });

    Directory directory = directories().open(made.capability()).orElseThrow();
    assertThat(grid.run(() -> directory.list().next()))
        .extracting(Child::name)
        .containsExactlyInAnyOrder(
            IntStream.range(0, 20).mapToObj(Strangers::line).toArray(String[]::new));
  }

  /** A gateway's directories, which share nothing with those of others but the servers. */
  private static GridDirectories directories() {
    return new GridDirectories(strangers.machine(), strangers.one(), new NoFiles(), 1 << 20);
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
    MutableWriteCap cap = strangers.create(format, old);
    int steps = 10 * (newSize < 1 << 20 ? 1 : 1 + 1 + newSize / 3 / (6 * 43_691));
    for (int cut = 0; cut < cuts; cut++) {
      int after = cut * steps / (cuts - 1);
      dyingAfter(after, () -> strangers.one().open(cap).overwrite(Strangers.plaintext(contents)));

      Bytes found = strangers.contents(cap);
      assertThat(found.equals(Bytes.wrap(old)) || found.equals(Bytes.wrap(contents)))
          .as("after %d of %d steps", after, steps)
          .isTrue();
    }
    grid.run(() -> strangers.one().open(cap).overwrite(Strangers.plaintext(old)));
    assertThat(strangers.contents(cap)).isEqualTo(Bytes.wrap(old));
    assertThat(grid.run(() -> strangers.one().open(cap).versions()).damaged()).isEmpty();
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
    Supplier<MutableFiles> files = () -> strangers.one(few);
    MutableWriteCap cap =
        grid.run(
            () ->
                files.get().create(MutableFormat.MDMF, Strangers.plaintext(old), Optional.empty()));
    int steps = (2 * needed + total) * 11;
    for (int after = 3; after < steps; after += steps / cuts + 1) {
      dyingAfter(after, () -> files.get().open(cap).overwrite(Strangers.plaintext(contents)));

      Bytes found = strangers.contents(cap);
      assertThat(found.equals(Bytes.wrap(old)) || found.equals(Bytes.wrap(contents)))
          .as("after %d of %d steps", after, steps)
          .isTrue();
    }
    grid.run(() -> files.get().open(cap).overwrite(Strangers.plaintext(contents)));
    assertThat(strangers.contents(cap)).isEqualTo(Bytes.wrap(contents));
    assertThat(grid.run(() -> strangers.one().open(cap).versions()).damaged()).isEmpty();
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
    MutableWriteCap cap = strangers.create(MutableFormat.MDMF, old);
    for (int after = 0; after <= 10; after++) {
      dyingAfter(after, () -> strangers.one().open(cap).write(100_000, Strangers.plaintext(data)));

      Bytes found = strangers.contents(cap);
      assertThat(found.equals(Bytes.wrap(old)) || found.equals(Bytes.wrap(updated))).isTrue();
    }
    grid.run(() -> strangers.one().open(cap).write(100_000, Strangers.plaintext(data)));
    assertThat(strangers.contents(cap)).isEqualTo(Bytes.wrap(updated));
    assertThat(grid.run(() -> strangers.one().open(cap).versions()).versions()).hasSize(1);
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
}
