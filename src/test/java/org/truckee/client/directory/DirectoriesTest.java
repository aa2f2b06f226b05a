package org.truckee.client.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildConflict;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Overwrite;
import org.truckee.dirnode.metadata.Metadata;
import org.truckee.testing.grid.TestVdrive;

/** Paths and moves, in directories of a real vdrive server. */
class DirectoriesTest {
  private static final ChildTarget FILE = ChildTarget.of(Capability.parse("URI:LIT:nbswy3dp"));

  private static TestVdrive server;

  private final Directories directories = new Directories(List.of(server.newGateway()));
  private Directory root;

  @BeforeAll
  static void start(@TempDir Path directory) {
    server = TestVdrive.start(directory);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void makeRoot() {
    root = run(() -> directories.create(DirectoryFormat.VDRIVE, List.of(child("file"))));
  }

  @Test
  void aPath_isMadeOnDemand_andFoundAgain() {
    Directory made = run(() -> directories.make(root, List.of("a", "b", "c"), Optional.empty()));

    ResolvedPath place = run(() -> directories.find(root.capability(), List.of("a", "b", "c")));

    assertThat(directories.directoryAt(place).capability()).isEqualTo(made.capability());
    assertThat(place.child().orElseThrow().name()).isEqualTo("c");
    Directory again = run(() -> directories.make(root, List.of("a", "b", "c"), Optional.empty()));
    assertThat(again.capability()).isEqualTo(made.capability());
  }

  @Test
  void whatIsMissingOnAPath_isNotFound_andAFileIsNoWay() {
    assertFails(GridException.Kind.NOT_FOUND, List.of("a", "b"));
    assertFails(GridException.Kind.NOT_ALLOWED, List.of("file", "b"));
    assertThatThrownBy(
            () -> run(() -> directories.make(root, List.of("file", "b"), Optional.empty())))
        .isInstanceOf(ChildConflict.class);
  }

  private void assertFails(GridException.Kind kind, List<String> path) {
    assertThatThrownBy(() -> run(() -> directories.find(root.capability(), path)))
        .isInstanceOfSatisfying(GridException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  @Test
  void aChild_isRenamedAndMoved() {
    Directory other = run(() -> directories.make(root, List.of("d"), Optional.empty()));

    run(() -> new Moves(directories).move(root, "file", root, "renamed", Overwrite.NEVER));
    run(() -> new Moves(directories).move(root, "renamed", other, "moved", Overwrite.NEVER));
    run(() -> new Moves(directories).move(other, "moved", other, "moved", Overwrite.NEVER));

    assertThat(run(() -> root.get("file"))).isEmpty();
    assertThat(run(() -> root.get("renamed"))).isEmpty();
    assertThat(run(() -> other.get("moved")).orElseThrow().target()).isEqualTo(FILE);
  }

  @Test
  void aMoveOntoWhatIsThere_isRefusedAndChangesNothing() {
    Directory other = run(() -> directories.create(DirectoryFormat.VDRIVE, List.of(child("x"))));

    assertThatThrownBy(
            () -> run(() -> new Moves(directories).move(root, "file", other, "x", Overwrite.NEVER)))
        .isInstanceOf(ChildConflict.class);
    assertThat(run(() -> root.get("file"))).isPresent();
  }

  @Test
  void whatCanOnlyBeRead_isNeitherSourceNorEndOfAMove() {
    Directory readOnly = directories.open(root.capability().readCap().orElseThrow());

    assertThatThrownBy(
            () ->
                run(
                    () ->
                        new Moves(directories).move(readOnly, "file", root, "x", Overwrite.ALWAYS)))
        .isInstanceOfSatisfying(
            GridException.class, e -> assertThat(e.kind()).isEqualTo(GridException.Kind.FORBIDDEN));
  }

  private static <T> T run(Supplier<Future<T>> step) {
    return server.run(step);
  }

  private static Child child(String name) {
    return new Child(name, FILE, Metadata.EMPTY);
  }
}
