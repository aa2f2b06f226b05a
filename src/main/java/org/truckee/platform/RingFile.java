package org.truckee.platform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Rings of slots in a file of fixed size: {@code magic (16 bytes) || the slots of the first ring ||
 * of the second …}, a slot being {@code payload || be32(CRC-32 of the payload)}. A slot that was
 * torn by a power cut, or that a file cut short has lost, is none. Blocks; one thread at a time.
 */
public final class RingFile implements AutoCloseable {
  private static final int MAGIC_SIZE = 16;
  private static final int CRC_SIZE = 4;

  private final FileChannel file;
  private final byte[] magic;
  private final int payload;
  private final List<Integer> rings;
  private ByteBuffer kept = ByteBuffer.allocate(0);

  private RingFile(FileChannel file, byte[] magic, int payload, List<Integer> rings) {
    this.file = file;
    this.magic = magic;
    this.payload = payload;
    this.rings = List.copyOf(rings);
  }

  /**
   * Opens {@code path}; a file that is missing, or begins otherwise than with {@code magic}, is
   * begun anew.
   *
   * @param payload the bytes of a slot without its check
   * @param rings the number of slots in each ring
   */
  public static RingFile open(Path path, String magic, int payload, List<Integer> rings)
      throws IOException {
    byte[] first = magic.getBytes(StandardCharsets.US_ASCII);
    if (first.length != MAGIC_SIZE) throw new IllegalArgumentException(magic);
    OwnerFiles.directories(path.toAbsolutePath().getParent());
    FileChannel file =
        OwnerFiles.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      RingFile opened = new RingFile(file, first, payload, rings);
      opened.read();
      return opened;
    } catch (IOException | RuntimeException broken) {
      file.close();
      throw broken;
    }
  }

  /** The bytes of a file with such slots and rings, for good. */
  public static long size(int payload, List<Integer> rings) {
    return MAGIC_SIZE + rings.stream().mapToLong(Integer::longValue).sum() * (payload + CRC_SIZE);
  }

  private void read() throws IOException {
    long size = size(payload, rings);
    ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(size));
    while (all.hasRemaining() && file.read(all, all.position()) > 0) {}
    all.flip();
    boolean known =
        all.limit() >= MAGIC_SIZE && all.slice(0, MAGIC_SIZE).equals(ByteBuffer.wrap(magic));
    if (known) kept = all;
    else file.truncate(0);
    if (known && file.size() == size) return;
    file.truncate(size);
    if (file.size() < size) file.write(ByteBuffer.allocate(1), size - 1);
    file.write(ByteBuffer.wrap(magic), 0);
  }

  /** The payload that was in a slot when the file was opened; empty if there is none. */
  public Optional<ByteBuffer> slot(int ring, int index) {
    int offset = Math.toIntExact(offset(ring, index));
    if (offset + payload + CRC_SIZE > kept.limit()) return Optional.empty();
    byte[] bytes = new byte[payload];
    kept.get(offset, bytes);
    return kept.getInt(offset + payload) == crc(bytes)
        ? Optional.of(ByteBuffer.wrap(bytes))
        : Optional.empty();
  }

  /** Puts {@code bytes} into a slot. */
  public void write(int ring, int index, byte[] bytes) throws IOException {
    if (bytes.length != payload) throw new IllegalArgumentException(bytes.length + " bytes");
    ByteBuffer slot = ByteBuffer.allocate(payload + CRC_SIZE).put(bytes).putInt(crc(bytes)).flip();
    long offset = offset(ring, index);
    while (slot.hasRemaining()) file.write(slot, offset + slot.position());
  }

  private long offset(int ring, int index) {
    long slots = index;
    for (int before = 0; before < ring; before++) slots += rings.get(before);
    return MAGIC_SIZE + slots * (payload + CRC_SIZE);
  }

  private static int crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
