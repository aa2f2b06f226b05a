package org.truckee.client.server.introducer;

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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.client.server.connection.FailureCause;
import org.truckee.client.server.connection.ServerHealth;
import org.truckee.client.server.connection.ServerRefusal;
import org.truckee.platform.Timers;
import org.truckee.protocol.announcement.Announcement;
import org.truckee.protocol.announcement.IntroducerPaths;
import org.truckee.protocol.announcement.Nurl;
import org.truckee.protocol.announcement.PinnedTls;

/**
 * Talks to one introducer: publishes what this node announces, follows the announcements of others,
 * and tries again for as long as the introducer is away. Event loop only.
 */
public final class IntroducerClient {
  private static final Logger LOG = LoggerFactory.getLogger(IntroducerClient.class);
  private static final long FIRST_RETRY_MILLIS = 500;
  private static final long LAST_RETRY_MILLIS = TimeUnit.MINUTES.toMillis(1);
  private static final long SILENCE_MILLIS = TimeUnit.SECONDS.toMillis(95);
  private static final long CONNECT_MILLIS = TimeUnit.SECONDS.toMillis(5);

  private final Timers timers;
  private final Nurl nurl;
  private final InstantSource clock;
  private final HttpClientAgent http;
  private final Map<String, Long> newest = new ConcurrentHashMap<>();
  private volatile boolean connected;
  private volatile Optional<Instant> lastContact = Optional.empty();
  private volatile Optional<ServerHealth.Failure> trouble = Optional.empty();
  private volatile Instant since = Instant.MAX;
  private boolean closed;

  /** A client of the introducer at {@code nurl}. */
  public IntroducerClient(Vertx vertx, Nurl nurl, InstantSource clock) {
    this.timers = Timers.of(vertx);
    this.nurl = nurl;
    this.clock = clock;
    this.http = vertx.createHttpClient(PinnedTls.client(nurl.spkiHash()));
  }

  /** The address of the introducer. */
  public String address() {
    return nurl.toString();
  }

  /** Returns whether it can be heard now. */
  public boolean connected() {
    return connected;
  }

  /** The reason why it does not serve this node, with the time since when, if it does not. */
  public Optional<ServerHealth.Failure> trouble() {
    return trouble;
  }

  /** The reason why it can't be heard, with the time since when, if it can't. */
  public Optional<ServerHealth.Failure> away() {
    if (connected) return Optional.empty();
    return trouble.or(() -> Optional.of(unheard()));
  }

  private ServerHealth.Failure unheard() {
    Instant now = clock.instant();
    Instant asked = now.isBefore(since) ? now : since;
    return new ServerHealth.Failure(now, asked, address() + " has not answered yet");
  }

  /** The time when it was last heard. */
  public Optional<Instant> lastContact() {
    return lastContact;
  }

  /**
   * Publishes {@code announcement}; completes when the introducer has it, or one that is as new.
   */
  public Future<Void> publish(Announcement announcement) {
    newest.merge(announcement.service(), announcement.sequence(), Math::max);
    return publish(announcement, FIRST_RETRY_MILLIS);
  }

  private Future<Void> publish(Announcement announcement, long retryMillis) {
    return request(options(HttpMethod.PUT, IntroducerPaths.ANNOUNCEMENTS))
        .compose(request -> request.send(announcement.toJson()).compose(this::taken))
        .onSuccess(published -> published(announcement))
        .recover(
            failure ->
                closed
                    ? Future.failedFuture(failure)
                    : publishLater(announcement, retryMillis, failure));
  }

  private Future<Void> taken(HttpClientResponse response) {
    return response.statusCode() == 409 || response.statusCode() == 201
        ? response.end()
        : refused(response);
  }

  private void published(Announcement announcement) {
    LOG.info("{} is published at the introducer at {}", announcement, nurl);
    trouble = Optional.empty();
  }

  private Future<Void> publishLater(
      Announcement announcement, long retryMillis, Throwable failure) {
    if (newest.get(announcement.service()) > announcement.sequence())
      return Future.failedFuture(failure);
    note(failure);
    return timers
        .pause(retryMillis)
        .compose(later -> publish(announcement, nextRetry(retryMillis)));
  }

  private void noteUnheard(Throwable failure) {
    if (!connected) note(failure);
  }

  /** Notes a failure; one that lasts is logged once. */
  private void note(Throwable failure) {
    if (closed) return;
    String now =
        failure instanceof GridException
            ? FailureText.sentence(failure)
            : address() + " did not answer" + FailureCause.of(failure);
    if (trouble.map(ServerHealth.Failure::reason).filter(now::equals).isEmpty())
      LOG.warn("the introducer at {} does not serve this node: {}", nurl, now);
    note(now);
  }

  private void note(String reason) {
    Instant now = clock.instant();
    Instant since = trouble.map(ServerHealth.Failure::since).orElse(now);
    trouble = Optional.of(new ServerHealth.Failure(now, since, reason));
  }

  private Future<HttpClientRequest> request(RequestOptions options) {
    try {
      return http.request(options);
    } catch (RuntimeException thrown) {
      return Future.failedFuture(thrown);
    }
  }

  /**
   * Hands every announcement that the introducer has or gets to {@code listener}, until {@link
   * #close}.
   */
  public void follow(Consumer<Announcement> listener) {
    since = clock.instant();
    follow(listener, FIRST_RETRY_MILLIS);
  }

  private void follow(Consumer<Announcement> listener, long retryMillis) {
    if (closed) return;
    request(options(HttpMethod.GET, IntroducerPaths.ANNOUNCEMENTS + "?follow=true"))
        .compose(
            request ->
                request
                    .send()
                    .compose(
                        response ->
                            response.statusCode() == 200
                                ? listen(response, listener)
                                : refused(response)))
        .onFailure(failure -> noteUnheard(failure))
        .onComplete(
            ended ->
                followLater(
                    listener,
                    lastContact.isPresent() && connected ? FIRST_RETRY_MILLIS : retryMillis));
  }

  private Future<Void> listen(HttpClientResponse response, Consumer<Announcement> listener) {
    LOG.info("the introducer at {} is heard", nurl);
    connected = true;
    trouble = Optional.empty();
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
    } catch (RuntimeException e) {
      LOG.warn(
          "the introducer at {} passed on an announcement that is of no use: {}",
          nurl,
          FailureText.sentence(e));
    }
  }

  private void followLater(Consumer<Announcement> listener, long retryMillis) {
    if (connected && !closed) {
      LOG.warn("the introducer at {} went away", nurl);
      if (trouble.isEmpty()) note(address() + " went away");
    }
    connected = false;
    if (!closed) timers.in(retryMillis, () -> follow(listener, nextRetry(retryMillis)));
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
