package org.truckee.client.directory.vdrive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.Slot;

class NotedEntriesTest {
  private static final StorageIndex DIRECTORY = new StorageIndex(bytes(16, 1));
  private static final int PLACES = 1000;
  private static final int PLACE = 96;

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void choose() {
    file = directory.resolve("private/seen");
  }

  private static Bytes bytes(int size, int number) {
    return Bytes.wrap(ByteBuffer.allocate(size).putInt(number).array());
  }

  private static Slot slot(int number) {
    return new Slot(bytes(Slot.SIZE, number));
  }

  private void note(int slot, long sequence) throws IOException {
    try (NotedEntries noted = NotedEntries.open(file, PLACES)) {
      noted.note(DIRECTORY, slot(slot), sequence, bytes(32, slot));
    }
  }

  private Map<Slot, Long> read() throws IOException {
    Map<Slot, Long> read = new HashMap<>();
    try (NotedEntries noted = NotedEntries.open(file, PLACES)) {
      noted.readAll(
          (directory, slot, sequence, digest) -> {
            assertThat(directory).isEqualTo(DIRECTORY);
            assertThat(digest.size()).isEqualTo(32);
            read.put(slot, sequence);
          });
    }
    return read;
  }

  @Test
  void theNewestOfEachSlot_isThereTheNextTime() throws IOException {
    assertThat(read()).isEmpty();
    note(1, 1);
    note(2, 7);
    note(1, 2);

    assertThat(read()).isEqualTo(Map.of(slot(1), 2L, slot(2), 7L));
  }

  @Test
  void howeverManyAreNoted_theFileHasItsSize() throws IOException {
    try (NotedEntries noted = NotedEntries.open(file, PLACES)) {
      for (int i = 0; i < 3 * PLACES; i++) noted.note(DIRECTORY, slot(i), 1, bytes(32, i));
    }

    assertThat(Files.size(file)).isLessThanOrEqualTo(PLACES * PLACE);
    assertThat(read()).hasSizeBetween(PLACES / 2, PLACES);
  }

  @Test
  void whatIsTornOrForeign_countsAsNothing() throws IOException {
    note(1, 1);
    byte[] all = Files.readAllBytes(file);
    all[all.length - 9] ^= 1;
    Files.write(file, all);
    assertThat(read()).isEmpty();

    Files.writeString(file, "something else");
    assertThat(read()).isEmpty();
  }
}
