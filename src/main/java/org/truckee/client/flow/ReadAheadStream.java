package org.truckee.client.flow;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.truckee.client.pool.FairPool;
import org.truckee.client.pool.MemoryBudget;
import org.truckee.erasure.Segmentation;
import org.truckee.platform.Timers;

/**
 * A part of a file, as it is read: a little ahead of the reader while it reads, and no further. A
 * reader that stops for longer than a moment costs no memory; the bytes read ahead for it are given
 * up, at once if another reader waits for its first ones, soon if anything waits for memory, and
 * fetched again when it goes on. Event loop only.
 */
public final class ReadAheadStream implements ReadStream<Buffer> {
  private static final int RUNS_AHEAD = 3;
  private static final int PIECE = 64 << 10;

  /** The pause after which a reader gives its memory up while other work waits for some. */
  private static final long PAUSE_MILLIS = 200;

  private static final int PAUSES_IN_A_STALL = 10;

  private final Timers timers;
  private final Context context;
  private final SegmentReader file;
  private final MemoryBudget memory;
  private final long end;
  private final Deque<RunAhead> ahead = new ArrayDeque<>();
  private long position;
  private long nextSegment;
  private long demand = Long.MAX_VALUE;
  private Runnable stopStallTimer = () -> {};
  private Runnable keepAhead = () -> {};
  private boolean emitting;
  private boolean begun;
  private boolean closed;
  private Handler<Buffer> handler;
  private Handler<Void> endHandler;
  private Handler<Throwable> exceptionHandler;

  /**
   * The bytes of {@code file} from {@code offset} to before {@code end}, of which there is at least
   * one.
   */
  public ReadAheadStream(
      Timers timers, SegmentReader file, MemoryBudget memory, long offset, long end) {
    this.timers = timers;
    this.context = Vertx.currentContext();
    this.file = file;
    this.memory = memory;
    this.position = offset;
    this.end = end;
    this.nextSegment = file.segmentation().segmentAt(offset);
  }

  /**
   * Fetches the first bytes; completes when they can be delivered, so that a failure is known
   * before anything is.
   */
  public Future<ReadAheadStream> prepare() {
    return request(Optional.empty()).map(this);
  }

  @Override
  public ReadAheadStream exceptionHandler(Handler<Throwable> newHandler) {
    exceptionHandler = newHandler;
    return this;
  }

  @Override
  public ReadAheadStream handler(Handler<Buffer> newHandler) {
    handler = newHandler;
    if (newHandler == null) close();
    else emit();
    return this;
  }

  @Override
  public ReadAheadStream pause() {
    demand = 0;
    goOn();
    if (!closed) stopStallTimer = timers.in(PAUSE_MILLIS, () -> look(1));
    if (begun && !ahead.isEmpty())
      keepAhead = memory.idle(() -> context.runOnContext(wanted -> forgetIfPaused()));
    return this;
  }

  @Override
  public ReadAheadStream resume() {
    return fetch(Long.MAX_VALUE);
  }

  @Override
  public ReadAheadStream fetch(long amount) {
    demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
    goOn();
    emit();
    return this;
  }

  @Override
  public ReadAheadStream endHandler(Handler<Void> newHandler) {
    endHandler = newHandler;
    return this;
  }

  /** Gives up the bytes read ahead; nothing is delivered any more. */
  void close() {
    closed = true;
    goOn();
    dropAhead();
  }

  private void emit() {
    if (emitting || closed) return;
    emitting = true;
    boolean more = true;
    while (more && demand > 0 && handler != null && !closed && position < end)
      more = deliverPiece();
    emitting = false;
    if (closed || handler == null) return;
    if (position == end) finish();
    else if (demand > 0) readAhead();
  }

  /** Delivers the next piece, if it is there. */
  private boolean deliverPiece() {
    RunAhead head = ahead.peek();
    if (head == null || head.plaintext == null) return false;
    long start = head.run.first() * file.segmentation().segmentSize();
    int from = (int) (position - start);
    int length = (int) Math.min(Math.min(PIECE, head.plaintext.length - from), end - position);
    // A copy: a reader that stalls would keep the whole run in memory for the sake of one piece.
    Buffer piece = Buffer.buffer(length).appendBytes(head.plaintext, from, length);
    position += length;
    if (from + length == head.plaintext.length || position == end) ahead.remove().release();
    begun = true;
    if (demand != Long.MAX_VALUE) demand--;
    handler.handle(piece);
    return true;
  }

  private void finish() {
    close();
    if (endHandler != null) endHandler.handle(null);
  }

  private void readAhead() {
    long last = file.segmentation().segmentAt(end - 1);
    while (ahead.size() < RUNS_AHEAD && nextSegment <= last) {
      Optional<FairPool.Grant> granted =
          ahead.isEmpty() ? Optional.empty() : memory.tryAcquire(cost(nextRun()));
      if (!ahead.isEmpty() && granted.isEmpty()) return;
      request(granted);
    }
  }

  /** Fetches the next run, whose memory may have been {@code granted} already. */
  private Future<Void> request(Optional<FairPool.Grant> granted) {
    SegmentRun run = nextRun();
    RunAhead next = new RunAhead(run, cost(run));
    ahead.add(next);
    nextSegment = run.end();
    return granted
        .map(Future::succeededFuture)
        .orElseGet(() -> begun ? memory.acquire(next.cost) : memory.acquireFirst(next.cost))
        .onSuccess(mine -> next.granted = Optional.of(mine))
        .compose(mine -> memory.fetching(!begun, () -> fetch(next)))
        .onComplete(bytes -> arrived(next, bytes))
        .mapEmpty();
  }

  private Future<byte[]> fetch(RunAhead next) {
    return ahead.contains(next) ? file.read(next.run) : Future.succeededFuture();
  }

  /** Keeps the bytes that came, unless nobody waits for them any more. */
  private void arrived(RunAhead next, AsyncResult<byte[]> bytes) {
    if (!ahead.contains(next)) {
      next.release();
    } else if (bytes.failed()) {
      next.release();
      fail(bytes.cause());
    } else {
      next.plaintext = bytes.result();
      context.runOnContext(later -> emit());
    }
  }

  private SegmentRun nextRun() {
    Segmentation cut = file.segmentation();
    return SegmentRun.starting(cut, nextSegment, cut.segmentAt(end - 1));
  }

  /** The memory of a run: its blocks and its plaintext. */
  private long cost(SegmentRun run) {
    return 2L * run.length(file.segmentation());
  }

  private void fail(Throwable failure) {
    if (closed) return;
    close();
    if (exceptionHandler != null) exceptionHandler.handle(failure);
  }

  /** Ends a pause. */
  private void goOn() {
    stopStallTimer.run();
    keepAhead.run();
  }

  private void look(int pauses) {
    if (memory.isWanted() || pauses == PAUSES_IN_A_STALL) forgetAhead();
    else stopStallTimer = timers.in(PAUSE_MILLIS, () -> look(pauses + 1));
  }

  private void forgetIfPaused() {
    if (demand == 0 && !closed) forgetAhead();
  }

  private void forgetAhead() {
    keepAhead.run();
    dropAhead();
    if (position < end) nextSegment = file.segmentation().segmentAt(position);
  }

  private void dropAhead() {
    ahead.stream().filter(run -> run.plaintext != null).forEach(RunAhead::release);
    ahead.clear();
  }
}
