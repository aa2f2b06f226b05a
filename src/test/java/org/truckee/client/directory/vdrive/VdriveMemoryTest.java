package org.truckee.client.directory.vdrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.Slot;

/** The memory of vdrive directories takes bounded room, and outlives the gateway. */
class VdriveMemoryTest {
  private static final StorageIndex DIRECTORY = new StorageIndex(Bytes.wrap(new byte[16]));

  private static Slot slot(int number) {
    return new Slot(Bytes.wrap(ByteBuffer.allocate(Slot.SIZE).putInt(number).array()));
  }

  private static void note(VdriveMemory memory, int slot, long sequence) {
    memory.note(DIRECTORY, slot(slot), sequence, slot(slot).bytes(), memory.now());
  }

  @Test
  void anEndlessListing_takesNoMoreRoom() {
    VdriveMemory memory = new VdriveMemory(100);
    int listing = memory.beginListing(DIRECTORY);

    for (int i = 1; i < 10_000; i++) note(memory, i, 1);

    assertThat(memory.size()).isLessThanOrEqualTo(100);
    assertThat(memory.sequence(DIRECTORY, slot(1))).as("what is remembered stays").isEqualTo(1);
    memory.endListing(DIRECTORY, listing);
    assertThatThrownBy(() -> memory.noteNothing(DIRECTORY, slot(1), memory.now()))
        .hasMessageContaining("gone back in time");
  }

  @Test
  void otherDirectories_makeRoom() {
    VdriveMemory memory = new VdriveMemory(100);
    StorageIndex other = new StorageIndex(slot(1).bytes().slice(0, 16));
    for (int i = 1; i < 90; i++) memory.note(other, slot(i), 1, slot(i).bytes(), memory.now());

    for (int i = 1; i < 90; i++) note(memory, i, 1);

    assertThat(memory.knows(other)).isFalse();
    assertThat(memory.sequence(DIRECTORY, slot(89))).isEqualTo(1);
  }

  @Test
  void theNewestChange_isKnownAfterARestart(@TempDir Path home) throws Exception {
    VdriveMemory before = new VdriveMemory();
    before.keepIn(home.resolve("seen"));
    for (int i = 1; i < 20; i++) note(before, i, 1);
    note(before, 7, 2);
    before.keepNewest(DIRECTORY);
    before.close();

    VdriveMemory after = new VdriveMemory();
    after.keepIn(home.resolve("seen"));

    assertThat(after.newest(DIRECTORY)).contains(slot(7));
    after.close();
  }
}
