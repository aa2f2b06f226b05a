package org.truckee.client.server.connection;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.ConnectException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.truckee.bytes.Bytes;
import org.truckee.client.pool.FairPool;
import org.truckee.client.pool.FairSemaphore;
import org.truckee.platform.Timers;
import org.truckee.protocol.announcement.Nurl;
import org.truckee.protocol.announcement.PinnedTls;

/**
 * The connections to one server, which accept only the key in its NURL: so many at a time, each
 * client's requests in turns. Thread-safe.
 */
final class PinnedConnections {
  /**
   * The most connections to a server: twice the uploads under way, each of which keeps one from its
   * beginning to its end. The rest is for reading, and few enough that many stalled readers cost
   * little memory.
   */
  private static final int MAX_CONNECTIONS = 128;

  /**
   * The number of connections that are made at a time: making one costs both ends some of a
   * processor.
   */
  private static final int MAX_CONNECTS = 8;

  /**
   * The factor by which a connection for a request may take longer than one for a poll: a gateway
   * that makes many at once is slow itself.
   */
  static final int CONNECT_FACTOR = 3;

  /** The time for which a request waits for a connection while others use them. */
  private static final long PLACE_MILLIS = TimeUnit.MINUTES.toMillis(1);

  private final Timers timers;
  private final ServerHealth health;
  private final HttpClientAgent http;
  private final FairPool places =
      new FairPool("connection to a server", MAX_CONNECTIONS, PLACE_MILLIS);
  private final FairSemaphore connects =
      new FairSemaphore("connection to a server", MAX_CONNECTS, PLACE_MILLIS);
  private volatile long connectFailedAt;

  PinnedConnections(
      Vertx vertx, Nurl nurl, Optional<Bytes> tubId, ServerTimeouts patience, ServerHealth health) {
    this.timers = Timers.of(vertx);
    this.connectFailedAt = timers.nanos();
    this.health = health;
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions(PinnedTls.client(nurl.spkiHash(), tubId))
                .setConnectTimeout(CONNECT_FACTOR * patience.connectMillis())
                .setKeepAliveTimeout(patience.disconnectSeconds())
                .setTcpNoDelay(true),
            new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS));
  }

  /** Ends all of them. */
  Future<Void> close() {
    return http.close();
  }

  /** The result of {@code exchange}, which has a connection until it ends. */
  <T> Future<T> use(RequestOptions options, Function<HttpClientRequest, Future<T>> exchange) {
    return places.holding(1, () -> connect(options).compose(exchange));
  }

  /**
   * A request whose connection is kept until its answer is there, or it has failed. The wait for a
   * free connection is no fault of the server.
   */
  Future<HttpClientRequest> request(RequestOptions options) {
    return places
        .acquire(1)
        .compose(
            place ->
                connect(options)
                    .onFailure(failure -> place.release())
                    .onSuccess(
                        request -> request.response().onComplete(answer -> place.release())));
  }

  /** Ends the wait of all requests when a connection can't be made. */
  private Future<HttpClientRequest> connect(RequestOptions options) {
    long since = timers.nanos();
    return connects.enter(
        () ->
            connectFailedAt - since > 0 && health.suspected()
                ? Future.failedFuture(new ConnectException("others can't reach it either"))
                : requestNow(options).onFailure(failure -> connectFailedAt = timers.nanos()));
  }

  /**
   * Opens a request. An exception on the way is this server's failure and nobody else's; a server
   * that has been replaced by another one is as good as away.
   */
  Future<HttpClientRequest> requestNow(RequestOptions options) {
    try {
      return http.request(options);
    } catch (RuntimeException thrown) {
      return Future.failedFuture(thrown);
    }
  }
}
