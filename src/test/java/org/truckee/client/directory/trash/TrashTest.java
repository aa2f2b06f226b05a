package org.truckee.client.directory.trash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.GridException;
import org.truckee.TrashMark;
import org.truckee.cap.Capability;
import org.truckee.client.directory.Directories;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.DirectoryFormat;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.dirnode.metadata.Metadata;
import org.truckee.protocol.vdrive.VdrivePaths;
import org.truckee.testing.TestClock;
import org.truckee.testing.Waiting;
import org.truckee.testing.grid.TestVdrive;
import org.truckee.worker.Codec;
import org.truckee.worker.Machine;

/** The trash over days, with several gateways, and when something is wrong with it. */
class TrashTest {
  private static final ChildTarget FILE = ChildTarget.of(Capability.parse("URI:LIT:nbswy3dp"));
  private static final Duration MONTH = Duration.ofDays(30);

  private static TestVdrive server;
  private static Machine machine;
  private static TestClock clock;

  private final Gateway gateway = new Gateway();
  private Capability drive;
  private Directory root;

  /** One gateway with a trash for all directories that are opened by {@link #drive}. */
  private final class Gateway {
    final Directories directories = new Directories(List.of(server.newGateway()));
    final Trashes trashes =
        new Trashes(directories, machine, capability -> capability.equals(drive), MONTH);

    Gateway() {
      directories.openDrives(trashes::rooted);
    }

    Directory open() {
      return directories.open(drive);
    }

    List<String> trashed() {
      return run(() -> trashes.of(drive).orElseThrow().list(1000)).entries().stream()
          .map(entry -> String.join("/", entry.path().orElseThrow()))
          .toList();
    }
  }

  @BeforeAll
  static void start(@TempDir Path directory) {
    server = TestVdrive.start(directory);
    clock = new TestClock();
    Codec codec = Waiting.of(Codec.deploy(server.vertx(), 1));
    machine = Machine.of(server.vertx(), codec, clock, new SecureRandom());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void makeDrive() {
    server.behave();
    drive = run(() -> gateway.directories.create(DirectoryFormat.VDRIVE, List.of())).capability();
    root = gateway.open();
  }

  private static <T> T run(Supplier<Future<T>> step) {
    return server.run(step);
  }

  private static Edit put(String name) {
    return new Edit.Put(name, FILE, Optional.empty(), Overwrite.ALWAYS);
  }

  private static Edit remove(String name) {
    return new Edit.Remove(name, Edit.Expected.ANYTHING);
  }

  private void loseFile(String name) {
    run(() -> root.edit(List.of(put(name))));
    run(() -> root.edit(List.of(remove(name))));
  }

  @Test
  void anEntry_staysForThirtyDays_andGoesWithLaterOnes() {
    loseFile("first");
    clock.advance(Duration.ofDays(29));
    loseFile("second");
    assertThat(gateway.trashed()).containsExactly("second", "first");

    clock.advance(Duration.ofDays(2));
    loseFile("third");
    Waiting.until(() -> assertThat(gateway.trashed()).containsExactly("third", "second"));
  }

  @Test
  void aClockThatJumpsYearsAhead_takesNothingOut() {
    loseFile("first");
    clock.advance(Duration.ofDays(1000));
    loseFile("second");
    clock.advance(Duration.ofHours(2));
    loseFile("third");

    assertThat(gateway.trashed()).containsExactly("third", "second", "first");
    clock.advance(Duration.ofDays(-1000));
    loseFile("fourth");
    assertThat(gateway.trashed()).hasSize(4);
  }

  @Test
  void aRemoval_costsOneChangeMore_andNothingElseCostsMore() {
    loseFile("first");
    run(() -> root.edit(List.of(put("known"))));
    assertThat(costs(() -> root.edit(List.of(put("new")))))
        .isEqualTo(costs(() -> root.withoutTrash().edit(List.of(put("newer")))));
    run(() -> root.edit(List.of(put("other"))));

    Costs bare = costs(() -> seenAndRemoved(root.withoutTrash(), "other"));
    Costs kept = costs(() -> seenAndRemoved(root, "known"));

    Costs oneChange = costs(() -> root.withoutTrash().edit(List.of(put("something new"))));
    assertThat(kept.writes() - bare.writes()).isEqualTo(oneChange.writes()).isEqualTo(1);
    assertThat(kept.reads() - bare.reads()).isLessThanOrEqualTo(oneChange.reads());
  }

  @Test
  void whatWasNotSeenBefore_costsNoLookMore() {
    loseFile("first");
    run(() -> root.edit(List.of(put("a"), put("b"), put("c"), put("d"), put("e"))));
    Costs oneChange = costs(() -> root.withoutTrash().edit(List.of(put("something new"))));

    for (List<Edit> edits :
        List.of(
            List.of(remove("a")),
            List.of(other("b"), other("new"), other("c")),
            List.of(other("d"), remove("e"), other("n1"), other("n2"), other("n3"), other("n4")))) {
      List<Edit> again = new ArrayList<>();
      edits.forEach(edit -> again.add(put(edit.name())));
      Costs kept = costs(() -> root.edit(edits));
      run(() -> root.withoutTrash().edit(again));
      Costs bare = costs(() -> root.withoutTrash().edit(edits));
      assertThat(kept.writes()).isEqualTo(bare.writes() + 1);
      assertThat(kept.reads()).isLessThanOrEqualTo(bare.reads() + oneChange.reads());
      assertThat(gateway.trashed()).contains(edits.get(0).name());
    }
  }

  private static Edit other(String name) {
    ChildTarget other = ChildTarget.of(Capability.parse("URI:LIT:me"));
    return new Edit.Put(name, other, Optional.empty(), Overwrite.ALWAYS);
  }

  private static Future<?> seenAndRemoved(Directory directory, String name) {
    return directory.get(name).compose(child -> directory.edit(List.of(remove(name))));
  }

  /** The questions to the vdrive server. */
  private record Costs(long reads, long writes) {}

  private static Costs costs(Supplier<Future<?>> step) {
    server.requests().clear();
    run(() -> step.get().<Void>mapEmpty());
    long writes = server.requests().stream().filter(asked -> asked.startsWith("POST")).count();
    return new Costs(server.requests().size() - writes, writes);
  }

  @Test
  void twoGateways_thatRemoveAtOnce_loseNothing() {
    Gateway other = new Gateway();
    List<String> names = IntStream.range(0, 20).mapToObj(i -> "file" + i).toList();
    run(() -> root.edit(names.stream().map(TrashTest::put).toList()));

    run(
        () ->
            Future.all(
                names.stream()
                    .map(
                        name ->
                            (name.length() == 5 ? gateway : other)
                                .open()
                                .edit(List.of(remove(name))))
                    .toList()));

    assertThat(gateway.trashed()).containsExactlyInAnyOrderElementsOf(names);
    assertThat(other.trashed()).hasSize(names.size());
  }

  @Test
  void twoGateways_thatRestoreTheSame_bothSucceed() {
    loseFile("file");
    Gateway other = new Gateway();
    String id = run(() -> gateway.trashes.of(drive).orElseThrow().list(1)).entries().get(0).id();

    run(
        () ->
            Future.all(
                List.of(
                    gateway
                        .trashes
                        .restoring(drive)
                        .orElseThrow()
                        .restore(id, Optional.empty(), Overwrite.NEVER),
                    other
                        .trashes
                        .restoring(drive)
                        .orElseThrow()
                        .restore(id, Optional.empty(), Overwrite.NEVER))));

    assertThat(run(() -> root.get("file")).orElseThrow().target()).isEqualTo(FILE);
    assertThat(gateway.trashed()).isEmpty();
  }

  @Test
  void ifTheTrashCantBeWritten_nothingIsRemoved() {
    loseFile("first");
    run(() -> root.edit(List.of(put("file"))));
    server.misbehave(
        ctx -> {
          if (ctx.request().method().name().equals("POST")) ctx.fail(507);
          else ctx.next();
        });
    try {
      assertThatThrownBy(() -> run(() -> root.edit(List.of(remove("file")))))
          .isInstanceOf(GridException.class)
          .hasMessageContaining("nothing was removed or replaced");
    } finally {
      server.behave();
    }
    assertThat(run(() -> root.get("file"))).isPresent();
  }

  @Test
  void anEmptyingThatEndsHalfway_isToldToThoseWhoLookBack() {
    Instant before = lost("first");
    server.misbehave(
        ctx -> {
          if (isPage(ctx)) ctx.fail(507);
          else ctx.next();
        });
    try {
      assertThatThrownBy(() -> run(() -> gateway.trashes.of(drive).orElseThrow().empty()))
          .isInstanceOf(GridException.class);
    } finally {
      server.behave();
    }

    assertThat(gateway.trashed()).containsExactly("first");
    assertThatThrownBy(() -> run(() -> gateway.trashes.past(drive, before)))
        .hasMessageContaining("emptied since");
  }

  @Test
  void anEmptyingWhileThePastIsRead_isToldToTheReader() {
    Instant before = lost("first");
    Gateway other = new Gateway();
    whenAPageIsRead(() -> other.trashes.of(drive).orElseThrow().empty());

    assertThatThrownBy(() -> run(() -> gateway.trashes.past(drive, before)))
        .hasMessageContaining("emptied since");
  }

  @Test
  void aTrashThatOthersMakeWhileTheirFormerOneIsEmptied_stays() {
    run(() -> root.edit(List.of(put("second"))));
    loseFile("first");
    Directory others = new Gateway().open();
    whenAPageIsRead(
        () ->
            others
                .edit(List.of(remove(TrashMark.NAME)))
                .compose(gone -> others.edit(List.of(remove("second")))));

    assertThat(run(() -> gateway.trashes.of(drive).orElseThrow().empty())).isEqualTo(1);

    assertThat(gateway.trashed()).containsExactly("second");
  }

  /** Has a file taken away; returns a time when it was there. */
  private Instant lost(String name) {
    run(() -> root.edit(List.of(put(name))));
    clock.advance(Duration.ofSeconds(1));
    Instant there = clock.instant();
    clock.advance(Duration.ofSeconds(1));
    run(() -> root.edit(List.of(remove(name))));
    return there;
  }

  /** Has {@code step} done before the first page of a directory is answered. */
  private static void whenAPageIsRead(Supplier<Future<?>> step) {
    AtomicBoolean done = new AtomicBoolean();
    server.misbehave(
        ctx -> {
          if (isPage(ctx) && done.compareAndSet(false, true))
            step.get().onSuccess(did -> ctx.next()).onFailure(ctx::fail);
          else ctx.next();
        });
  }

  private static boolean isPage(RoutingContext ctx) {
    return ctx.request().uri().contains(VdrivePaths.LIMIT + "=");
  }

  @Test
  void aDirectoryThatAUserMade_getsTheMarkOfATrash_andKeepsItsOwn() {
    Metadata own = Metadata.parse("{\"mine\": 7}");
    Directory made = run(() -> gateway.directories.create(DirectoryFormat.VDRIVE, List.of()));
    Edit link =
        new Edit.Put(
            TrashMark.NAME, ChildTarget.of(made.capability()), Optional.of(own), Overwrite.NEVER);
    run(() -> root.edit(List.of(link)));

    loseFile("first");
    assertThatTheTrashIsMarked();
    run(() -> gateway.trashes.of(drive).orElseThrow().empty());
    assertThatTheTrashIsMarked();
  }

  /** Its link has the mark beside its user's own metadata, and shows nothing to readers. */
  private void assertThatTheTrashIsMarked() {
    assertThat(run(() -> root.get(TrashMark.NAME)).orElseThrow().metadata().fields())
        .containsEntry("mine", 7)
        .containsKey(TrashMark.NOTES);
    Directory readers = gateway.directories.open(drive.readCap().orElseThrow());
    assertThat(run(() -> readers.get(TrashMark.NAME)).orElseThrow().target())
        .isEqualTo(ChildTarget.of(Capability.parse("URI:DIR2-LIT:")));
  }

  @Test
  void entriesThatOthersMade_areListed_andComeBackToANamedPlace() {
    loseFile("first");
    Directory trash =
        gateway.directories.open(
            run(() -> root.get(TrashMark.NAME)).orElseThrow().target().strongest().orElseThrow());
    Metadata odd =
        Metadata.parse(
            "{\"truckee-trash\": {\"name\": 7, \"path\": [\"a\", 1], \"removed\": \"never\","
                + " \"was\": []}}");
    run(
        () ->
            trash.edit(
                List.of(
                    put("by hand"),
                    new Edit.Put("odd", FILE, Optional.of(odd), Overwrite.ALWAYS))));

    TrashList listed = run(() -> gateway.trashes.of(drive).orElseThrow().list(10));
    assertThat(listed.entries()).extracting(TrashEntry::id).contains("by hand", "odd");
    Restoring restoring = gateway.trashes.restoring(drive).orElseThrow();
    assertThatThrownBy(() -> run(() -> restoring.restore("odd", Optional.empty(), Overwrite.NEVER)))
        .hasMessageContaining("does not tell where");
    run(() -> restoring.restore("odd", Optional.of(List.of("here")), Overwrite.NEVER));
    assertThat(run(() -> root.get("here"))).isPresent();
  }

  @Test
  void hugeNames_pathsAndMetadata_areNoObstacle() {
    String longName = "\u00e4".repeat(20_000);
    Metadata large = Metadata.parse("{\"note\": \"" + "x".repeat(20_000) + "\"}");
    run(
        () ->
            root.edit(List.of(new Edit.Put("large", FILE, Optional.of(large), Overwrite.ALWAYS))));
    run(() -> root.edit(List.of(remove("large"))));
    loseFile(longName);

    List<TrashEntry> entries =
        run(() -> gateway.trashes.of(drive).orElseThrow().list(10)).entries();
    assertThat(entries).extracting(entry -> entry.path().isPresent()).contains(true, false);
    assertThat(entries).extracting(TrashEntry::id).anyMatch(id -> id.endsWith("\u00e4\u00e4"));
  }
}
