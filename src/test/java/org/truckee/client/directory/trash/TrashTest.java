package org.truckee.client.directory.trash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.client.directory.Directories;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.DirectoryFormat;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.dirnode.metadata.Metadata;
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
  void entriesThatOthersMade_areListed_andComeBackToANamedPlace() {
    loseFile("first");
    Directory trash =
        gateway.directories.open(
            run(() -> root.get(Trash.NAME)).orElseThrow().target().strongest().orElseThrow());
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
