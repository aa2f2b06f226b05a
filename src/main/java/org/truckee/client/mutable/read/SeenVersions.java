package org.truckee.client.mutable.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.StorageIndex;

/**
 * The highest version of each mutable file that this gateway has read or written, so that servers
 * which give out an older one are found out. It can be kept in a file from one run of the gateway
 * to the next. Each file has a place by its storage index; another file of the same place takes its
 * place, and the earlier one is forgotten. Thread-safe.
 *
 * <pre>
 * place = storage index (16) || sequence number (8) || CRC-32C of both (8)
 * </pre>
 *
 * A place that is empty, or was torn by a power cut, has a wrong check and counts as empty.
 */
public final class SeenVersions {
  private static final Logger LOG = LoggerFactory.getLogger(SeenVersions.class);

  /** The places of the file: enough for many files, in 1 MiB. */
  private static final int PLACES = 1 << 15;

  private static final int FIELDS = 16 + Long.BYTES;
  private static final int PLACE = FIELDS + Long.BYTES;
  private static final int FILE_SIZE = PLACES * PLACE;

  /**
   * A version that was seen.
   *
   * @param since when it was first seen
   */
  private record Seen(StorageIndex file, long sequence, long since) {}

  private final Seen[] places = new Seen[PLACES];
  private Optional<FileChannel> file = Optional.empty();
  private long time;

  /** Recalls the versions in the file at {@code path}, and notes new ones there. Blocks. */
  public synchronized void keepIn(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    ByteBuffer all =
        ByteBuffer.wrap(Files.readAllBytes(path), 0, (int) Math.min(channel.size(), FILE_SIZE));
    while (all.remaining() >= PLACE) read(all);
    file = Optional.of(channel);
  }

  private void read(ByteBuffer in) {
    byte[] index = new byte[16];
    in.get(index);
    long sequence = in.getLong();
    StorageIndex seen = new StorageIndex(Bytes.wrap(index));
    if (in.getLong() == check(seen, sequence)) put(seen, sequence);
  }

  /** Closes the file of {@link #keepIn}. Blocks. */
  public synchronized void close() throws IOException {
    if (file.isPresent()) file.get().close();
    file = Optional.empty();
  }

  /**
   * The time at which a question is asked, by which its answer is judged: a version that is seen
   * later may be newer than an honest answer.
   */
  synchronized long now() {
    return ++time;
  }

  /** The number of the highest version that was seen of {@code storageIndex}, or 0. */
  public synchronized long newest(StorageIndex storageIndex) {
    Seen seen = places[place(storageIndex)];
    return seen == null || !seen.file.equals(storageIndex) ? 0 : seen.sequence;
  }

  /**
   * Returns whether a version after {@code sequence} had been seen when it was {@code asked} for.
   */
  synchronized boolean isOlder(StorageIndex storageIndex, long sequence, long asked) {
    return newest(storageIndex) > sequence && places[place(storageIndex)].since < asked;
  }

  /** Remembers that a version of number {@code sequence} was seen. */
  public synchronized void note(StorageIndex storageIndex, long sequence) {
    if (newest(storageIndex) >= sequence) return;
    put(storageIndex, sequence);
    file.ifPresent(channel -> write(channel, storageIndex, sequence));
  }

  private void put(StorageIndex storageIndex, long sequence) {
    places[place(storageIndex)] = new Seen(storageIndex, sequence, ++time);
  }

  private void write(FileChannel channel, StorageIndex storageIndex, long sequence) {
    ByteBuffer place = ByteBuffer.allocate(PLACE);
    place.put(storageIndex.bytes().asByteBuffer()).putLong(sequence);
    place.putLong(check(storageIndex, sequence)).flip();
    long offset = (long) place(storageIndex) * PLACE;
    try {
      while (place.hasRemaining()) offset += channel.write(place, offset);
    } catch (IOException e) {
      LOG.warn(
          "the versions of mutable files can't be noted, and are forgotten when the node stops", e);
      file = Optional.empty();
    }
  }

  private static int place(StorageIndex storageIndex) {
    return Math.floorMod(storageIndex.bytes().asByteBuffer().getInt(), PLACES);
  }

  private static long check(StorageIndex storageIndex, long sequence) {
    ByteBuffer fields = ByteBuffer.allocate(FIELDS);
    fields.put(storageIndex.bytes().asByteBuffer()).putLong(sequence).flip();
    CRC32C check = new CRC32C();
    check.update(fields);
    return check.getValue();
  }
}
