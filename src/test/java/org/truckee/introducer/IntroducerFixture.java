package org.truckee.introducer;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.function.Consumer;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.NodeCertificate;
import org.truckee.protocol.announcement.IntroducerPaths;
import org.truckee.protocol.announcement.Nurl;
import org.truckee.protocol.announcement.PinnedTls;
import org.truckee.protocol.message.ErrorReply;
import org.truckee.protocol.port.Pace;
import org.truckee.testing.TestClock;
import org.truckee.testing.Waiting;
import org.truckee.testing.http.RawConnection;

/** A real introducer over HTTPS, which can be stopped and started again on the same port. */
final class IntroducerFixture {
  private static final NodeCertificate CERTIFICATE =
      NodeCertificate.generate(new SecureRandom(), Instant.EPOCH);
  private static final Secret SWISSNUM = new Secret(Bytes.utf8("swissnum"));

  /** The number of times that one client may publish in a minute. */
  static final int PER_MINUTE = 100;

  private final Vertx vertx;
  private final TestClock clock = new TestClock();
  private final Path file;
  private final HttpClientAgent client;
  private IntroducerService service;
  private HttpServer http;
  private int port;

  /** An answer, whole. */
  record Answer(int status, String retryAfter, String body) {}

  IntroducerFixture(Vertx vertx, Path file) {
    this.vertx = vertx;
    this.file = file;
    this.client = vertx.createHttpClient(PinnedTls.client(CERTIFICATE.spkiHash()));
    start();
  }

  void start() {
    service =
        new IntroducerService(
            vertx,
            new IntroducerConfig(file, PER_MINUTE, 50, new Pace(500, 1 << 20)),
            nurl().authorization(),
            clock,
            () -> clock.millis() * 1_000_000);
    Router router = Router.router(vertx);
    router.route().failureHandler(new ErrorReply());
    service.mount(router);
    Waiting.of(service.open());
    http = vertx.createHttpServer(PinnedTls.server(CERTIFICATE)).requestHandler(router);
    port = Waiting.of(http.listen(port, "127.0.0.1")).actualPort();
  }

  void stop() {
    Waiting.of(service.close());
    Waiting.of(http.close());
  }

  /** The clock, which a test can move. */
  TestClock clock() {
    return clock;
  }

  Nurl nurl() {
    return new Nurl(CERTIFICATE.spkiHash(), "127.0.0.1", Math.max(1, port), SWISSNUM);
  }

  Answer publish(String body) {
    return send(HttpMethod.PUT, IntroducerPaths.ANNOUNCEMENTS, body);
  }

  Answer get(String path) {
    return send(HttpMethod.GET, path, "");
  }

  Answer send(HttpMethod method, String path, String body) {
    return send(method, path, body, nurl().authorization().bytes().toUtf8());
  }

  Answer send(HttpMethod method, String path, String body, String authorization) {
    return Waiting.onEventLoop(
        vertx,
        () ->
            client
                .request(options(method, path).putHeader("Authorization", authorization))
                .compose(request -> request.send(body))
                .compose(
                    response ->
                        response
                            .body()
                            .map(
                                whole ->
                                    new Answer(
                                        response.statusCode(),
                                        response.getHeader("Retry-After"),
                                        whole.toString()))));
  }

  /** Follows, and hands over each piece as it comes. */
  void follow(Consumer<Buffer> listener) {
    HttpClientResponse response =
        Waiting.onEventLoop(
            vertx,
            () ->
                client
                    .request(
                        options(HttpMethod.GET, IntroducerPaths.ANNOUNCEMENTS + "?follow=true")
                            .putHeader("Authorization", nurl().authorization().bytes().toUtf8()))
                    .compose(request -> request.send())
                    .map(answer -> answer.handler(listener::accept)));
    if (response.statusCode() != 200) throw new AssertionError(response.statusCode());
  }

  /** Follows, and takes nothing until somebody reads. */
  RawConnection rawFollower() throws IOException {
    return new RawConnection(port)
        .send(
            "GET %s?follow=true HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\n\r\n"
                .formatted(IntroducerPaths.ANNOUNCEMENTS, nurl().authorization().bytes().toUtf8()));
  }

  private RequestOptions options(HttpMethod method, String path) {
    return new RequestOptions().setMethod(method).setHost("127.0.0.1").setPort(port).setURI(path);
  }
}
