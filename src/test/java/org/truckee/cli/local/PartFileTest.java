package org.truckee.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartFileTest {
  @TempDir Path directory;

  /** INT and TERM run this while the file is written. */
  @Test
  void aPartThatIsOpen_isRemovedWhenTheProcessEnds_andOneThatWasMovedIsNot() throws IOException {
    try (PartFile open = PartFile.in(directory);
        PartFile moved = PartFile.in(directory);
        FileChannel one = open.open();
        FileChannel two = moved.open()) {
      moved.moveTo(directory.resolve("done"));
      assertThat(one.isOpen() && two.isOpen()).isTrue();
      PartFile.removeAll();
    }
    assertThat(directory.toFile().list()).containsExactly("done");
  }

  @Test
  void aPart_isClosedAway_andNeverFollowsALink() throws IOException {
    Path mine = Files.writeString(directory.resolve("mine"), "mine");
    Path link;
    try (PartFile part = PartFile.in(directory)) {
      link = part.path();
      assertThat(part.path().getFileName().toString().length()).isLessThan(40);
      Files.createSymbolicLink(part.path(), mine);
      assertThatThrownBy(part::open).isInstanceOf(IOException.class);
    }
    assertThat(mine).hasContent("mine");
    Files.delete(link);
    try (PartFile part = PartFile.in(directory);
        FileChannel channel = part.open()) {
      assertThat(channel.size()).isZero();
    }
    assertThat(directory.toFile().list()).containsExactly("mine");
  }
}
