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
import io.vertx.core.streams.ReadStream;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.truckee.GridException;
import org.truckee.crypto.StorageIndex;
import org.truckee.platform.BlockingWork;
import org.truckee.protocol.port.Exchange;
import org.truckee.protocol.port.MessageMemory;
import org.truckee.protocol.storage.ByteRange;
import org.truckee.storage.share.FileData;
import org.truckee.storage.share.ObjectData;
import org.truckee.storage.share.ShareStore;

/**
 * {@code GET …/:storageIndex/:shareNumber}: a share's data as it lies on disk or in a bucket, or
 * one range of it. A short range goes out in one piece; a long one streams at the pace of the
 * reader, and breaks the connection if it breaks off there, so that a part is never taken for the
 * whole.
 */
final class ReadShare implements Handler<RoutingContext> {
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
    long inMemory =
        range == null ? SharePiece.AT_ONCE : Math.min(range.length(), SharePiece.AT_ONCE);
    exchange
        .reserve(inMemory)
        .compose(granted -> read(storageIndex, shareNumber, range))
        .compose(piece -> isHead(ctx) ? Future.succeededFuture(piece) : piece.fetched())
        .onSuccess(piece -> answer(ctx, exchange, piece))
        .onFailure(exchange::fail);
  }

  private Future<SharePiece> read(StorageIndex storageIndex, int shareNumber, ByteRange range) {
    return disk.ask(() -> readNow(storageIndex, shareNumber, range));
  }

  private SharePiece readNow(StorageIndex storageIndex, int shareNumber, ByteRange range)
      throws IOException {
    try {
      return source.read(storageIndex, shareNumber, share -> SharePiece.of(share, range));
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

  private void answer(RoutingContext ctx, Exchange exchange, SharePiece piece) {
    if (ctx.response().closed()) exchange.end();
    else exchange.sent(send(ctx, piece), piece.length());
  }

  private Future<Void> send(RoutingContext ctx, SharePiece piece) {
    HttpServerResponse response = ctx.response();
    if (piece.ranged() && piece.range() == null) return response.setStatusCode(204).end();
    boolean head = isHead(ctx);
    if (!head && piece.bytes() == null) return stream(piece, response).onFailure(ctx::fail);
    announce(piece, response);
    return head ? response.end() : response.end(buffer(piece.bytes()));
  }

  private static boolean isHead(RoutingContext ctx) {
    return HttpMethod.HEAD.equals(ctx.request().method());
  }

  private static void announce(SharePiece piece, HttpServerResponse response) {
    if (piece.ranged()) {
      response.setStatusCode(206).putHeader("Content-Range", piece.range().toContentRange());
    }
    response.putHeader("Content-Length", Long.toString(piece.length()));
  }

  private Future<Void> stream(SharePiece piece, HttpServerResponse response) {
    return piece.share() instanceof FileData file
        ? stream(file, piece, response)
        : ((ObjectData) piece.share())
            .open(piece.range())
            .compose(flow -> send(piece, flow, response));
  }

  private Future<Void> stream(FileData share, SharePiece piece, HttpServerResponse response) {
    OpenOptions options = new OpenOptions().setRead(true).setWrite(false).setCreate(false);
    return files
        .open(share.file().toString(), options)
        .recover(failure -> Future.failedFuture(isGone(failure) ? gone() : failure))
        .compose(file -> send(share, piece, file, response));
  }

  private static boolean isGone(Throwable failure) {
    return failure.getCause() instanceof NoSuchFileException;
  }

  private static Future<Void> send(
      FileData share, SharePiece piece, AsyncFile file, HttpServerResponse response) {
    announce(piece, response);
    file.setReadPos(share.offset() + piece.range().begin());
    file.setReadLength(piece.length()).setReadBufferSize(PIECE);
    return send(file, response).eventually(file::close);
  }

  /** A flow that its reader leaves is ended, so that the bucket sends no more. */
  private static Future<Void> send(
      SharePiece piece, ObjectData.Flow flow, HttpServerResponse response) {
    if (response.closed()) {
      flow.end();
      return Future.failedFuture("the reader has gone");
    }
    announce(piece, response);
    return send(flow.bytes(), response).onFailure(broken -> flow.end());
  }

  private static Future<Void> send(ReadStream<Buffer> bytes, HttpServerResponse response) {
    return bytes
        .pipe()
        .endOnFailure(false)
        .to(response)
        .recover(broken -> response.reset().transform(done -> Future.failedFuture(broken)));
  }

  private static Buffer buffer(byte[] bytes) {
    return BufferInternal.buffer(Unpooled.wrappedBuffer(bytes));
  }
}
