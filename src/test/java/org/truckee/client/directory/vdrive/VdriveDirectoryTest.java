package org.truckee.client.directory.vdrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.client.directory.Directories;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.DirectoryContract;
import org.truckee.client.directory.DirectoryFormat;
import org.truckee.client.directory.Moves;
import org.truckee.client.server.vdrive.VdriveServers;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildConflict;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.dirnode.metadata.Metadata;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.grid.TestVdrive;

/** Directories on a real vdrive server. */
class VdriveDirectoryTest extends DirectoryContract {
  private static final ChildTarget FILE = ChildTarget.of(Capability.parse("URI:LIT:nbswy3dp"));

  private static TestVdrive server;

  private final VdriveDirectories gateway = server.newGateway();
  private final VdriveDirectories another = server.newGateway();

  @BeforeAll
  static void start(@TempDir Path directory) {
    server = TestVdrive.start(directory);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  protected Directory create(Child... children) {
    return run(() -> gateway.create(DirectoryFormat.VDRIVE, List.of(children)));
  }

  @Override
  protected Directory open(Capability capability) {
    return gateway.open(capability).orElseThrow();
  }

  @Override
  protected <T> T run(Supplier<Future<T>> step) {
    return server.run(step);
  }

  private static Child child(String name) {
    return new Child(name, FILE, Metadata.EMPTY);
  }

  private static Edit put(String name, Overwrite overwrite) {
    return new Edit.Put(name, FILE, Optional.empty(), overwrite);
  }

  private static Edit remove(String name) {
    return new Edit.Remove(name, Edit.Expected.ANYTHING);
  }

  @Test
  void writersOfTheSameName_takeTurns() {
    Capability shared = create().capability();
    List<Future<List<Optional<Child>>>> writing = new ArrayList<>();

    run(
        () -> {
          for (int i = 0; i < 20; i++)
            writing.add(
                server
                    .newGateway()
                    .open(shared)
                    .orElseThrow()
                    .edit(List.of(put("shared", Overwrite.ALWAYS))));
          return Future.all(writing);
        });

    long first = writing.stream().filter(w -> w.result().get(0).isEmpty()).count();
    assertThat(first).as("writers who saw an empty slot").isEqualTo(1);
  }

  /** The server then tells what is in the way only in part, and the rest is looked at. */
  @Test
  void whatIsInTheWay_isReplacedHoweverMuchItIs() {
    Metadata large = Metadata.parse("{\"x\": \"" + "y".repeat(60_000) + "\"}");
    List<Edit> first = new ArrayList<>();
    List<Edit> second = new ArrayList<>();
    Optional<Metadata> small = Optional.of(Metadata.parse("{\"new\": 1}"));
    for (int i = 0; i < 90; i++) {
      first.add(new Edit.Put("n" + i, FILE, Optional.of(large), Overwrite.ALWAYS));
      second.add(new Edit.Put("n" + i, FILE, small, Overwrite.ALWAYS));
    }
    Directory shared = create();
    run(() -> shared.edit(first));
    Directory others = server.newGateway().open(shared.capability()).orElseThrow();

    List<Optional<Child>> before = run(() -> others.edit(second));

    assertThat(before).hasSize(90).allMatch(Optional::isPresent);
  }

  @Test
  void oneWriterOfANewNameWins_andTheOthersAreToldWhatIsThere() {
    Capability shared = create().capability();
    List<Future<List<Optional<Child>>>> writing = new ArrayList<>();

    run(
        () -> {
          for (int i = 0; i < 10; i++)
            writing.add(
                server
                    .newGateway()
                    .open(shared)
                    .orElseThrow()
                    .edit(List.of(put("new", Overwrite.NEVER))));
          return Future.join(writing).otherwiseEmpty();
        });

    assertThat(writing).filteredOn(Future::succeeded).hasSize(1);
    assertThat(writing)
        .filteredOn(Future::failed)
        .allSatisfy(
            loser ->
                assertThat(loser.cause())
                    .isInstanceOfSatisfying(
                        ChildConflict.class, e -> assertThat(e.present()).isPresent()));
  }

  @Test
  void whatIsChangedAndReadAtOnceThroughOneGateway_isNoRollback() {
    Directory directory = create(child("shared"));
    List<Future<?>> all = new ArrayList<>();

    run(
        () -> {
          for (int i = 0; i < 60; i++) {
            all.add(directory.edit(List.of(put("shared", Overwrite.ALWAYS))));
            all.add(directory.get("shared"));
            all.add(directory.list().next());
          }
          return Future.join(all).otherwiseEmpty();
        });

    assertThat(all).allSatisfy(done -> assertThat(done.cause()).isNull());
  }

  @Test
  void aChildMovesBetweenDirectories_inOneStep() {
    Directory from = create(child("a"));
    Directory to = create();
    int before = server.requests().size();

    run(
        () ->
            new Moves(new Directories(List.of(gateway))).move(from, "a", to, "b", Overwrite.NEVER));

    assertThat(list(from)).isEmpty();
    assertThat(list(to)).extracting(Child::name).containsExactly("b");
    assertThat(server.requests().subList(before, server.requests().size()))
        .filteredOn(request -> request.startsWith("POST"))
        .hasSize(1);
  }

  @Test
  void aMoveThatMeetsSomethingElse_changesNeither() {
    Directory from = create(child("a"));
    Directory to = create(child("b"));
    Directories both = new Directories(List.of(gateway));

    assertThatThrownBy(() -> run(() -> new Moves(both).move(from, "a", to, "b", Overwrite.NEVER)))
        .isInstanceOf(ChildConflict.class);
    assertThat(list(from)).hasSize(1);
    assertThat(list(to)).hasSize(1);
  }

  @Test
  void aNewName_takesOneRequest() {
    Directory directory = create();
    int before = server.requests().size();

    run(() -> directory.edit(List.of(put("a", Overwrite.NEVER))));

    assertThat(server.requests()).hasSize(before + 1);
  }

  @Test
  void listingAgain_showsWhatOthersChanged() {
    Directory directory = create(child("a"));
    assertThat(list(directory)).hasSize(1);
    assertThat(list(directory)).as("unchanged").hasSize(1);

    Directory others = another.open(directory.capability()).orElseThrow();
    run(() -> others.edit(List.of(put("b", Overwrite.NEVER), remove("a"))));

    assertThat(list(directory)).extracting(Child::name).containsExactly("b");
  }

  @Test
  void aDirectoryThatNobodyMade_isNotFound() {
    byte[] key = new byte[32];
    key[5] = 5;
    Directory directory = open(new VdriveWriteCap(new Secret(Bytes.wrap(key))));

    assertThatThrownBy(() -> list(directory)).satisfies(e -> is(e, GridException.Kind.NOT_FOUND));
    assertThatThrownBy(() -> run(() -> directory.edit(List.of(put("a", Overwrite.ALWAYS)))))
        .satisfies(e -> is(e, GridException.Kind.NOT_FOUND));
  }

  @Test
  void aRoot_isMadeWhenItIsFirstAskedFor() {
    byte[] key = new byte[32];
    key[5] = 6;
    VdriveWriteCap cap = new VdriveWriteCap(new Secret(Bytes.wrap(key)));
    Roots roots = new Roots(server.servers(), gateway, cap);

    assertThat(run(roots::own)).isEqualTo(cap);
    assertThat(list(open(cap))).isEmpty();
    assertThatThrownBy(() -> run(roots::global))
        .satisfies(e -> is(e, GridException.Kind.NOT_FOUND));
  }

  @Test
  void whileTheServerIsGone_everythingFailsClearly_andHealsByItself(@TempDir Path own) {
    try (TestVdrive alone = TestVdrive.start(own)) {
      VdriveDirectories view = alone.newGateway();
      Directory directory =
          alone.run(() -> view.create(DirectoryFormat.VDRIVE, List.of(child("a"))));
      alone.stop();

      for (Supplier<Future<?>> step :
          List.<Supplier<Future<?>>>of(
              () -> directory.get("a"),
              () -> directory.list().next(),
              () -> directory.edit(List.of(put("b", Overwrite.NEVER))),
              () -> view.create(DirectoryFormat.VDRIVE, List.of())))
        assertThatThrownBy(() -> alone.run(() -> step.get().mapEmpty()))
            .hasMessageContaining("vdrive")
            .satisfies(e -> is(e, GridException.Kind.UNREACHABLE));

      alone.start();
      alone.run(() -> directory.edit(List.of(put("b", Overwrite.NEVER))));
      assertThat(alone.run(() -> directory.get("a"))).isPresent();
    }
  }

  @Test
  void ofTwoServers_eachKeepsItsDirectories_andIsNotNeededForTheOthers(
      @TempDir Path one, @TempDir Path two) {
    try (TestVdrive first = TestVdrive.start(one, 1);
        TestVdrive second = TestVdrive.start(two, 2)) {
      VdriveServers servers = first.servers();
      servers.add(second.announcement(Optional.empty()));
      VdriveDirectories both = first.newGateway(servers);
      Directory here = madeOn(first, first, both);
      Directory there = madeOn(second, first, both);

      Directories all = new Directories(List.of(both));
      first.run(() -> new Moves(all).move(here, "a", there, "b", Overwrite.NEVER));
      assertThat(first.run(() -> here.get("a"))).isEmpty();
      assertThat(first.run(() -> there.get("b"))).isPresent();
      second.stop();
      first.run(() -> here.edit(List.of(put("c", Overwrite.NEVER))));
      assertThatThrownBy(() -> first.run(() -> there.get("b")))
          .satisfies(e -> is(e, GridException.Kind.UNREACHABLE));
      assertThat(first.run(() -> both.create(DirectoryFormat.VDRIVE, List.of()))).isNotNull();
      second.start();
      assertThat(first.run(() -> there.get("b"))).isPresent();
    }
  }

  /** A directory that chance has put on {@code wanted}. */
  private static Directory madeOn(TestVdrive wanted, TestVdrive loop, VdriveDirectories gateway) {
    while (true) {
      int before = wanted.requests().size();
      Directory made = loop.run(() -> gateway.create(DirectoryFormat.VDRIVE, List.of(child("a"))));
      if (wanted.requests().size() > before) return made;
    }
  }

  @Test
  void anAnswerThatWasLost_isAskedForAgainAndCountsOnce() {
    Directory directory = create();
    server.misbehave(
        ctx -> {
          server.behave();
          ctx.response().endHandler(ended -> {});
          Faults.hangUp().handle(ctx);
        });

    run(() -> directory.edit(List.of(put("a", Overwrite.NEVER))));

    assertThat(list(directory)).extracting(Child::name).containsExactly("a");
  }

  private static void is(Throwable failure, GridException.Kind kind) {
    assertThat(GridException.is(failure, kind))
        .as("%s, from %s", failure, failure.getCause())
        .isTrue();
  }
}
