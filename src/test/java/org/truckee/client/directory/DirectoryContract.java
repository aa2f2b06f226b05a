package org.truckee.client.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildConflict;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.dirnode.metadata.Metadata;

/** The contract of every kind of directory that can change. */
public abstract class DirectoryContract {
  private static final ChildTarget FILE = ChildTarget.of(Capability.parse("URI:LIT:nbswy3dp"));
  private static final ChildTarget OTHER = ChildTarget.of(Capability.parse("URI:LIT:o53xo3q"));
  private static final ChildTarget MUTABLE =
      ChildTarget.of(
          Capability.parse(
              "URI:SSK:ldeakmhhopsf3uakqpg3xuwpya:"
                  + "e7bcxhaouj45bbjbekwgtrncpe53sfggvru5h7jabf36n7t6z36a"));

  /** A new directory. */
  protected abstract Directory create(Child... children);

  /** The directory of {@code capability}. */
  protected abstract Directory open(Capability capability);

  /** The result of {@code step}, taken where directories are used. */
  protected abstract <T> T run(Supplier<Future<T>> step);

  @Test
  void whatADirectoryWasMadeWith_isInIt() {
    Metadata noted = Metadata.parse("{\"mood\": [1.50, null, \"h\u00e9\"], \"tahoe\": {}}");
    Directory made = create(child("a", FILE), new Child("\u65e5", MUTABLE, noted));

    Directory opened = open(made.capability());

    assertThat(list(opened)).containsExactlyInAnyOrderElementsOf(list(made)).hasSize(2);
    Child found = get(opened, "\u65e5").orElseThrow();
    assertThat(found.target()).isEqualTo(MUTABLE);
    assertThat(found.metadata().toJson()).isEqualTo(noted.toJson());
    assertThat(get(opened, "b")).isEmpty();
  }

  @Test
  void anEmptyDirectory_listsNothing() {
    assertThat(list(create())).isEmpty();
  }

  @Test
  void edits_tellWhatWasThereBefore() {
    Directory directory = create(child("old", FILE));

    List<Optional<Child>> before =
        edit(directory, put("new", OTHER, Overwrite.NEVER), put("old", OTHER, Overwrite.ALWAYS));

    assertThat(before.get(0)).isEmpty();
    assertThat(before.get(1).map(Child::target)).contains(FILE);
    assertThat(get(directory, "old").map(Child::target)).contains(OTHER);
    assertThat(get(directory, "new").map(Child::target)).contains(OTHER);
  }

  @Test
  void aName_isTheSameInEveryNormalForm() {
    Directory directory = create();

    edit(directory, put("cafe\u0301", FILE, Overwrite.NEVER));

    assertThat(get(directory, "caf\u00e9").map(Child::name)).contains("caf\u00e9");
    assertThat(list(directory)).extracting(Child::name).containsExactly("caf\u00e9");
  }

  @Test
  void oneEditThatFails_undoesAll() {
    Directory directory = create(child("taken", FILE));

    assertThatThrownBy(
            () ->
                edit(
                    directory,
                    put("new", OTHER, Overwrite.NEVER),
                    put("taken", OTHER, Overwrite.NEVER)))
        .isInstanceOfSatisfying(
            ChildConflict.class, e -> assertThat(e.present().map(Child::target)).contains(FILE));
    assertThat(list(directory)).extracting(Child::name).containsExactly("taken");
  }

  @Test
  void whatIsRemoved_isGone_andCanBePutAgain() {
    Directory directory = create(child("a", FILE), child("b", FILE));

    edit(directory, remove("a"));
    assertThat(list(directory)).extracting(Child::name).containsExactly("b");
    assertThatThrownBy(() -> edit(directory, remove("a")))
        .isInstanceOfSatisfying(
            GridException.class, e -> assertThat(e.kind()).isEqualTo(GridException.Kind.NOT_FOUND));

    edit(directory, put("a", OTHER, Overwrite.NEVER));
    assertThat(get(directory, "a").map(Child::target)).contains(OTHER);
  }

  @Test
  void aRename_isOneStep() {
    Directory directory = create(child("from", MUTABLE));

    edit(directory, put("to", MUTABLE, Overwrite.NEVER), remove("from"));

    assertThat(list(directory)).extracting(Child::name).containsExactly("to");
  }

  @Test
  void metadata_isKeptOrReplaced() {
    Directory directory =
        create(new Child("a", FILE, Metadata.parse("{\"k\": 1, \"ctime\": 3.5}")));

    edit(directory, put("a", OTHER, Overwrite.ALWAYS));
    assertThat(get(directory, "a").orElseThrow().metadata().fields())
        .containsKeys("k", "ctime", "tahoe");

    edit(directory, new Edit.Note("a", Metadata.parse("{\"l\": 2}")));
    assertThat(get(directory, "a").orElseThrow().metadata().fields())
        .containsOnlyKeys("l", "tahoe");
    assertThat(get(directory, "a").map(Child::target)).contains(OTHER);
  }

  @Test
  void whoCanOnlyRead_changesNothing_andSeesNoWriteCapability() {
    Directory directory = create(child("m", MUTABLE));
    Directory readOnly = open(directory.capability().readCap().orElseThrow());

    assertThat(readOnly.isWritable()).isFalse();
    assertThat(get(readOnly, "m").map(Child::target)).contains(MUTABLE.readOnly());
    assertThat(list(readOnly)).extracting(Child::target).containsExactly(MUTABLE.readOnly());
    assertThatThrownBy(() -> edit(readOnly, put("x", FILE, Overwrite.ALWAYS)))
        .isInstanceOfSatisfying(
            GridException.class, e -> assertThat(e.kind()).isEqualTo(GridException.Kind.FORBIDDEN));
    assertThat(get(directory, "m").map(Child::target)).contains(MUTABLE);
  }

  @Test
  void capabilitiesOfTheFuture_areKeptAsTheyWereGiven() {
    ChildTarget future = ChildTarget.parse("x-future:write", "ro.x-future:read");

    Directory directory = create(child("f", future));

    assertThat(get(directory, "f").map(Child::target)).contains(future);
  }

  @Test
  void manyChildren_areListedPageByPage_eachOnce() {
    Child[] many =
        IntStream.range(0, 2500).mapToObj(i -> child("child" + i, FILE)).toArray(Child[]::new);
    Directory directory = create(many);

    assertThat(list(directory)).extracting(Child::name).hasSize(2500).doesNotHaveDuplicates();
    assertThat(run(directory::size)).isPositive();
  }

  @Test
  void writersOfDifferentNames_allSucceed() {
    Directory directory = create();
    List<Future<?>> writing = new ArrayList<>();

    run(
        () -> {
          for (int i = 0; i < 20; i++) {
            Directory own = open(directory.capability());
            writing.add(own.edit(List.of(put("child" + i, FILE, Overwrite.NEVER))));
          }
          return Future.all(writing);
        });

    assertThat(list(directory)).hasSize(20);
  }

  @Test
  void anEditAfterALook_goesOnTopOfWhatOthersDidMeanwhile() {
    Directory directory = create();
    assertThat(run(() -> directory.getToEdit("mine"))).isEmpty();
    edit(open(directory.capability()), put("others", FILE, Overwrite.NEVER));

    edit(directory, put("mine", OTHER, Overwrite.NEVER));

    assertThat(list(directory)).extracting(Child::name).containsExactlyInAnyOrder("mine", "others");
  }

  @Test
  void anEditAfterALook_leavesAChildThatCameMeanwhile() {
    Directory directory = create();
    assertThat(run(() -> directory.getToEdit("one"))).isEmpty();
    edit(open(directory.capability()), put("one", FILE, Overwrite.NEVER));

    assertThatThrownBy(() -> edit(directory, put("one", OTHER, Overwrite.NEVER)))
        .isInstanceOfSatisfying(
            ChildConflict.class, e -> assertThat(e.present().map(Child::target)).contains(FILE));
  }

  /** All children of {@code directory}. */
  protected final List<Child> list(Directory directory) {
    List<Child> all = new ArrayList<>();
    run(
        () ->
            directory
                .list()
                .forEachPage(
                    page -> {
                      all.addAll(page);
                      return Future.succeededFuture();
                    }));
    return all;
  }

  private Optional<Child> get(Directory directory, String name) {
    return run(() -> directory.get(name));
  }

  private List<Optional<Child>> edit(Directory directory, Edit... edits) {
    return run(() -> directory.edit(List.of(edits)));
  }

  private static Child child(String name, ChildTarget target) {
    return new Child(name, target, Metadata.EMPTY);
  }

  private static Edit put(String name, ChildTarget target, Overwrite overwrite) {
    return new Edit.Put(name, target, Optional.empty(), overwrite);
  }

  private static Edit remove(String name) {
    return new Edit.Remove(name, Edit.Expected.ANYTHING);
  }
}
