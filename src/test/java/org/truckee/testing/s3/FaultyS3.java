package org.truckee.testing.s3;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.truckee.storage.s3.S3Place;
import org.truckee.testing.Waiting;

/** A proxy in front of an S3 server that fails as networks and busy servers do. */
public final class FaultyS3 implements AutoCloseable {
  /** What it does to a request. */
  public enum Fault {
    SLOW_DOWN,
    ERROR,
    FORBIDDEN,
    CUT_ANSWER,
    SHORT_ANSWER,
    OTHER_RANGE,
    SILENT,
    CUT_REQUEST
  }

  private record Rule(Predicate<String> calls, Fault fault, int times) {}

  private final HttpServer server;
  private final HttpClientAgent client;
  private final URI behind;
  private final boolean secure;
  private final AtomicReference<Rule> rule = new AtomicReference<>(new Rule(c -> false, null, 0));
  private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

  /** A proxy in front of the endpoint of {@code place}. */
  public FaultyS3(Vertx vertx, S3Place place) {
    this(vertx, place, new HttpServerOptions());
  }

  /** The same, with TLS if {@code options} say so. */
  public FaultyS3(Vertx vertx, S3Place place, HttpServerOptions options) {
    secure = options.isSsl();
    behind = place.endpoint();
    client = vertx.createHttpClient(new HttpClientOptions().setKeepAlive(false));
    server =
        vertx.createHttpServer(options.setHost("127.0.0.1").setPort(0)).requestHandler(this::serve);
    Waiting.of(server.listen());
  }

  /** The same place, through the proxy. */
  public S3Place through(S3Place place) {
    String address = secure ? "https://localhost:" : "http://127.0.0.1:";
    URI endpoint = URI.create(address + server.actualPort());
    return new S3Place(
        endpoint, place.bucket(), place.prefix(), place.region(), place.authorities());
  }

  /** Does {@code fault} to the next {@code times} calls, {@code METHOD PATH}, that fit. */
  public void next(int times, Fault fault, Predicate<String> calls) {
    rule.set(new Rule(calls, fault, times));
  }

  /** The calls that came, each {@code METHOD PATH?ARGUMENTS}. */
  public List<String> seen() {
    synchronized (seen) {
      return List.copyOf(seen);
    }
  }

  private Fault fault(String call) {
    Rule now = rule.get();
    if (now.times == 0 || !now.calls.test(call)) return null;
    rule.set(new Rule(now.calls, now.fault, now.times - 1));
    return now.fault;
  }

  private void serve(HttpServerRequest request) {
    String call = request.method() + " " + request.uri();
    seen.add(call);
    Fault fault = fault(call);
    if (fault == null) pass(request, null);
    else if (fault == Fault.CUT_ANSWER && !call.startsWith("GET")) request.connection().close();
    else
      switch (fault) {
        case SLOW_DOWN -> refuse(request, 503, "SlowDown");
        case ERROR -> refuse(request, 500, "InternalError");
        case FORBIDDEN -> refuse(request, 403, "AccessDenied");
        case SILENT -> request.resume();
        case CUT_REQUEST -> request.connection().close();
        default -> pass(request, fault);
      }
  }

  private static void refuse(HttpServerRequest request, int status, String code) {
    String body = "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code></Error>";
    request.body().onSuccess(all -> request.response().setStatusCode(status).end(body));
  }

  private void pass(HttpServerRequest request, Fault fault) {
    RequestOptions options =
        new RequestOptions()
            .setHost(behind.getHost())
            .setPort(behind.getPort())
            .setMethod(request.method())
            .setURI(request.uri())
            .setHeaders(request.headers());
    request
        .body()
        .compose(body -> client.request(options).compose(to -> send(to, body)))
        .onSuccess(answer -> answer(request.response(), answer, fault))
        .onFailure(broken -> request.connection().close());
  }

  /** An answer and its whole body. */
  private record Whole(HttpClientResponse head, Buffer body) {}

  private static Future<Whole> send(HttpClientRequest to, Buffer body) {
    return to.send(body).compose(head -> head.body().map(all -> new Whole(head, all)));
  }

  private static void answer(HttpServerResponse response, Whole answer, Fault fault) {
    response.setStatusCode(answer.head().statusCode());
    response.headers().setAll(answer.head().headers());
    Buffer body = answer.body();
    if (fault == Fault.OTHER_RANGE) response.putHeader("Content-Range", "bytes 0-9/1000000");
    if (fault == Fault.SHORT_ANSWER) {
      body = body.getBuffer(0, body.length() / 2);
      response.putHeader("Content-Length", "" + body.length());
    }
    if (fault == Fault.CUT_ANSWER)
      response.write(body.getBuffer(0, body.length() / 2)).onComplete(sent -> response.reset());
    else response.end(body);
  }

  @Override
  public void close() {
    Waiting.of(server.close());
    Waiting.of(client.close());
  }
}
