package org.truckee.client.server;

import io.netty.buffer.Unpooled;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;
import org.truckee.GridException;

/**
 * The stream of one whole share to one server. Nothing of it counts until {@link #end} has
 * completed. A part is sent without a copy, so it must not change until its write is confirmed.
 */
public final class ShareWriter {
  private final ServerConnection server;
  private final HttpClientRequest request;
  private final Future<HttpClientResponse> response;

  ShareWriter(ServerConnection server, HttpClientRequest request) {
    this.server = server;
    this.request = request;
    this.response = request.response();
    // What goes wrong is told by the write or the answer that it happens to.
    request.exceptionHandler(Quietly::ignore);
  }

  /**
   * Sends {@code parts}, as one; completes when the socket has taken them, or fails if the server
   * has answered already.
   */
  public Future<Void> write(ByteBuffer... parts) {
    if (response.isComplete()) return refused();
    return request
        .write(BufferInternal.buffer(Unpooled.wrappedBuffer(parts)))
        .recover(this::named)
        .onFailure(failure -> server.noteFailure((GridException) failure));
  }

  /**
   * Sends the last {@code parts}, as one; completes when the server holds the whole share durably.
   */
  public Future<Void> end(ByteBuffer... parts) {
    return request
        .end(BufferInternal.buffer(Unpooled.wrappedBuffer(parts)))
        .compose(sent -> response)
        .compose(answer -> answer.statusCode() == 201 ? answer.end() : refusal(answer))
        .recover(this::named)
        .onComplete(server::note);
  }

  /**
   * Breaks the stream off, so that the server can't take the part for the whole. The connection
   * goes with it: after an early answer, a mere reset would leave it to the next request, half
   * written.
   */
  public void breakOff() {
    request.connection().close();
  }

  private Future<Void> refused() {
    return response.compose(this::refusal).recover(this::named).onComplete(server::note);
  }

  private Future<Void> refusal(HttpClientResponse answer) {
    return Future.failedFuture(ServerRefusal.of(server.name(), answer.statusCode()));
  }

  private Future<Void> named(Throwable failure) {
    return Future.failedFuture(
        failure instanceof GridException
            ? failure
            : new GridException(
                GridException.Kind.UNREACHABLE,
                "server " + server.name() + " broke off a share",
                failure));
  }
}
