package org.truckee.testing.known;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.StorageIndex;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;

/** The shares of one mutable file as they lie on the disks of a {@link TestGrid}. */
public final class MutableShareFiles {
  private static final int DATA_OFFSET = 468;
  private static final int LENGTH_OFFSET = 84;

  private final TestGrid grid;
  private final StorageIndex storageIndex;

  /** The shares of {@code storageIndex}, each of which has only one server. */
  public MutableShareFiles(TestGrid grid, StorageIndex storageIndex) {
    this.grid = grid;
    this.storageIndex = storageIndex;
  }

  /** All files, by the number of the share. */
  public Map<Integer, Bytes> files() {
    Map<Integer, Bytes> files = new TreeMap<>();
    for (TestServer server : grid.servers())
      for (int share : server.shares(storageIndex)) files.put(share, read(path(share)));
    return files;
  }

  /** The data of share {@code number}. */
  public Bytes data(int number) {
    Bytes file = read(path(number));
    long length = file.asByteBuffer().getLong(LENGTH_OFFSET);
    return file.slice(DATA_OFFSET, DATA_OFFSET + (int) length);
  }

  /** Applies {@code change} to the file of share {@code number}. */
  public void change(int number, UnaryOperator<Bytes> change) {
    write(path(number), change.apply(read(path(number))));
  }

  /**
   * Puts {@code data}, which is not longer than what is there, in the place of share {@code
   * number}'s.
   */
  public void replace(int number, Bytes data) {
    change(
        number,
        file -> {
          byte[] bytes = file.toArray();
          data.copyTo(bytes, DATA_OFFSET);
          ByteBuffer.wrap(bytes).putLong(LENGTH_OFFSET, data.size());
          return Bytes.wrap(bytes);
        });
  }

  /** Flips the lowest bit of byte {@code offset} of the data of share {@code number}. */
  public void flip(int number, long offset) {
    change(
        number,
        file -> {
          byte[] bytes = file.toArray();
          bytes[DATA_OFFSET + (int) offset] ^= 1;
          return Bytes.wrap(bytes);
        });
  }

  /** Puts the earlier {@code files} of shares from {@code first} to before {@code end} back. */
  public void putBack(Map<Integer, Bytes> files, int first, int end) {
    for (int number = first; number < end; number++) write(path(number), files.get(number));
  }

  /** The file of share {@code number}. */
  public Path path(int number) {
    return grid.servers().stream()
        .map(server -> server.shareFile(storageIndex, number))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow();
  }

  private static Bytes read(Path file) {
    try {
      return Bytes.wrap(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, Bytes bytes) {
    try {
      Files.write(file, bytes.toArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
