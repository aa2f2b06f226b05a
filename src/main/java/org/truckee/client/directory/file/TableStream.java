package org.truckee.client.directory.file;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.truckee.client.flow.GridFile;
import org.truckee.client.plaintext.Plaintext;
import org.truckee.client.plaintext.StreamedPlaintext;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.TableScanner;
import org.truckee.worker.Codec;

/**
 * The entries of a table in the order in which they are written, a batch at a time, so that few are
 * in memory. Event loop only.
 */
final class TableStream {
  /** The number of bytes that a worker takes apart at once. */
  private static final int BATCH = 256 << 10;

  private final Codec codec;
  private final Plaintext table;
  private final TableScanner scanner;
  private final long begin;
  private long left;
  private Optional<Child> rest = Optional.empty();

  /** The entries in {@code table}, which {@link #close} closes. */
  TableStream(Codec codec, Plaintext table) {
    this(codec, table, 0);
  }

  private TableStream(Codec codec, Plaintext table, long offset) {
    this.begin = offset;
    this.scanner = new TableScanner(offset);
    this.codec = codec;
    this.table = table;
    this.left = table.size();
  }

  /** The entries of the table that {@code file}, which is longer, holds from {@code offset} on. */
  static Future<TableStream> of(Codec codec, GridFile file, long offset) {
    long size = file.size() - offset;
    return file.read(offset, size)
        .map(bytes -> new StreamedPlaintext(bytes, size, () -> {}))
        .map(bytes -> new TableStream(codec, bytes, offset));
  }

  /** The next entries; none after the last. */
  Future<List<TableScanner.Entry>> next() {
    if (left == 0) return Future.succeededFuture(List.of());
    int length = (int) Math.min(BATCH, left);
    left -= length;
    return table
        .next(length)
        .compose(bytes -> codec.run(() -> scan(bytes)))
        .compose(entries -> entries.isEmpty() ? next() : Future.succeededFuture(entries));
  }

  private List<TableScanner.Entry> scan(byte[] bytes) {
    List<TableScanner.Entry> entries = scanner.add(bytes);
    if (left == 0) rest = scanner.end();
    return entries;
  }

  /** The bytes after the last entry that are none, once they have come. */
  Optional<Child> rest() {
    return rest;
  }

  /** The place where the bytes begin that are no entry, or the end. */
  long end() {
    return scanner.position();
  }

  /** The bytes that are no entry. */
  long restSize() {
    return begin + table.size() - end();
  }

  /** Gives up its file. */
  Future<Void> close() {
    return table.close();
  }
}
