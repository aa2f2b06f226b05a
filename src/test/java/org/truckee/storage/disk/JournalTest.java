package org.truckee.storage.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.testing.known.Snapshot;

/** The remains of a change to several files when a crash or the disk cuts it at any point. */
class JournalTest {
  @TempDir Path root;

  private Path changed;
  private Path deleted;
  private Path made;
  private List<Journal.Step> steps;

  @BeforeEach
  void prepare() throws IOException {
    changed = root.resolve("ab/abc/0");
    deleted = root.resolve("ab/abc/1");
    made = root.resolve("cd/cde/2");
    Files.createDirectories(changed.getParent());
    Files.writeString(changed, "0123456789");
    Files.writeString(deleted, "goes");
    steps =
        List.of(
            new Journal.Write(changed, 3, bytes("xyz")),
            new Journal.Clear(changed, 8, 4),
            new Journal.Cut(changed, 11),
            new Journal.Delete(deleted),
            new Journal.Write(made, 2, bytes("new")));
  }

  @Test
  void everyStep_isCarriedOut() throws IOException {
    journal().carryOut("abc", steps, 0);

    assertThat(Files.readString(changed)).isEqualTo("012xyz67\0\0\0");
    assertThat(deleted).doesNotExist();
    assertThat(Files.readString(made)).isEqualTo("\0\0new");
    assertThat(root.resolve("abc.journal")).doesNotExist();
  }

  @Test
  void aJournalThatIsWhole_isCarriedOutAtStartHoweverMuchWasDone() throws IOException {
    byte[] whole = recorded();
    Snapshot done = doneSnapshot();
    for (int carriedOut = 0; carriedOut <= steps.size(); carriedOut++) {
      startOver();
      journal().carryOut("other", steps.subList(0, carriedOut), 0);
      Files.write(root.resolve("abc.journal"), whole);

      journal().recover();

      assertThat(Snapshot.of(root)).isEqualTo(done);
    }
  }

  @Test
  void aJournalThatBreaksOffAnywhere_changesNothing() throws IOException {
    byte[] whole = recorded();
    startOver();
    Snapshot before = Snapshot.of(root);
    for (int length = 0; length < whole.length; length++) {
      Files.write(root.resolve("abc.journal"), Arrays.copyOf(whole, length));

      journal().recover();

      assertThat(Snapshot.of(root)).isEqualTo(before);
    }
  }

  @Test
  void aJournalInWhichAnyByteIsWrong_changesNothing() throws IOException {
    byte[] whole = recorded();
    startOver();
    Snapshot before = Snapshot.of(root);
    for (int i = 0; i < whole.length; i++) {
      byte[] wrong = whole.clone();
      wrong[i] ^= 0x55;
      Files.write(root.resolve("abc.journal"), wrong);

      journal().recover();

      assertThat(Snapshot.of(root)).isEqualTo(before);
    }
  }

  @Test
  void whatTheDiskBrokeOff_isFinishedBeforeAnybodyLooks() throws IOException {
    Path inTheWay = Files.createDirectories(made);
    Journal journal = journal();
    assertThatThrownBy(() -> journal.carryOut("abc", steps, 0)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> journal.finish("abc")).isInstanceOf(IOException.class);
    Files.delete(inTheWay);

    journal.finish("abc");

    assertThat(Files.readString(made)).isEqualTo("\0\0new");
    assertThat(root.resolve("abc.journal")).doesNotExist();
  }

  private Journal journal() {
    return new Journal(root, DirectorySync.below(root, false), false);
  }

  /** The journal of the steps, as a crash before the first of them leaves it. */
  private byte[] recorded() throws IOException {
    Files.createDirectories(made);
    Journal journal = journal();
    assertThatThrownBy(() -> journal.carryOut("abc", steps, 0)).isInstanceOf(IOException.class);
    byte[] whole = Files.readAllBytes(root.resolve("abc.journal"));
    Files.delete(made);
    return whole;
  }

  private Snapshot doneSnapshot() throws IOException {
    startOver();
    journal().carryOut("abc", steps, 0);
    return Snapshot.of(root);
  }

  private void startOver() throws IOException {
    Files.deleteIfExists(made);
    Files.deleteIfExists(made.getParent());
    Files.deleteIfExists(made.getParent().getParent());
    Files.deleteIfExists(root.resolve("abc.journal"));
    Files.writeString(changed, "0123456789");
    Files.writeString(deleted, "goes");
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }
}
