package org.truckee.client.server;

import io.vertx.core.Future;
import java.nio.ByteBuffer;

/**
 * The stream of one whole share to one server. Nothing of it counts until {@link #end} has
 * completed. A part is sent without a copy, so it must not change until its write is confirmed.
 */
public interface ShareUpload {
  /**
   * Sends {@code parts}, as one; completes when the socket has taken them, or fails if the server
   * has answered already.
   */
  Future<Void> write(ByteBuffer... parts);

  /**
   * Sends the last {@code parts}, as one; completes when the server holds the whole share durably.
   */
  Future<Void> end(ByteBuffer... parts);

  /**
   * Breaks the stream off, so that the server can't take the part for the whole. The connection
   * goes with it: after an early answer, a mere reset would leave it to the next request, half
   * written.
   */
  Future<Void> breakOff();
}
