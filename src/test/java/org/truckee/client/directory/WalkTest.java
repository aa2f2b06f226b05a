package org.truckee.client.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.cap.Capability;
import org.truckee.client.directory.tree.SizeClasses;
import org.truckee.client.directory.tree.TreeCount;
import org.truckee.client.directory.tree.TreeStats;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Overwrite;
import org.truckee.dirnode.metadata.Metadata;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;

/**
 * Walks through directories in files of a grid, whose children come in the order of their names.
 */
class WalkTest {
  private static final ChildTarget LITERAL = ChildTarget.of(Capability.parse("URI:LIT:nbswy3dp"));
  private static final ChildTarget CHK =
      ChildTarget.of(
          Capability.parse(
              "URI:CHK:sj5pmwbfauab4ta2gvr5hhofmm:"
                  + "fa2bs7torv36e2xhsxdqckrqmxobzwq3doxhrhn4c5ufqcflpt3q:3:10:1000"));
  private static final ChildTarget UNKNOWN = ChildTarget.parse("", "future:x");

  private static TestGrid grid;

  private final Directories directories = grid.gateway().gateway().directories();
  private final List<String> visited = new ArrayList<>();
  private Directory root;

  @BeforeAll
  static void start(@TempDir Path directory) {
    grid = TestGrid.start(directory, 1, GatewaySettings.encoding(1, 1, 1));
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  @BeforeEach
  void makeTree() {
    Directory inner = make(child("lit", LITERAL), child("chk", CHK), child("odd", UNKNOWN));
    root = make(child("z", LITERAL), child("d", to(inner)), child("chk", CHK));
    grid.run(() -> Directories.put(inner, "up", root, Overwrite.NEVER));
    grid.run(() -> Directories.put(root, "again", inner, Overwrite.NEVER));
  }

  @Test
  void everythingIsVisitedOnce_filesBeforeDirectories_andNoCycleHoldsItUp() {
    walk(this::note);

    assertThat(visited).containsExactly("", "chk", "z", "again", "again/lit", "again/odd");
  }

  @Test
  void whoGoesAway_endsTheWalk() {
    Visitor leaving =
        visit ->
            visited.size() == 2
                ? Future.failedFuture(new IllegalStateException("gone"))
                : note(visit);

    assertThatThrownBy(() -> walk(leaving)).hasMessageContaining("gone");
    assertThat(visited).hasSize(2);
  }

  @Test
  void theCount_isWhatTahoeCounts() {
    TreeCount count = new TreeCount();

    walk(count);

    TreeStats stats = count.stats();
    assertThat(stats.counts().directories()).isEqualTo(2);
    assertThat(stats.counts().files()).isEqualTo(3);
    assertThat(stats.counts().immutableFiles()).isEqualTo(1);
    assertThat(stats.bytes().literalFiles()).isEqualTo(10);
    assertThat(stats.counts().unknown()).isEqualTo(1);
    assertThat(stats.largest().directoryChildren()).isEqualTo(4);
    assertThat(stats.fileSizes())
        .containsExactly(new TreeStats.SizeClass(4, 10, 2), new TreeStats.SizeClass(317, 1000, 1));
  }

  @Test
  void aLongListing_takesNoStack() {
    Child[] many =
        IntStream.range(0, 20_000).mapToObj(i -> child("f" + i, LITERAL)).toArray(Child[]::new);
    root = grid.run(() -> directories.create(DirectoryFormat.IMMUTABLE, List.of(many)));
    TreeCount count = new TreeCount();

    walk(count);

    assertThat(count.stats().counts().literalFiles()).isEqualTo(20_000);
  }

  @Test
  void sizeClasses_areThoseOfTahoe() {
    assertThat(IntStream.of(0, 1, 3, 4, 11, 32, 101, 316_228).mapToLong(SizeClasses::last))
        .containsExactly(0L, 3L, 3L, 10L, 31L, 100L, 316L, 1_000_000L);
    assertThat(SizeClasses.first(1_000_000)).isEqualTo(316_228);
    assertThat(SizeClasses.first(0)).isZero();
  }

  private void walk(Visitor visitor) {
    grid.run(() -> new Walk(directories, visitor).from(root));
  }

  private Future<Void> note(Visit visit) {
    visited.add(String.join("/", visit.path()));
    return Future.succeededFuture();
  }

  private Directory make(Child... children) {
    return grid.run(() -> directories.create(DirectoryFormat.SDMF, List.of(children)));
  }

  private static ChildTarget to(Directory directory) {
    return ChildTarget.of(directory.capability());
  }

  private static Child child(String name, ChildTarget target) {
    return new Child(name, target, Metadata.EMPTY);
  }
}
