package org.truckee.web.board;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.truckee.platform.ContextBound;
import org.truckee.protocol.announcement.Nurl;
import org.truckee.protocol.announcement.PinnedTls;

/**
 * The questions of a board: answers of a bounded size, within a bounded time, from where they were
 * asked for and nowhere else. Event loop only.
 */
final class BoardQuestions {
  /** Several times what a node tells. */
  static final int LONGEST = 1 << 20;

  private final Vertx vertx;
  private final long patienceMillis;
  private final HttpClientAgent http;
  private final List<HttpClientAgent> pinned = new ArrayList<>();

  BoardQuestions(Vertx vertx, long patienceMillis) {
    this.vertx = vertx;
    this.patienceMillis = patienceMillis;
    this.http = vertx.createHttpClient(brief(new HttpClientOptions()));
  }

  private static HttpClientOptions brief(HttpClientOptions options) {
    return options.setKeepAlive(false);
  }

  /** The figures at the admin port {@code address}. */
  Future<byte[]> metrics(URI address) {
    return get(http, new RequestOptions().setAbsoluteURI(address.resolve("metrics").toString()));
  }

  /** A question to {@code introducer} for its counts, which anybody may know. */
  Introduction introduction(Nurl introducer) {
    HttpClientAgent own = vertx.createHttpClient(brief(PinnedTls.client(introducer.spkiHash())));
    pinned.add(own);
    return () -> {
      RequestOptions options = PinnedTls.request(introducer, HttpMethod.GET, "/?t=json");
      options.getHeaders().remove("Authorization");
      return get(own, options);
    };
  }

  /** A question to one introducer, again and again. */
  interface Introduction {
    /** The introducer's counts, as JSON. */
    Future<byte[]> ask();
  }

  private Future<byte[]> get(HttpClientAgent client, RequestOptions options) {
    options.setConnectTimeout(patienceMillis).setIdleTimeout(patienceMillis);
    return ContextBound.within(
        2L * patienceMillis,
        Future.succeededFuture().compose(begun -> client.request(options)).compose(this::send));
  }

  private Future<byte[]> send(HttpClientRequest request) {
    return ContextBound.within(patienceMillis, request.send().compose(BoardQuestions::whole))
        .onFailure(late -> request.reset());
  }

  private static Future<byte[]> whole(HttpClientResponse response) {
    if (response.statusCode() != 200)
      return Future.failedFuture(new IOException("the status is " + response.statusCode()));
    Promise<byte[]> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    response
        .exceptionHandler(whole::tryFail)
        .endHandler(end -> whole.tryComplete(body.getBytes()))
        .handler(
            part -> {
              if (body.length() + part.length() <= LONGEST) body.appendBuffer(part);
              else whole.tryFail(new IOException("an answer of more than " + LONGEST + " bytes"));
            });
    return whole.future();
  }

  Future<Void> close() {
    List<Future<Void>> all = new ArrayList<>();
    all.add(http.close());
    pinned.forEach(client -> all.add(client.close()));
    return Future.join(all).mapEmpty();
  }
}
