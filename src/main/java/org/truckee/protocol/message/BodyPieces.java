package org.truckee.protocol.message;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/**
 * The bytes of a body that wait, in the pieces that they came in: none of them is copied because
 * another comes. Short pieces are joined, so that many of them take hardly more memory than their
 * bytes. Not thread-safe, though several threads may look at bytes to which none are added.
 */
public final class BodyPieces {
  private static final int SHORT = 4 << 10;
  private static final int JOINED = 16 << 10;

  private final Deque<Buffer> pieces = new ArrayDeque<>();
  private Buffer joined;
  private int taken;
  private int length;

  /** Adds {@code piece}, which nobody changes any more. */
  public void add(Buffer piece) {
    if (piece.length() == 0) return;
    length += piece.length();
    if (piece.length() < SHORT) join(piece);
    else append(piece, null);
  }

  private void join(Buffer piece) {
    if (joined == null || joined.length() + piece.length() > JOINED) {
      Buffer fresh = Buffer.buffer(piece.length());
      append(fresh, fresh);
    }
    joined.appendBuffer(piece);
  }

  private void append(Buffer piece, Buffer open) {
    pieces.add(piece);
    joined = open;
  }

  /** The number of bytes. */
  public int length() {
    return length;
  }

  /** The first {@code count} bytes, which are here no more. */
  public byte[] take(int count) {
    Objects.checkFromToIndex(0, count, length);
    byte[] first = new byte[count];
    for (int done = 0; done < count; ) {
      Buffer head = pieces.element();
      int part = Math.min(count - done, head.length() - taken);
      head.getBytes(taken, taken + part, first, done);
      done += part;
      taken += part;
      if (taken == head.length()) drop();
    }
    length -= count;
    return first;
  }

  private void drop() {
    if (pieces.remove() == joined) joined = null;
    taken = 0;
  }

  /** All bytes in order, not copied. */
  public List<ByteBuffer> views() {
    List<ByteBuffer> views = pieces.stream().map(BodyPieces::view).toList();
    if (taken > 0) views.get(0).position(taken);
    return views;
  }

  private static ByteBuffer view(Buffer piece) {
    return ((BufferInternal) piece).getByteBuf().nioBuffer();
  }
}
