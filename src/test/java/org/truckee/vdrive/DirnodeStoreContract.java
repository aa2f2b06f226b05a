package org.truckee.vdrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Slot;
import org.truckee.dirnode.metadata.Metadata;
import org.truckee.dirnode.vdrive.VdriveEntry;
import org.truckee.dirnode.vdrive.VdriveWriter;
import org.truckee.protocol.message.WireFormat;
import org.truckee.protocol.vdrive.VdriveChange;
import org.truckee.protocol.vdrive.VdriveConflict;
import org.truckee.protocol.vdrive.VdrivePage;
import org.truckee.protocol.vdrive.VdriveWrite;
import org.truckee.testing.Waiting;

/** The contract of every {@link DirnodeStore}. */
abstract class DirnodeStoreContract {
  /** The entries that a directory may have in the stores under test. */
  static final int MAXIMUM_ENTRIES = 300;

  static final ChildTarget FILE = ChildTarget.of(Capability.parse("URI:LIT:me"));

  final Vertx vertx = Vertx.vertx();
  final Random random = new Random(1);
  final VdriveWriter writer = writer(1);
  final VdriveWriter other = writer(2);
  DirnodeStore store;

  /** A store, not opened, of what earlier ones in the same test kept. */
  abstract DirnodeStore newStore();

  static VdriveWriter writer(int number) {
    byte[] key = new byte[32];
    key[0] = (byte) number;
    return new VdriveWriter(new VdriveWriteCap(new Secret(Bytes.wrap(key))));
  }

  @BeforeEach
  void open() {
    store = newStore();
    Waiting.of(store.open());
    make(writer);
    make(other);
  }

  @AfterEach
  void close() {
    Waiting.of(store.close());
    Waiting.of(vertx.close());
  }

  void reopen() {
    Waiting.of(store.close());
    store = newStore();
    Waiting.of(store.open());
  }

  void make(VdriveWriter directory) {
    Waiting.of(store.write(new VdriveWrite(List.of(directory.verifyingKey()), List.of())));
  }

  VdriveChange put(VdriveWriter directory, String name, long sequence) {
    Child child = new Child(name, FILE, Metadata.EMPTY);
    return new VdriveChange(directory.reader().address(), directory.put(child, sequence, random));
  }

  static VdriveChange remove(VdriveWriter directory, String name, long sequence) {
    VdriveEntry entry = directory.remove(directory.reader().slot(name), sequence);
    return new VdriveChange(directory.reader().address(), entry);
  }

  void fillUp(VdriveWriter directory, int entries) {
    VdriveChange[] all =
        IntStream.range(0, entries)
            .mapToObj(i -> put(directory, "filling " + i, 1))
            .toArray(VdriveChange[]::new);
    assertThat(write(all)).isEmpty();
  }

  Optional<VdriveConflict> write(VdriveChange... changes) {
    return Waiting.of(store.write(new VdriveWrite(List.of(), List.of(changes))));
  }

  List<VdriveEntry> get(VdriveWriter directory, String name) {
    Slot slot = directory.reader().slot(name);
    return page(store.get(directory.reader().address(), slot)).entries();
  }

  static VdrivePage page(Future<Optional<DirnodeStore.Listing>> listing) {
    return Waiting.of(listing).orElseThrow().page();
  }

  String tag(VdriveWriter directory) {
    return Waiting.of(store.head(directory.reader().address())).orElseThrow().tag();
  }

  @Test
  void aDirectoryThatNobodyMade_isNotThere() {
    StorageIndex nobodys = writer(3).reader().address();

    assertThat(Waiting.of(store.head(nobodys))).isEmpty();
    assertThat(Waiting.of(store.get(nobodys, writer(3).reader().slot("a")))).isEmpty();
    assertThat(Waiting.of(store.list(nobodys, Optional.empty(), 10))).isEmpty();
    assertThatThrownBy(() -> write(put(writer(3), "a", 1))).hasMessageContaining("not kept here");
  }

  @Test
  void aDirectoryMadeTwice_keepsWhatIsInIt() {
    VdriveChange change = put(writer, "a", 1);
    write(change);

    make(writer);

    assertThat(get(writer, "a")).containsExactly(change.entry());
  }

  @Test
  void anEntry_isThereAfterARestart() {
    VdriveChange change = put(writer, "a", 1);
    assertThat(write(change)).isEmpty();

    reopen();

    assertThat(get(writer, "a")).containsExactly(change.entry());
    assertThat(get(writer, "b")).isEmpty();
    assertThat(get(other, "a")).isEmpty();
  }

  @Test
  void onlyTheNextNumber_isTaken() {
    VdriveChange first = put(writer, "a", 1);
    VdriveChange second = put(writer, "a", 2);
    write(first);
    write(second);

    for (long sequence : new long[] {1, 2, 4, Long.MAX_VALUE}) {
      assertThat(write(put(writer, "a", sequence)))
          .hasValueSatisfying(now -> assertThat(now.present()).containsExactly(second));
    }
    assertThat(write(put(writer, "b", 2)))
        .hasValueSatisfying(now -> assertThat(now.present()).isEmpty());
    assertThat(get(writer, "a")).containsExactly(second.entry());
  }

  @Test
  void aStepThatWasMadeBefore_countsAsMade() {
    VdriveChange change = put(writer, "a", 1);
    write(change);
    String tag = tag(writer);

    assertThat(write(change)).isEmpty();
    assertThat(tag(writer)).isEqualTo(tag);
  }

  @Test
  void aStepOverSeveralDirectories_isMadeWholeOrNotAtAll() {
    VdriveChange there = put(other, "a", 1);
    write(there);

    assertThat(write(put(writer, "a", 1), put(other, "a", 1)))
        .hasValueSatisfying(now -> assertThat(now.present()).containsExactly(there));
    assertThat(get(writer, "a")).isEmpty();

    assertThat(write(put(writer, "a", 1), put(other, "a", 2))).isEmpty();
    assertThat(get(writer, "a")).hasSize(1);
    assertThat(get(other, "a").get(0).sequence()).isEqualTo(2);
  }

  @Test
  void aDirectoryAndItsEntries_areMadeInOneStep() {
    VdriveWriter made = writer(3);
    VdriveChange entry = put(made, "a", 1);

    Waiting.of(store.write(new VdriveWrite(List.of(made.verifyingKey()), List.of(entry))));

    assertThat(get(made, "a")).containsExactly(entry.entry());
  }

  @Test
  void aDirectory_isNotMadeByAStepThatFails() {
    VdriveWriter made = writer(3);
    VdriveWrite step =
        new VdriveWrite(
            List.of(made.verifyingKey()), List.of(put(made, "a", 1), put(made, "b", 2)));

    assertThat(Waiting.of(store.write(step))).isPresent();
    assertThat(Waiting.of(store.head(made.reader().address()))).isEmpty();
  }

  @Test
  void pages_holdEveryEntryOnceInTheOrderOfSlots() {
    VdriveChange[] all =
        IntStream.range(0, 100)
            .mapToObj(i -> put(writer, "child " + i, 1))
            .toArray(VdriveChange[]::new);
    write(all);

    List<Slot> seen = new ArrayList<>();
    VdrivePage page = null;
    do {
      Optional<Slot> last =
          seen.isEmpty() ? Optional.empty() : Optional.of(seen.get(seen.size() - 1));
      page = page(store.list(writer.reader().address(), last, 7));
      assertThat(page.total()).isEqualTo(100);
      assertThat(page.key()).isEqualTo(writer.verifyingKey());
      assertThat(page.entries().size()).isBetween(1, 7);
      page.entries().forEach(entry -> seen.add(entry.slot()));
    } while (page.more());

    assertThat(seen).hasSize(100).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void aPage_staysSmallWhateverItsEntriesHold() {
    Metadata large = Metadata.parse("{\"x\": \"" + "y".repeat(200_000) + "\"}");
    for (int i = 0; i < 12; i++) {
      VdriveEntry entry = writer.put(new Child("child " + i, FILE, large), 1, random);
      write(new VdriveChange(writer.reader().address(), entry));
    }

    VdrivePage page = page(store.list(writer.reader().address(), Optional.empty(), 100));

    assertThat(page.more()).isTrue();
    assertThat(page.entries().size()).isBetween(1, 8);
  }

  @Test
  void everyChange_changesTheTag() {
    String empty = tag(writer);
    write(put(writer, "a", 1));
    String first = tag(writer);
    write(put(writer, "a", 2));

    assertThat(List.of(empty, first, tag(writer))).doesNotHaveDuplicates();
    reopen();
    write(put(other, "a", 1));
    assertThat(List.of(empty, first)).doesNotContain(tag(writer));
  }

  @Test
  void aFullDirectory_takesChangesButNoMoreEntries() {
    VdriveChange[] all =
        IntStream.range(0, MAXIMUM_ENTRIES)
            .mapToObj(i -> put(writer, "child " + i, 1))
            .toArray(VdriveChange[]::new);
    write(all);

    assertThatThrownBy(() -> write(put(writer, "one more", 1)))
        .hasMessageContaining("at most " + MAXIMUM_ENTRIES);
    assertThat(write(put(writer, "child 0", 2))).isEmpty();
    assertThat(write(put(other, "one more", 1))).isEmpty();
  }

  @Test
  void manyAtOnce_allSeeTheTruth() {
    List<Future<Optional<VdriveConflict>>> writes = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      writes.add(store.write(new VdriveWrite(List.of(), List.of(put(writer, "own " + i, 1)))));
      writes.add(store.write(new VdriveWrite(List.of(), List.of(put(writer, "shared", 1)))));
    }
    Waiting.of(Future.join(new ArrayList<>(writes)).mapEmpty());

    long conflicts = writes.stream().filter(write -> write.result().isPresent()).count();
    assertThat(conflicts).as("writers of the shared name who lost").isEqualTo(249);
    assertThat(Waiting.of(store.head(writer.reader().address())).orElseThrow().total())
        .isEqualTo(251);
  }

  @Test
  void stepsInAnyOrder_endInTheSame() {
    List<VdriveChange> changes = new ArrayList<>();
    for (int i = 0; i < 50; i++) changes.add(put(i % 2 == 0 ? writer : other, "child " + i, 1));
    Collections.shuffle(changes, random);
    changes.forEach(this::write);

    assertThat(page(store.list(writer.reader().address(), Optional.empty(), 100)).entries())
        .hasSize(25);
    assertThat(page(store.list(other.reader().address(), Optional.empty(), 100)).entries())
        .hasSize(25);
  }

  @Test
  void removedChildren_takeNoPlaceOfOthers() {
    for (int round = 0; round < 3; round++) {
      VdriveChange[] put = new VdriveChange[MAXIMUM_ENTRIES];
      VdriveChange[] removed = new VdriveChange[MAXIMUM_ENTRIES];
      for (int i = 0; i < MAXIMUM_ENTRIES; i++) {
        put[i] = put(writer, round + " " + i, 1);
        removed[i] = remove(writer, round + " " + i, 2);
      }
      assertThat(write(put)).isEmpty();
      assertThat(write(removed)).isEmpty();
    }
    fillUp(writer, MAXIMUM_ENTRIES);

    assertThatThrownBy(() -> write(put(writer, "one more", 1))).hasMessageContaining("at most");
    assertThat(write(put(writer, "0 0", 1)))
        .as("what was removed and comes again as it was")
        .isPresent();
    assertThatThrownBy(() -> write(put(writer, "0 0", 3))).hasMessageContaining("at most");
    assertThat(write(remove(writer, "filling 0", 2))).isEmpty();
    assertThat(write(put(writer, "0 0", 3))).isEmpty();
  }

  @Test
  void theMarksOfRemovedChildren_haveAnEnd() {
    int marks = MAXIMUM_ENTRIES * VdriveConfig.REMOVED_PER_ENTRY;
    for (int round = 0; round < VdriveConfig.REMOVED_PER_ENTRY; round++) {
      VdriveChange[] removed = new VdriveChange[MAXIMUM_ENTRIES];
      for (int i = 0; i < removed.length; i++) removed[i] = remove(writer, round + " " + i, 1);
      assertThat(write(removed)).isEmpty();
    }
    assertThatThrownBy(() -> write(remove(writer, "one more", 1)))
        .hasMessageContaining("at most " + marks);
  }

  @Test
  void aConflictLargerThanAMessage_namesTheRest() {
    Metadata large = Metadata.parse("{\"x\": \"" + "y".repeat(200_000) + "\"}");
    VdriveChange[] late = new VdriveChange[50];
    for (int i = 0; i < late.length; i++) {
      VdriveEntry entry = writer.put(new Child("child " + i, FILE, large), 1, random);
      write(new VdriveChange(writer.reader().address(), entry));
      late[i] = put(writer, "child " + i, 1);
    }

    VdriveConflict conflict = write(late).orElseThrow();

    assertThat(conflict.present().size() + conflict.omitted().size()).isEqualTo(50);
    assertThat(conflict.omitted()).isNotEmpty().allMatch(place -> place.sequence() == 1);
    for (WireFormat format : WireFormat.values()) {
      Buffer message = format.write(conflict::write);
      assertThat(message.length()).isLessThan(VdriveWrite.MAX_SIZE);
      assertThat(format.read(message, VdriveConflict::read)).isEqualTo(conflict);
    }
  }
}
