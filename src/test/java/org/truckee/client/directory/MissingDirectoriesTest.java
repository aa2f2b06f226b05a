package org.truckee.client.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildConflict;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestVdrive;

/** Directories that are made on the way to something, in each format that can change. */
class MissingDirectoriesTest {
  private static final ChildTarget FILE = ChildTarget.of(Capability.parse("URI:LIT:nbswy3dp"));
  private static final ChildTarget OTHER = ChildTarget.of(Capability.parse("URI:LIT:mfrgg"));
  private static final List<String> PATH = List.of("a", "b", "caf\u00e9", "d");
  private static final List<String> HUNDRED =
      IntStream.range(0, 100).mapToObj(i -> "d" + i).toList();

  private static TestVdrive vdrive;
  private static TestGrid grid;

  @BeforeAll
  static void start(@TempDir Path home) {
    vdrive = TestVdrive.start(home);
    GatewaySettings settings = GatewaySettings.encoding(2, 3, 4);
    grid = TestGrid.start(home.resolve("grid"), 4, settings.vdrive(vdrive, vdrive.makeRoot()));
  }

  @AfterAll
  static void stop() {
    grid.close();
    vdrive.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"VDRIVE", "SDMF", "MDMF"})
  void allAreMade_eachInTheOneBefore_withTheTimesOfTheirLinks(DirectoryFormat format) {
    Directory root = root(format);

    Directory made = run(() -> all().make(root, PATH, Optional.of(format)));

    assertThat(find(root, PATH).target()).isEqualTo(ChildTarget.of(made.capability()));
    for (int i = 1; i <= PATH.size(); i++) {
      Child link = find(root, PATH.subList(0, i)).child().orElseThrow();
      assertThat(link.metadata().created()).contains(grid.clock().instant());
    }
    put(made, "in", FILE);
    assertThat(find(root, List.of("a", "b", "caf\u00e9", "d", "in")).target()).isEqualTo(FILE);
  }

  @Test
  void aHundredMissing_areMadeSomeAtATime() {
    CountingKind files = new CountingKind();
    Directories some = new Directories(List.of(files));
    Directory root = root(DirectoryFormat.VDRIVE);

    Directory made = run(() -> some.make(root, HUNDRED, Optional.of(DirectoryFormat.SDMF)));

    assertThat(files.nested).containsExactly(32, 32, 32, 4);
    assertThat(find(root, HUNDRED).target()).isEqualTo(ChildTarget.of(made.capability()));
  }

  /** Stands for a kind that makes files, and notes how many of them are made at once. */
  private static final class CountingKind implements DirectoryKind {
    final List<Integer> nested = new ArrayList<>();

    @Override
    public Optional<Directory> open(Capability capability) {
      return Optional.of(all().open(capability));
    }

    @Override
    public Set<DirectoryFormat> formats() {
      return Set.of(DirectoryFormat.SDMF);
    }

    @Override
    public Future<Directory> create(DirectoryFormat format, List<Child> children) {
      return all().create(DirectoryFormat.VDRIVE, children);
    }

    @Override
    public Future<List<Directory>> createNested(
        DirectoryFormat format, List<String> names, Optional<Edit> inside) {
      nested.add(names.size() + 1);
      return all().createNested(DirectoryFormat.VDRIVE, names, inside);
    }
  }

  @Test
  void aHundredMissingInAVdrive_areMadeInStepsOfSome_upToTheFile() {
    Directory root = root(DirectoryFormat.VDRIVE);
    Edit put = new Edit.Put("file", FILE, Optional.empty(), Overwrite.NEVER);
    vdrive.requests().clear();

    run(() -> all().reach(root, HUNDRED).compose(way -> way.edit(put)));

    assertThat(vdrive.requests()).filteredOn(asked -> asked.startsWith("POST")).hasSize(4);
    PartialWay way = run(() -> all().reach(root, HUNDRED));
    assertThat(way.isWhole()).isTrue();
    assertThat(run(() -> way.reached().get("file")).orElseThrow().target()).isEqualTo(FILE);
  }

  @Test
  void farTooManyMissing_areRefusedInWords_andNoneIsMade() {
    Directory root = root(DirectoryFormat.VDRIVE);

    assertThatThrownBy(() -> run(() -> all().reach(root, Collections.nCopies(32_000, "a"))))
        .isInstanceOfSatisfying(
            GridException.class,
            e -> assertThat(e.kind()).isEqualTo(GridException.Kind.BAD_REQUEST))
        .hasMessageContaining("at most 1000");
    assertThat(run(() -> root.get("a"))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"VDRIVE", "SDMF", "MDMF"})
  void aChild_isLinkedWithTheDirectoriesOnTheWay(DirectoryFormat format) {
    Directory root = root(format);
    Edit put = new Edit.Put("file", FILE, Optional.empty(), Overwrite.NEVER);

    run(() -> all().reach(root, PATH).compose(way -> way.edit(put)));

    assertThat(find(root, List.of("a", "b", "caf\u00e9", "d", "file")).target()).isEqualTo(FILE);
  }

  @ParameterizedTest
  @EnumSource(names = {"VDRIVE", "SDMF", "MDMF"})
  void whatOthersMadeMeanwhile_isUsed(DirectoryFormat format) {
    Directory root = root(format);
    PartialWay way = run(() -> all().reach(root, PATH));
    PartialWay toFile = run(() -> all().reach(root, PATH));
    Directory others = run(() -> all().make(open(root), List.of("a", "b"), Optional.of(format)));
    put(others, "theirs", FILE);

    Directory made = run(() -> way.make(Optional.of(format)));
    run(() -> toFile.edit(new Edit.Put("mine", OTHER, Optional.empty(), Overwrite.NEVER)));

    assertThat(find(root, List.of("a", "b", "theirs")).target()).isEqualTo(FILE);
    assertThat(find(root, PATH).target()).isEqualTo(ChildTarget.of(made.capability()));
    assertThat(run(() -> made.get("mine")).orElseThrow().target()).isEqualTo(OTHER);
  }

  @ParameterizedTest
  @EnumSource(names = {"VDRIVE", "SDMF", "MDMF"})
  void aFileThatOthersPutInTheWay_stays(DirectoryFormat format) {
    Directory root = root(format);
    PartialWay way = run(() -> all().reach(root, PATH));
    put(open(root), "a", FILE);

    assertThatThrownBy(() -> run(() -> way.make(Optional.empty())))
        .isInstanceOf(ChildConflict.class);
    assertThatThrownBy(() -> run(way::makeNew)).isInstanceOf(ChildConflict.class);
    assertThat(find(root, List.of("a")).target()).isEqualTo(FILE);
  }

  @ParameterizedTest
  @EnumSource(names = {"VDRIVE", "SDMF"})
  void inADirectoryThatIsOnlyRead_nothingIsMade(DirectoryFormat format) {
    Directory readOnly = all().open(root(format).capability().readCap().orElseThrow());

    assertThatThrownBy(() -> run(() -> all().make(readOnly, PATH, Optional.empty())))
        .isInstanceOfSatisfying(
            GridException.class, e -> assertThat(e.kind()).isEqualTo(GridException.Kind.FORBIDDEN));
  }

  private static Directories all() {
    return grid.gateway().gateway().directories();
  }

  private static Directory root(DirectoryFormat format) {
    return run(() -> all().create(format, List.of()));
  }

  /** The same directory, of which nothing was seen yet. */
  private static Directory open(Directory directory) {
    return all().open(directory.capability());
  }

  private static ResolvedPath find(Directory root, List<String> path) {
    return run(() -> all().find(root.capability(), path));
  }

  private static void put(Directory directory, String name, ChildTarget target) {
    Edit put = new Edit.Put(name, target, Optional.empty(), Overwrite.NEVER);
    run(() -> directory.edit(List.of(put)));
  }

  private static <T> T run(Supplier<Future<T>> step) {
    return grid.run(step);
  }
}
