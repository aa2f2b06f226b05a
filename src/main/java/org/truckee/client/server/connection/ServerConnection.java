package org.truckee.client.server.connection;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.bytes.Bytes;
import org.truckee.platform.BlockingWork;
import org.truckee.platform.ContextBound;
import org.truckee.platform.Timers;
import org.truckee.protocol.announcement.Nurl;
import org.truckee.protocol.announcement.PinnedTls;
import org.truckee.protocol.message.WireFormat;

/**
 * Asks one service of one server, over connections that accept only the key in its NURL. No answer
 * is waited for without end, and every failure names the server.
 */
public final class ServerConnection {
  /** The usual bound on a message, in bytes. */
  public static final int MAX_MESSAGE = 64 << 10;

  private final Timers timers;
  private final BlockingWork blocking;
  private final String name;
  private final Nurl nurl;
  private final ServerTimeouts patience;
  private final ServerHealth health;
  private final PinnedConnections connections;

  /**
   * Asks the service at {@code nurl} of the server that messages call {@code name}, if it proves
   * {@code tubId}; {@code health} notes its answers.
   */
  public ServerConnection(
      Vertx vertx,
      String name,
      Nurl nurl,
      Optional<Bytes> tubId,
      ServerTimeouts patience,
      ServerHealth health) {
    this.timers = Timers.of(vertx);
    this.blocking = BlockingWork.of(vertx);
    this.name = name;
    this.nurl = nurl;
    this.patience = patience;
    this.health = health;
    this.connections = new PinnedConnections(vertx, nurl, tubId, patience, health);
  }

  /** The name of the server in messages. */
  public String name() {
    return name;
  }

  /** Ends all connections. */
  public Future<Void> close() {
    return connections.close();
  }

  /** The beginning of every request to the server. */
  public RequestOptions options(HttpMethod method, String path) {
    return PinnedTls.request(nurl, method, path)
        .setConnectTimeout((long) PinnedConnections.CONNECT_FACTOR * patience.connectMillis())
        .putHeader("Accept", WireFormat.CBOR.mediaType());
  }

  /** The answer, read by {@code reader}, to a request with a message as its body, or with none. */
  public <T> Future<T> ask(
      RequestOptions options, Buffer body, Function<HttpClientResponse, Future<T>> reader) {
    return exchange(options, body, patience.silenceMillis(), reader).onComplete(this::note);
  }

  /** The same for a body that the server brings to its disk before it answers. */
  public <T> Future<T> store(
      RequestOptions options, Buffer body, Function<HttpClientResponse, Future<T>> reader) {
    return exchange(options, body, patience.stallMillis(), reader).onComplete(this::note);
  }

  /**
   * The same for a small question that only shows whether the server is there, and waits for no
   * other one.
   */
  public <T> Future<T> poll(
      RequestOptions options, Function<HttpClientResponse, Future<T>> reader) {
    int millis = Math.min(patience.connectMillis(), patience.silenceMillis());
    options.setIdleTimeout(millis).setConnectTimeout(patience.connectMillis());
    return named(
            connections
                .requestNow(options)
                .compose(
                    request -> send(request, null, Deadline.millis(millis, 0)).compose(reader)))
        .onFailure(failure -> notePoll((GridException) failure));
  }

  private <T> Future<T> exchange(
      RequestOptions options,
      Buffer body,
      int silenceMillis,
      Function<HttpClientResponse, Future<T>> reader) {
    options.setIdleTimeout(silenceMillis);
    if (body != null) options.putHeader("Content-Type", WireFormat.CBOR.mediaType());
    int size = body == null ? 0 : body.length();
    return named(
        connections.use(
            options,
            request -> send(request, body, Deadline.millis(silenceMillis, size)).compose(reader)));
  }

  /**
   * A request whose connection is kept until its answer is there, or it has failed. The wait for a
   * free connection is no fault of the server.
   */
  public Future<HttpClientRequest> request(RequestOptions options) {
    return connections.request(options);
  }

  private static Future<HttpClientResponse> send(
      HttpClientRequest request, Buffer body, long millis) {
    Future<HttpClientResponse> answer = body == null ? request.send() : request.send(body);
    return ContextBound.within(millis, answer).onFailure(failure -> request.reset());
  }

  /** Notes the outcome of a call that is more than a poll. */
  public void note(AsyncResult<?> answer) {
    if (GridException.is(answer.cause(), GridException.Kind.UNREACHABLE))
      noteFailure((GridException) answer.cause());
    else if (!GridException.is(answer.cause(), GridException.Kind.BUSY)) health.succeeded();
  }

  /**
   * Returns whether it was the gateway that had no connection left, or the server that gave no
   * answer.
   */
  public void noteUnlessBusy(GridException failure) {
    if (failure.kind() != GridException.Kind.BUSY) noteFailure(failure);
  }

  /** A poll costs nobody time, so a server that leaves it unanswered is just away. */
  private void notePoll(GridException failure) {
    if (failure.getCause() != null && failure.kind() != GridException.Kind.BUSY)
      health.failed(failure);
    else noteUnlessBusy(failure);
  }

  /** Notes the outcome of a call to the server; without a cause, it is the server's own answer. */
  public void noteFailure(GridException failure) {
    Throwable cause = failure.getCause();
    if (cause == null) health.refused(FailureText.sentence(failure));
    else if (cause instanceof TimeoutException) health.fellSilent(failure);
    else health.failed(failure);
  }

  /** The message that an answer of status {@code expected} holds. */
  public <T> Future<T> message(
      HttpClientResponse response, int expected, WireFormat.Reader<T> reader) {
    return message(response, expected, MAX_MESSAGE, reader);
  }

  /** As above, for messages of at most {@code limit} bytes. */
  public <T> Future<T> message(
      HttpClientResponse response, int expected, int limit, WireFormat.Reader<T> reader) {
    return body(response, limit)
        .compose(body -> expect(response, expected, body))
        .compose(body -> decoded(body, reader))
        .recover(this::unreachable);
  }

  /** A long message is read by a worker. */
  private <T> Future<T> decoded(byte[] body, WireFormat.Reader<T> reader) {
    return body.length < WireFormat.LARGE
        ? Future.succeededFuture(WireFormat.CBOR.read(body, reader))
        : blocking.ask(() -> WireFormat.CBOR.read(body, reader));
  }

  /** The bytes of a message that holds {@code size} of them; many are written by a worker. */
  public Future<Buffer> encoded(WireFormat.Writer message, long size) {
    return size < WireFormat.LARGE / 2
        ? Future.succeededFuture(WireFormat.CBOR.write(message))
        : blocking.ask(() -> WireFormat.CBOR.write(message));
  }

  /** Completes if an answer has the status {@code expected}. */
  public Future<Void> done(HttpClientResponse response, int expected) {
    return body(response, MAX_MESSAGE).compose(body -> expect(response, expected, body)).mapEmpty();
  }

  /** The body of an answer, of at most {@code limit} bytes. */
  public Future<byte[]> body(HttpClientResponse response, int limit) {
    return named(BoundedBody.read(timers, response, limit, patience.silenceMillis()));
  }

  /** Passes {@code body} on, if the answer has the status {@code expected}. */
  public Future<byte[]> expect(HttpClientResponse response, int expected, byte[] body) {
    int status = response.statusCode();
    if (status == expected) return Future.succeededFuture(body);
    return Future.failedFuture(ServerRefusal.of(name, status, body));
  }

  /** Gives a failure of the connection the name of the server. */
  public <T> Future<T> named(Future<T> answer) {
    return answer.recover(this::unreachable);
  }

  private <T> Future<T> unreachable(Throwable failure) {
    if (failure instanceof GridException
        && !GridException.is(failure, GridException.Kind.BAD_REQUEST)) {
      return Future.failedFuture(failure);
    }
    return Future.failedFuture(
        new GridException(
            GridException.Kind.UNREACHABLE,
            Subject.server(name),
            "did not answer" + FailureCause.of(failure),
            failure));
  }
}
