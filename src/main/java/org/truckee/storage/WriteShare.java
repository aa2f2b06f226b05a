package org.truckee.storage;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.bytes.Secret;
import org.truckee.platform.BlockingWork;
import org.truckee.protocol.message.BodyPieces;
import org.truckee.protocol.message.WireFormat;
import org.truckee.protocol.message.WireMessages;
import org.truckee.protocol.storage.ByteRange;
import org.truckee.protocol.storage.SecretKind;
import org.truckee.protocol.storage.WriteReply;
import org.truckee.storage.share.ShareStore;
import org.truckee.storage.share.UnfinishedShare;

/**
 * {@code PATCH /storage/v1/immutable/:storageIndex/:shareNumber}: takes a part of a share, which
 * goes to the disk as it comes. If the connection breaks, the bytes that came count; if they
 * contradict the share or their own header, none of them does. The memory of all parts together is
 * bounded.
 */
final class WriteShare implements Handler<RoutingContext> {
  private static final int BATCH = 256 << 10;
  private static final int MAX_PENDING = 1 << 20;

  private final ShareStore shares;
  private final BlockingWork disk;
  private final Optional<BlockingWork> delivery;
  private final InstantSource clock;
  private final boolean durable;
  private final HeldParts held = new HeldParts();

  /** The memory that the system writes from; a thread of the disk writes one batch at a time. */
  private final ThreadLocal<ByteBuffer> batches =
      ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(BATCH));

  /** A taker of parts; whole shares are stored by {@code delivery}, if that is another work. */
  WriteShare(
      ShareStore shares,
      BlockingWork disk,
      Optional<BlockingWork> delivery,
      InstantSource clock,
      boolean durable) {
    this.shares = shares;
    this.disk = disk;
    this.delivery = delivery;
    this.clock = clock;
    this.durable = durable;
  }

  @Override
  public void handle(RoutingContext ctx) {
    WireFormat answer = WireMessages.accepted(ctx);
    Secret upload = StorageRequest.secrets(ctx, SecretKind.UPLOAD).get(SecretKind.UPLOAD);
    UnfinishedShare share =
        shares.upload(StorageRequest.storageIndex(ctx), StorageRequest.shareNumber(ctx), upload);
    ByteRange range = ByteRange.ofContentRange(ctx.request().getHeader("Content-Range"));
    if (range.end() > share.size()) {
      throw new GridException(
          GridException.Kind.BAD_RANGE, "the share has " + share.size() + " bytes");
    }
    new Part(ctx, answer, share, range).receive();
  }

  /**
   * The bytes of {@code pieces}, of which several are at most a batch, in a buffer of this thread's
   * or as they are.
   */
  private ByteBuffer inOnePiece(List<ByteBuffer> pieces) {
    if (pieces.size() == 1) return pieces.get(0);
    ByteBuffer whole = batches.get().clear();
    pieces.forEach(whole::put);
    return whole.flip();
  }

  /** One request's part of a share, on its way to the disk. Event loop only. */
  private final class Part implements HeldParts.Part {
    private final RoutingContext ctx;
    private final HttpServerRequest request;
    private final WireFormat format;
    private final UnfinishedShare share;
    private final ByteRange range;
    private final Context context;
    private final List<ByteRange> added = new ArrayList<>();
    private BodyPieces batch = new BodyPieces();
    private long next;
    private int pending;
    private Future<Void> written = Future.succeededFuture();

    Part(RoutingContext ctx, WireFormat format, UnfinishedShare share, ByteRange range) {
      this.ctx = ctx;
      this.format = format;
      this.request = ctx.request();
      this.share = share;
      this.range = range;
      this.context = ctx.vertx().getOrCreateContext();
      this.next = range.begin();
    }

    void receive() {
      request.exceptionHandler(broken -> flush());
      request.endHandler(end -> finish());
      request.handler(this::add);
      request.resume();
    }

    private void add(Buffer bytes) {
      if (next + batch.length() + bytes.length() > range.end()) {
        refuse("the body is longer than its Content-Range");
        return;
      }
      if (batch.length() + bytes.length() > BATCH) flush();
      batch.add(bytes);
      held.add(this, bytes.length());
    }

    @Override
    public void flushSoon() {
      if (Vertx.currentContext() == context) flush();
      else context.runOnContext(turn -> flush());
    }

    private void flush() {
      held.leave(this);
      if (batch.length() == 0) return;
      BodyPieces bytes = batch;
      int length = bytes.length();
      long offset = next;
      next += length;
      batch = new BodyPieces();
      pending += length;
      if (pending >= MAX_PENDING || held.areMany()) request.pause();
      written = written.compose(before -> disk.run(() -> write(offset, bytes)));
      written.onComplete(done -> confirm(length, done.cause()));
    }

    /** Writes bytes, on a thread of the disk, each after the ones before it. */
    private void write(long offset, BodyPieces bytes) throws IOException {
      added.addAll(share.write(offset, inOnePiece(bytes.views()), clock.instant()));
    }

    private void confirm(int length, Throwable failure) {
      pending -= length;
      held.release(length);
      if (durable && share.wantsSync()) disk.run(share::sync).onFailure(this::fail);
      if (failure != null) fail(failure);
      else if (pending < (held.areMany() ? 1 : MAX_PENDING / 2)) request.resume();
    }

    private void finish() {
      if (next + batch.length() < range.end()) {
        refuse("the body is shorter than its Content-Range");
        return;
      }
      held.leave(this);
      BodyPieces last = batch;
      int length = last.length();
      batch = new BodyPieces();
      long offset = next;
      written
          .compose(before -> disk.ask(() -> complete(offset, last)))
          .onComplete(done -> held.release(length))
          .compose(this::delivered)
          .onSuccess(this::answer)
          .onFailure(this::fail);
    }

    /**
     * Writes the last bytes, and returns the ranges that are still missing; if there are none, the
     * share is stored, unless it has to be delivered.
     */
    private List<ByteRange> complete(long offset, BodyPieces last) throws IOException {
      write(offset, last);
      List<ByteRange> required = share.required();
      if (required.isEmpty() && delivery.isEmpty()) share.finish();
      return required;
    }

    private Future<List<ByteRange>> delivered(List<ByteRange> required) {
      if (!required.isEmpty() || delivery.isEmpty()) return Future.succeededFuture(required);
      return delivery.get().run(share::finish).map(required);
    }

    private void answer(List<ByteRange> required) {
      if (ctx.response().ended()) return;
      WriteReply reply = new WriteReply(required);
      WireMessages.reply(ctx, required.isEmpty() ? 201 : 200, format, reply::write);
    }

    private void refuse(String reason) {
      fail(new GridException(GridException.Kind.BAD_REQUEST, reason));
    }

    private void fail(Throwable failure) {
      held.leave(this);
      held.release(batch.length());
      batch = new BodyPieces();
      if (ctx.failed() || ctx.response().ended()) return;
      request.handler(null).endHandler(null);
      written.onComplete(done -> undo(failure));
      ctx.fail(failure);
    }

    /** Takes a failed part back; a full disk ends the share, anything else only the part. */
    private void undo(Throwable failure) {
      if (GridException.is(failure, GridException.Kind.NO_SPACE)) disk.run(share::drop);
      else disk.run(() -> share.forget(added));
    }
  }
}
