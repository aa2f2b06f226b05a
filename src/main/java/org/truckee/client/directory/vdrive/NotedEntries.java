package org.truckee.client.directory.vdrive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.StorageIndex;
import org.truckee.crypto.Tag;
import org.truckee.dirnode.Slot;
import org.truckee.platform.OwnerFiles;

/**
 * A gateway's notes of vdrive entries, in a file of fixed size, so that they survive a restart.
 * Each entry has a place in the file, by the hash of its address and slot; another entry of the
 * same place replaces it. Blocks; one thread at a time.
 *
 * <pre>
 * place = address (16) || slot (32) || sequence (8, big-endian) || digest (32) || check (8)
 * check = the first bytes of the tagged hash of all that stands before
 * </pre>
 *
 * A place that is empty, or was torn by a power cut, has a wrong check and counts as empty.
 */
final class NotedEntries implements AutoCloseable {
  /** The places of the file: enough for many directories, in 6 MiB. */
  static final int PLACES = 1 << 16;

  private static final int FIELDS = 16 + Slot.SIZE + Long.BYTES + 32;
  private static final int CHECK = 8;
  private static final int PLACE = FIELDS + CHECK;

  private final FileChannel file;
  private final int places;

  private NotedEntries(FileChannel file, int places) {
    this.file = file;
    this.places = places;
  }

  /** The receiver of notes. */
  interface Reader {
    /** Takes the number and the digest that the entry of a slot had when it was last seen. */
    void noted(StorageIndex directory, Slot slot, long sequence, Bytes digest);
  }

  /** Opens the file of so many {@code places} at {@code path}, or makes it. */
  static NotedEntries open(Path path, int places) throws IOException {
    OwnerFiles.directories(path.toAbsolutePath().getParent());
    FileChannel file =
        OwnerFiles.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    return new NotedEntries(file, places);
  }

  /** Tells {@code reader} of all notes. */
  void readAll(Reader reader) throws IOException {
    ByteBuffer all = ByteBuffer.allocate((int) Math.min(file.size(), (long) places * PLACE));
    while (all.hasRemaining() && file.read(all, all.position()) > 0) {}
    all.flip();
    while (all.remaining() >= PLACE) {
      Bytes fields = take(all, FIELDS);
      if (take(all, CHECK).equals(check(fields))) read(fields.asByteBuffer(), reader);
    }
  }

  private static void read(ByteBuffer fields, Reader reader) {
    StorageIndex directory = new StorageIndex(take(fields, 16));
    Slot slot = new Slot(take(fields, Slot.SIZE));
    reader.noted(directory, slot, fields.getLong(), take(fields, fields.remaining()));
  }

  /** Notes an entry. */
  void note(StorageIndex directory, Slot slot, long sequence, Bytes digest) throws IOException {
    Bytes number = Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(sequence).array());
    Bytes fields = Bytes.concat(directory.bytes(), slot.bytes(), number, digest);
    ByteBuffer place = Bytes.concat(fields, check(fields)).asByteBuffer();
    long offset = (long) placeOf(directory, slot) * PLACE;
    while (place.hasRemaining()) offset += file.write(place, offset);
  }

  private int placeOf(StorageIndex directory, Slot slot) {
    Bytes hash = Tag.VDRIVE_NOTED.hash(Bytes.concat(directory.bytes(), slot.bytes()));
    return Math.floorMod(hash.asByteBuffer().getInt(), places);
  }

  private static Bytes check(Bytes fields) {
    return take(Tag.VDRIVE_NOTED.hash(fields).asByteBuffer(), CHECK);
  }

  private static Bytes take(ByteBuffer in, int size) {
    byte[] part = new byte[size];
    in.get(part);
    return Bytes.wrap(part);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
