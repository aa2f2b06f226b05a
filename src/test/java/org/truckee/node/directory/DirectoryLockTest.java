package org.truckee.node.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.node.HeldDirectory;

class DirectoryLockTest {
  @TempDir Path directory;

  private Optional<DirectoryLock> take() throws IOException {
    return DirectoryLock.take(directory, Optional.empty());
  }

  @Test
  void whatAnotherProcessHolds_isNotTaken_andIsFreeWhenThatIsKilled() throws Exception {
    try (HeldDirectory other = HeldDirectory.hold(directory)) {
      assertThat(take()).isEmpty();
      assertThat(DirectoryLock.holder(directory).orElseThrow().pid()).contains(other.pid());

      other.kill();

      assertThat(DirectoryLock.holder(directory)).as("its number is still there").isEmpty();
      take().orElseThrow().close();
    }
  }

  @Test
  void inOneProcess_oneTakesIt_andLookingGivesNothingBack() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolveSibling(directory + "-link"), directory);
    try (DirectoryLock first = take().orElseThrow()) {
      assertThat(first).isNotNull();
      assertThat(take()).isEmpty();
      assertThat(DirectoryLock.take(link, Optional.empty())).as("by another name").isEmpty();
      assertThat(DirectoryLock.holder(directory).orElseThrow().pid())
          .contains(ProcessHandle.current().pid());
      assertThatThrownBy(() -> HeldDirectory.hold(directory)).hasMessage("not held: refused");
    } finally {
      Files.delete(link);
    }
    assertThat(DirectoryLock.holder(directory)).isEmpty();
    HeldDirectory.hold(directory).close();
  }

  @Test
  void looking_makesNoFile() throws IOException {
    assertThat(DirectoryLock.holder(directory)).isEmpty();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aGridsNode_tellsOfItsGrid() throws Exception {
    NodeDirectory node =
        new NodeDirectory(
            directory,
            null,
            Optional.of(new GridHome(Path.of("/a/grid"), Path.of("/a/conf.json"))));
    node.lock();
    try {
      assertThat(Files.readString(directory.resolve("truckee.lock")))
          .isEqualTo(ProcessHandle.current().pid() + "\n/a/grid\n");
      assertThatThrownBy(() -> new NodeDirectory(directory, null).lock())
          .hasMessageContaining("runs already");
    } finally {
      node.unlock();
    }
  }
}
