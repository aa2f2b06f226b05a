package org.truckee.client.server;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.parsetools.RecordParser;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.GridException;
import org.truckee.protocol.Announcement;
import org.truckee.protocol.IntroducerPaths;
import org.truckee.protocol.Nurl;
import org.truckee.protocol.PinnedTls;

/**
 * Talks to one introducer: publishes what this node announces, follows what others do, and tries
 * again for as long as the introducer is away. Event loop only.
 */
public final class IntroducerClient {
  private static final Logger LOG = LoggerFactory.getLogger(IntroducerClient.class);
  private static final long FIRST_RETRY_MILLIS = 500;
  private static final long LAST_RETRY_MILLIS = TimeUnit.MINUTES.toMillis(1);
  private static final long SILENCE_MILLIS = TimeUnit.SECONDS.toMillis(95);
  private static final long CONNECT_MILLIS = TimeUnit.SECONDS.toMillis(5);

  private final Vertx vertx;
  private final Nurl nurl;
  private final InstantSource clock;
  private final HttpClientAgent http;
  private volatile boolean connected;
  private volatile Optional<Instant> lastContact = Optional.empty();
  private boolean closed;

  /** A client of the introducer at {@code nurl}. */
  public IntroducerClient(Vertx vertx, Nurl nurl, InstantSource clock) {
    this.vertx = vertx;
    this.nurl = nurl;
    this.clock = clock;
    this.http = vertx.createHttpClient(PinnedTls.client(nurl.spkiHash()));
  }

  /** Where the introducer is. */
  public String address() {
    return nurl.toString();
  }

  /** Whether it can be heard now. */
  public boolean connected() {
    return connected;
  }

  /** When it was last heard. */
  public Optional<Instant> lastContact() {
    return lastContact;
  }

  /**
   * Publishes {@code announcement}; completes when the introducer has it, or one that is as new.
   */
  public Future<Void> publish(Announcement announcement) {
    return publish(announcement, FIRST_RETRY_MILLIS);
  }

  private Future<Void> publish(Announcement announcement, long retryMillis) {
    return http.request(options(HttpMethod.PUT, IntroducerPaths.ANNOUNCEMENTS))
        .compose(request -> request.send(announcement.toJson()))
        .compose(
            response ->
                response.statusCode() == 409 || response.statusCode() == 201
                    ? response.end()
                    : refused(response))
        .recover(
            failure ->
                closed
                    ? Future.failedFuture(failure)
                    : publishLater(announcement, retryMillis, failure));
  }

  private Future<Void> publishLater(
      Announcement announcement, long retryMillis, Throwable failure) {
    LOG.debug("publishing at {} failed: {}", nurl, failure.getMessage());
    return vertx.timer(retryMillis).compose(later -> publish(announcement, nextRetry(retryMillis)));
  }

  /**
   * Hands every announcement that the introducer has or gets to {@code listener}, until {@link
   * #close}.
   */
  public void follow(Consumer<Announcement> listener) {
    follow(listener, FIRST_RETRY_MILLIS);
  }

  private void follow(Consumer<Announcement> listener, long retryMillis) {
    if (closed) return;
    http.request(options(HttpMethod.GET, IntroducerPaths.ANNOUNCEMENTS + "?follow=true"))
        .compose(HttpClientRequest::send)
        .compose(
            response ->
                response.statusCode() == 200 ? listen(response, listener) : refused(response))
        .onComplete(
            ended ->
                followLater(
                    listener,
                    lastContact.isPresent() && connected ? FIRST_RETRY_MILLIS : retryMillis));
  }

  private Future<Void> listen(HttpClientResponse response, Consumer<Announcement> listener) {
    connected = true;
    RecordParser lines =
        RecordParser.newDelimited("\n", response).maxRecordSize(2 * Announcement.MAX_SIZE);
    lines.handler(line -> hear(line.toString(), listener));
    return response.end();
  }

  private void hear(String line, Consumer<Announcement> listener) {
    lastContact = Optional.of(clock.instant());
    if (line.isBlank()) return;
    try {
      listener.accept(Announcement.parse(line));
    } catch (GridException e) {
      LOG.warn("the introducer at {} passed on something bad: {}", nurl, e.getMessage());
    }
  }

  private void followLater(Consumer<Announcement> listener, long retryMillis) {
    if (connected) LOG.info("the introducer at {} went away", nurl);
    connected = false;
    if (!closed) vertx.setTimer(retryMillis, later -> follow(listener, nextRetry(retryMillis)));
  }

  /** Ends following and publishing. */
  public Future<Void> close() {
    closed = true;
    return http.close();
  }

  private RequestOptions options(HttpMethod method, String path) {
    return PinnedTls.request(nurl, method, path)
        .setConnectTimeout(CONNECT_MILLIS)
        .setIdleTimeout(SILENCE_MILLIS);
  }

  private static long nextRetry(long millis) {
    return Math.min(2 * millis, LAST_RETRY_MILLIS);
  }

  private Future<Void> refused(HttpClientResponse response) {
    return Future.failedFuture(ServerRefusal.of("introducer " + nurl, response.statusCode()));
  }
}
