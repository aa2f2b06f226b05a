package org.truckee.storage.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Directories that several uploads need at the same time, and what a power cut may take of them.
 */
class DirectorySyncTest {
  @TempDir Path root;
  private final List<Path> synced = new ArrayList<>();
  private DirectorySync directories;
  private Path both;
  private Path mine;
  private Path theirs;

  @BeforeEach
  void start() {
    directories = new DirectorySync(root, synced::add);
    both = root.resolve("ab");
    mine = both.resolve("abmine");
    theirs = both.resolve("abtheirs");
  }

  @Test
  void directoriesThatAreMade_areSyncedOnce() throws IOException {
    assertThat(directories.make(mine)).containsExactly(both, mine);
    directories.settle(List.of(both, mine));
    assertThat(synced).containsExactly(root, both);

    assertThat(directories.make(mine)).isEmpty();
    assertThat(directories.make(theirs)).containsExactly(theirs);
    assertThat(directories.make(root)).isEmpty();
  }

  @Test
  void aDirectoryThatAnotherMadeAndHasNotSynced_isSyncedByAllWhoUseIt() throws IOException {
    List<Path> first = directories.make(mine);
    List<Path> second = directories.make(theirs);

    directories.settle(second);

    assertThat(synced).as("what the second one stands on").containsExactly(root, both);
    assertThat(directories.make(mine)).as("the first one's own may still be lost").contains(mine);
    directories.settle(first);
    assertThat(directories.make(mine)).isEmpty();
  }

  @Test
  void whatComesWhileTheDiskIsAtWork_isNotTakenForSynced() throws IOException {
    Path late = root.resolve("cd");
    DirectorySync busy = new DirectorySync(root, directory -> makeOnce(late));
    directories = busy;

    busy.settle(busy.make(both));

    assertThat(busy.make(both)).isEmpty();
    assertThat(busy.make(late)).containsExactly(late);
  }

  private void makeOnce(Path late) throws IOException {
    if (synced.add(late)) directories.make(late);
  }

  @Test
  void whatCouldNotBeSynced_isTriedAgainByTheNext() throws IOException {
    DirectorySync failing = new DirectorySync(root, DirectorySyncTest::fail);
    List<Path> made = failing.make(mine);

    assertThatThrownBy(() -> failing.settle(made)).isInstanceOf(IOException.class);

    assertThat(failing.make(mine)).isEqualTo(made);
  }

  private static void fail(Path directory) throws IOException {
    throw new IOException("input/output error");
  }
}
