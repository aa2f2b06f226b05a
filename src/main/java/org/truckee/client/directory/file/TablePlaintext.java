package org.truckee.client.directory.file;

import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.util.Iterator;
import org.truckee.bytes.Bytes;
import org.truckee.client.plaintext.Plaintext;
import org.truckee.dirnode.Table;
import org.truckee.worker.Codec;

/** A table on its way into a file: its bytes are put together, by a worker, as they are sent. */
final class TablePlaintext implements Plaintext {
  private final Codec codec;
  private final Table table;
  private final long size;
  private Iterator<Bytes> pieces;
  private ByteBuffer piece = ByteBuffer.allocate(0);

  /** Runs {@code step}, on a worker if the table is large. */
  TablePlaintext(Codec codec, Table table) {
    this.codec = codec;
    this.table = table;
    this.size = table.packedSize();
    this.pieces = table.pieces();
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
    return codec.run(() -> take(length));
  }

  private byte[] take(int length) {
    ByteBuffer taken = ByteBuffer.allocate(length);
    while (taken.hasRemaining()) {
      if (!piece.hasRemaining()) piece = pieces.next().asByteBuffer();
      int some = Math.min(taken.remaining(), piece.remaining());
      taken.put(piece.slice(piece.position(), some));
      piece.position(piece.position() + some);
    }
    return taken.array();
  }

  @Override
  public boolean rewind() {
    pieces = table.pieces();
    piece = ByteBuffer.allocate(0);
    return true;
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }
}
