package org.truckee.storage;

import io.netty.buffer.Unpooled;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.FileSystem;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import org.truckee.GridException;
import org.truckee.crypto.StorageIndex;
import org.truckee.platform.BlockingWork;
import org.truckee.protocol.port.Exchange;
import org.truckee.protocol.port.MessageMemory;
import org.truckee.protocol.storage.ByteRange;
import org.truckee.storage.container.ShareFile;
import org.truckee.storage.share.ShareStore;

/**
 * {@code GET …/:storageIndex/:shareNumber}: a share's data as it lies on disk, or one range of it.
 * A short range goes out in one piece; a long one streams at the pace of the reader, and breaks the
 * connection if it breaks off on disk, so that a part is never taken for the whole.
 */
final class ReadShare implements Handler<RoutingContext> {
  private static final int IN_ONE_PIECE = 512 << 10;
  private static final int PIECE = 128 << 10;

  /** The source of shares of one kind. */
  interface Source {
    /** The result of {@code reader} for a share; fails if the share is not stored. */
    <T> T read(StorageIndex storageIndex, int shareNumber, ShareStore.Reader<T> reader)
        throws IOException;
  }

  private final Source source;
  private final BlockingWork disk;
  private final FileSystem files;
  private final MessageMemory memory;

  ReadShare(Source source, BlockingWork disk, FileSystem files, MessageMemory memory) {
    this.source = source;
    this.disk = disk;
    this.files = files;
    this.memory = memory;
  }

  @Override
  public void handle(RoutingContext ctx) {
    // Tahoe's clients look at the type before the status, even of a share that is not there.
    ctx.response().putHeader("Content-Type", "application/octet-stream");
    StorageIndex storageIndex = StorageRequest.storageIndex(ctx);
    int shareNumber = StorageRequest.shareNumber(ctx);
    String header = ctx.request().getHeader("Range");
    ByteRange range = header == null ? null : ByteRange.ofRange(header);
    Exchange exchange = new Exchange(ctx, memory);
    long inMemory = range == null ? IN_ONE_PIECE : Math.min(range.length(), IN_ONE_PIECE);
    exchange
        .reserve(inMemory)
        .compose(granted -> read(storageIndex, shareNumber, range))
        .onSuccess(piece -> answer(ctx, exchange, piece))
        .onFailure(exchange::fail);
  }

  private Future<Piece> read(StorageIndex storageIndex, int shareNumber, ByteRange range) {
    return disk.ask(() -> readNow(storageIndex, shareNumber, range));
  }

  private Piece readNow(StorageIndex storageIndex, int shareNumber, ByteRange range)
      throws IOException {
    try {
      return source.read(storageIndex, shareNumber, share -> Piece.read(share, range));
    } catch (NoSuchFileException gone) {
      throw gone();
    }
  }

  /**
   * The failure of a share that went, as expired ones do, between the look for it and its bytes.
   */
  private static GridException gone() {
    return new GridException(GridException.Kind.NOT_FOUND, "the share is no longer stored here");
  }

  /** The part of a share that was asked for; its bytes too, if they are few. */
  private record Piece(ShareStore.Location share, ByteRange range, boolean ranged, byte[] bytes) {
    static Piece read(ShareStore.Location share, ByteRange asked) throws IOException {
      long begin = asked == null ? 0 : asked.begin();
      long end = asked == null ? share.length() : Math.min(asked.end(), share.length());
      if (begin >= end) return new Piece(share, null, asked != null, new byte[0]);
      ByteRange range = new ByteRange(begin, end);
      byte[] bytes = null;
      if (range.length() <= IN_ONE_PIECE) {
        try (FileChannel file = FileChannel.open(share.file(), StandardOpenOption.READ)) {
          bytes = ShareFile.read(file, share.offset() + begin, (int) range.length()).array();
        }
      }
      return new Piece(share, range, asked != null, bytes);
    }

    long length() {
      return range == null ? 0 : range.length();
    }
  }

  private void answer(RoutingContext ctx, Exchange exchange, Piece piece) {
    if (ctx.response().closed()) exchange.end();
    else exchange.sent(send(ctx, piece), piece.length());
  }

  private Future<Void> send(RoutingContext ctx, Piece piece) {
    HttpServerResponse response = ctx.response();
    if (piece.ranged() && piece.range() == null) return response.setStatusCode(204).end();
    boolean head = HttpMethod.HEAD.equals(ctx.request().method());
    if (!head && piece.bytes() == null) return stream(piece, response).onFailure(ctx::fail);
    announce(piece, response);
    return head ? response.end() : response.end(buffer(piece.bytes()));
  }

  private static void announce(Piece piece, HttpServerResponse response) {
    if (piece.ranged()) {
      response.setStatusCode(206).putHeader("Content-Range", piece.range().toContentRange());
    }
    response.putHeader("Content-Length", Long.toString(piece.length()));
  }

  private Future<Void> stream(Piece piece, HttpServerResponse response) {
    OpenOptions options = new OpenOptions().setRead(true).setWrite(false).setCreate(false);
    return files
        .open(piece.share().file().toString(), options)
        .recover(failure -> Future.failedFuture(isGone(failure) ? gone() : failure))
        .compose(file -> send(piece, file, response));
  }

  private static boolean isGone(Throwable failure) {
    return failure.getCause() instanceof NoSuchFileException;
  }

  private static Future<Void> send(Piece piece, AsyncFile file, HttpServerResponse response) {
    announce(piece, response);
    file.setReadPos(piece.share().offset() + piece.range().begin());
    file.setReadLength(piece.length()).setReadBufferSize(PIECE);
    return file.pipe()
        .endOnFailure(false)
        .to(response)
        .recover(broken -> response.reset().transform(done -> Future.failedFuture(broken)))
        .eventually(file::close);
  }

  private static Buffer buffer(byte[] bytes) {
    return BufferInternal.buffer(Unpooled.wrappedBuffer(bytes));
  }
}
