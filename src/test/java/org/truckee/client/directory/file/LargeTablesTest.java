package org.truckee.client.directory.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.truckee.cap.Capability;
import org.truckee.client.directory.Directories;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.DirectoryFormat;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildConflict;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.dirnode.metadata.Metadata;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;

/** Directories in files whose tables are too large to be kept, or changed, in memory. */
class LargeTablesTest {
  private static final GatewaySettings SETTINGS = GatewaySettings.encoding(2, 3, 4);
  private static final ChildTarget FILE = ChildTarget.of(Capability.parse("URI:LIT:nbswy3dp"));
  private static final ChildTarget OTHER = ChildTarget.of(Capability.parse("URI:LIT:pa"));

  /** With so much noted about each, the table has some 9 MiB. */
  private static final Metadata NOTED = new Metadata(Map.of("note", "n".repeat(3000)));

  private static final int CHILDREN = 3000;

  private static TestGrid grid;

  @BeforeAll
  static void start(@TempDir Path directory) {
    grid = TestGrid.start(directory, 4, SETTINGS);
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  private static Directories directories() {
    return grid.gateway().gateway().directories();
  }

  private static String name(int number) {
    return "child %05d".formatted(number);
  }

  private static Directory create(DirectoryFormat format) {
    List<Child> children =
        IntStream.range(0, CHILDREN).mapToObj(i -> new Child(name(i), FILE, NOTED)).toList();
    return grid.run(() -> directories().create(format, children));
  }

  private static List<String> names(Directory directory) {
    List<String> names = new ArrayList<>();
    grid.run(
        () ->
            directory
                .list()
                .forEachPage(
                    page -> {
                      assertThat(page).hasSizeLessThanOrEqualTo(1000);
                      page.forEach(child -> names.add(child.name()));
                      return Future.succeededFuture();
                    }));
    return names;
  }

  private static Optional<ChildTarget> get(Directory directory, String name) {
    return grid.run(() -> directory.get(name)).map(Child::target);
  }

  private static Edit put(String name, Overwrite overwrite) {
    return new Edit.Put(name, OTHER, Optional.empty(), overwrite);
  }

  @ParameterizedTest
  @EnumSource(
      value = DirectoryFormat.class,
      names = {"SDMF", "MDMF", "IMMUTABLE"})
  void aLargeDirectory_isListedInPages_andEachChildIsFound(DirectoryFormat format) {
    Directory made = directories().open(create(format).capability());

    assertThat(names(made)).isEqualTo(IntStream.range(0, CHILDREN).mapToObj(i -> name(i)).toList());
    for (int i : List.of(0, CHILDREN / 2, CHILDREN - 1))
      assertThat(get(made, name(i))).contains(FILE);
    assertThat(get(made, "none")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = DirectoryFormat.class,
      names = {"SDMF", "MDMF"})
  void aLargeDirectory_isChangedLikeASmallOne(DirectoryFormat format) {
    Directory made = create(format);

    List<Optional<Child>> before =
        grid.run(
            () ->
                made.edit(
                    List.of(
                        put("a first one", Overwrite.NEVER),
                        put("child 00010 and a half", Overwrite.NEVER),
                        put(name(11), Overwrite.ALWAYS),
                        put("zuletzt", Overwrite.NEVER),
                        new Edit.Remove(name(0), Edit.Expected.ANYTHING),
                        new Edit.Remove(name(CHILDREN - 1), Edit.Expected.FILE))));

    assertThat(before.stream().map(Optional::isPresent))
        .containsExactly(false, false, true, false, true, true);
    Directory again = directories().open(made.capability());
    List<String> names = names(again);
    assertThat(names).hasSize(CHILDREN + 1).isSorted().startsWith("a first one", name(1));
    assertThat(names).endsWith(name(CHILDREN - 2), "zuletzt");
    assertThat(get(again, name(11))).contains(OTHER);
    assertThat(get(again, name(12))).contains(FILE);
    assertThatThrownBy(() -> grid.run(() -> made.edit(List.of(put(name(5), Overwrite.NEVER)))))
        .isInstanceOf(ChildConflict.class);
  }

  @Test
  @Tag("slow")
  void writersAtTwoGateways_loseNothing() {
    Directory made = create(DirectoryFormat.MDMF);
    Directories elsewhere = grid.gateway(SETTINGS).gateway().directories();
    Directory other = elsewhere.open(made.capability());

    grid.run(
        () ->
            Future.all(
                made.edit(List.of(put("x", Overwrite.NEVER))),
                made.edit(List.of(put("y", Overwrite.NEVER))),
                other.edit(List.of(put("z", Overwrite.NEVER)))));

    assertThat(names(made)).hasSize(CHILDREN + 3).endsWith("x", "y", "z");
  }
}
