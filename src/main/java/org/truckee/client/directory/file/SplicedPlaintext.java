package org.truckee.client.directory.file;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.truckee.bytes.Bytes;
import org.truckee.client.plaintext.Plaintext;

/** A file in which some parts are left out and others are put in. Its owner closes the base. */
final class SplicedPlaintext implements Plaintext {
  private static final int PIECE = 256 << 10;

  private final Plaintext base;
  private final List<Splice> splices;
  private final long size;
  private int next;
  private long position;
  private Buffer held = Buffer.buffer();

  /**
   * A splice: at {@code offset} of the file, {@code added} takes the place of {@code removed}
   * bytes.
   */
  record Splice(long offset, long removed, Bytes added) {}

  /** {@code base}, which stands at its beginning, with {@code splices}, in order and apart. */
  SplicedPlaintext(Plaintext base, List<Splice> splices) {
    this.base = base;
    this.splices = List.copyOf(splices);
    this.size =
        base.size()
            + splices.stream().mapToLong(each -> each.added().size() - each.removed()).sum();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public Future<Void> ready(int length) {
    return Future.succeededFuture();
  }

  @Override
  public Future<byte[]> next(int length) {
    if (held.length() >= length) return Future.succeededFuture(take(length));
    return fill().compose(filled -> next(length));
  }

  private byte[] take(int length) {
    byte[] taken = held.getBytes(0, length);
    held = Buffer.buffer(held.getBytes(length, held.length()));
    return taken;
  }

  /** Holds the bytes up to the next splice, or the splice itself. */
  private Future<Void> fill() {
    long end = next < splices.size() ? splices.get(next).offset() : base.size();
    if (position < end) {
      int some = (int) Math.min(PIECE, end - position);
      position += some;
      return base.next(some).map(this::hold);
    }
    if (next == splices.size())
      return Future.failedFuture(new IllegalStateException("read behind the end"));
    Splice splice = splices.get(next++);
    hold(splice.added().toArray());
    return skip(splice.removed());
  }

  private Void hold(byte[] bytes) {
    held.appendBytes(bytes);
    return null;
  }

  private Future<Void> skip(long length) {
    if (length == 0) return Future.succeededFuture();
    int some = (int) Math.min(PIECE, length);
    position += some;
    return base.next(some).compose(skipped -> skip(length - some));
  }

  @Override
  public boolean rewind() {
    next = 0;
    position = 0;
    held = Buffer.buffer();
    return base.rewind();
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }
}
