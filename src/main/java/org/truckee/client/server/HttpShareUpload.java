package org.truckee.client.server;

import io.netty.buffer.Unpooled;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.client.server.connection.ServerConnection;
import org.truckee.client.server.connection.ServerRefusal;

/** The stream of a share as the body of one request. */
final class HttpShareUpload implements ShareUpload {
  private final ServerConnection server;
  private final HttpClientRequest request;
  private final Future<HttpClientResponse> response;

  HttpShareUpload(ServerConnection server, HttpClientRequest request) {
    this.server = server;
    this.request = request;
    this.response = request.response();
    // A failure is told by the write or the answer that it happens to.
    request.exceptionHandler(Quietly::ignore);
  }

  @Override
  public Future<Void> write(ByteBuffer... parts) {
    if (response.isComplete()) return refused();
    return request
        .write(BufferInternal.buffer(Unpooled.wrappedBuffer(parts)))
        .recover(this::named)
        .onFailure(failure -> server.noteFailure((GridException) failure));
  }

  @Override
  public Future<Void> end(ByteBuffer... parts) {
    return request
        .end(BufferInternal.buffer(Unpooled.wrappedBuffer(parts)))
        .compose(sent -> response)
        .compose(answer -> answer.statusCode() == 201 ? answer.end() : refusal(answer))
        .recover(this::named)
        .onComplete(server::note);
  }

  @Override
  public Future<Void> breakOff() {
    return request.connection().close();
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
                Subject.server(server.name()),
                "broke off a share",
                failure));
  }
}
