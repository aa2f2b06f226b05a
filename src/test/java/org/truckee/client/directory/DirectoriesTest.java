package org.truckee.client.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildConflict;
import org.truckee.dirnode.Metadata;
import org.truckee.dirnode.Overwrite;
import org.truckee.dirnode.Target;
import org.truckee.testing.MemoryDirectories;
import org.truckee.testing.Waiting;

class DirectoriesTest {
  private static final Target FILE = Target.of(Capability.parse("URI:LIT:nbswy3dp"));

  private final Directories directories = new Directories(List.of(new MemoryDirectories()));
  private Directory root;

  @BeforeEach
  void makeRoot() {
    root = Waiting.of(directories.create(DirectoryFormat.SDMF, List.of(child("file"))));
  }

  @Test
  void aPath_isMadeOnDemand_andFoundAgain() {
    Directory made = Waiting.of(directories.make(root, List.of("a", "b", "c"), Optional.empty()));

    Place place = Waiting.of(directories.find(root.capability(), List.of("a", "b", "c")));

    assertThat(directories.directoryAt(place).capability()).isEqualTo(made.capability());
    assertThat(place.child().orElseThrow().name()).isEqualTo("c");
    Directory again = Waiting.of(directories.make(root, List.of("a", "b", "c"), Optional.empty()));
    assertThat(again.capability()).isEqualTo(made.capability());
  }

  @Test
  void whatIsMissingOnAPath_isNotFound_andAFileIsNoWay() {
    assertFails(GridException.Kind.NOT_FOUND, List.of("a", "b"));
    assertFails(GridException.Kind.NOT_ALLOWED, List.of("file", "b"));
    assertThatThrownBy(
            () -> Waiting.of(directories.make(root, List.of("file", "b"), Optional.empty())))
        .isInstanceOf(ChildConflict.class);
  }

  private void assertFails(GridException.Kind kind, List<String> path) {
    assertThatThrownBy(() -> Waiting.of(directories.find(root.capability(), path)))
        .isInstanceOfSatisfying(GridException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  @Test
  void aChild_isRenamedAndMoved() {
    Directory other = Waiting.of(directories.make(root, List.of("d"), Optional.empty()));

    Waiting.of(directories.move(root, "file", root, "renamed", Overwrite.NEVER));
    Waiting.of(directories.move(root, "renamed", other, "moved", Overwrite.NEVER));
    Waiting.of(directories.move(other, "moved", other, "moved", Overwrite.NEVER));

    assertThat(Waiting.of(root.get("file"))).isEmpty();
    assertThat(Waiting.of(root.get("renamed"))).isEmpty();
    assertThat(Waiting.of(other.get("moved")).orElseThrow().target()).isEqualTo(FILE);
  }

  @Test
  void aMoveOntoWhatIsThere_isRefusedAndChangesNothing() {
    Directory other = Waiting.of(directories.create(DirectoryFormat.SDMF, List.of(child("x"))));

    assertThatThrownBy(
            () -> Waiting.of(directories.move(root, "file", other, "x", Overwrite.NEVER)))
        .isInstanceOf(ChildConflict.class);
    assertThat(Waiting.of(root.get("file"))).isPresent();
  }

  @Test
  void whatCanOnlyBeRead_isNeitherSourceNorEndOfAMove() {
    Directory readOnly = directories.open(root.capability().readCap().orElseThrow());

    assertThatThrownBy(
            () -> Waiting.of(directories.move(readOnly, "file", root, "x", Overwrite.ALWAYS)))
        .isInstanceOfSatisfying(
            GridException.class, e -> assertThat(e.kind()).isEqualTo(GridException.Kind.FORBIDDEN));
  }

  private static Child child(String name) {
    return new Child(name, FILE, Metadata.EMPTY);
  }
}
