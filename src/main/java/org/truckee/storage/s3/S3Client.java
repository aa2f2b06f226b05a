package org.truckee.storage.s3;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.truckee.platform.Timers;
import org.truckee.protocol.message.SmallBody;

/**
 * Sends signed requests to an S3 server. A refusal is an {@link S3Failure}; a failure that may pass
 * is asked again a few times, with growing pauses. Each request ends after a while, in which its
 * body can be sent. Thread-safe.
 */
final class S3Client {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int PATIENCE_SILENCES = 2;
  private static final long SLOWEST_BYTES_PER_MILLI = 128;
  private static final int CONNECTIONS = 512;
  private static final int WAITING = 4096;
  private static final int LONGEST_ANSWER = 4 << 20;
  private static final int LONGEST_REFUSAL = 64 << 10;
  private static final long FIRST_PAUSE_MILLIS = 100;

  private final S3Place place;
  private final SigV4 signer;
  private final InstantSource clock;
  private final Timers timers;
  private final HttpClientAgent http;
  private final long silenceMillis;
  private volatile boolean closed;

  /** A client that waits for so long for each next byte of an answer. */
  S3Client(Vertx vertx, S3Place place, S3Keys keys, InstantSource clock, Duration silence) {
    this.silenceMillis = silence.toMillis();
    this.place = place;
    this.signer = new SigV4(keys, place.region());
    this.clock = clock;
    this.timers = Timers.of(vertx);
    PoolOptions pool = new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING);
    this.http = vertx.createHttpClient(options(place), pool);
  }

  private static HttpClientOptions options(S3Place place) {
    HttpClientOptions options =
        new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS).setSsl(place.isSecure());
    place
        .authorities()
        .ifPresent(
            file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
    return options;
  }

  /** An answer that is held in memory. */
  record Answer(MultiMap headers, Buffer body) {
    S3Xml xml() throws IOException {
      return S3Xml.read(body);
    }
  }

  /** The answer to {@code call}, whole; it is asked up to {@code tries} times. */
  Future<Answer> ask(S3Call call, S3Body body, int tries) {
    return again(() -> once(call, body), tries);
  }

  private Future<Answer> once(S3Call call, S3Body body) {
    return open(call, body)
        .compose(
            response ->
                SmallBody.read(response, LONGEST_ANSWER)
                    .onFailure(broken -> response.request().reset())
                    .map(bytes -> new Answer(response.headers(), bytes)));
  }

  /**
   * The result of {@code attempt}, which is made up to {@code tries} times, and not once more after
   * a while: those who wait for it have gone then.
   */
  <T> Future<T> again(Supplier<Future<T>> attempt, int tries) {
    long began = timers.nanos();
    return again(
        attempt,
        failure ->
            !closed
                && S3Failure.passes(failure)
                && timers.millisSince(began) < PATIENCE_SILENCES * silenceMillis,
        tries,
        FIRST_PAUSE_MILLIS);
  }

  private <T> Future<T> again(
      Supplier<Future<T>> attempt, Predicate<Throwable> passes, int tries, long pauseMillis) {
    return attempt
        .get()
        .recover(
            failure -> {
              if (tries <= 1 || !passes.test(failure)) return Future.failedFuture(failure);
              long millis = pauseMillis + ThreadLocalRandom.current().nextLong(pauseMillis);
              return timers
                  .pause(millis)
                  .compose(rested -> again(attempt, passes, tries - 1, 2 * pauseMillis));
            });
  }

  /** The beginning of the answer to {@code call}, paused, once it is no refusal. */
  Future<HttpClientResponse> open(S3Call call, S3Body body) {
    RequestOptions options =
        new RequestOptions()
            .setHost(place.endpoint().getHost())
            .setPort(place.port())
            .setSsl(place.isSecure())
            .setMethod(call.method())
            .setURI(call.target())
            .setConnectTimeout(CONNECT_MILLIS)
            .setIdleTimeout(silenceMillis + body.length() / SLOWEST_BYTES_PER_MILLI);
    signer.sign(call, place.host(), body.hash(), clock.instant()).forEach(options::putHeader);
    options.putHeader("content-length", Long.toString(body.length()));
    return http.request(options)
        .compose(request -> body.sendBy(request).compose(S3Client::checked));
  }

  /** Takes an answer as it comes, since what nobody takes yet would be lost. */
  private static Future<HttpClientResponse> checked(HttpClientResponse response) {
    response.pause();
    int status = response.statusCode();
    if (status >= 200 && status < 300) return Future.succeededFuture(response);
    return SmallBody.read(response, LONGEST_REFUSAL)
        .map(S3Client::code)
        .otherwise("")
        .compose(code -> Future.failedFuture(new S3Failure(status, code)));
  }

  /** The word for the reason of a refusal; servers also refuse with pages of HTML. */
  private static String code(Buffer body) {
    try {
      return S3Xml.read(body).text("Code");
    } catch (IOException other) {
      return "";
    }
  }

  /** The time since {@code then}, by the clock of the server that sent {@code answer}. */
  Duration age(Answer answer, String then) {
    return S3Times.age(answer.headers().get("Date"), then, clock.instant());
  }

  void close() {
    closed = true;
    http.close();
  }
}
