package org.truckee.web.record;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truckee.client.pool.Client;

/**
 * A step of every request that records it when it has ended, if it asked for a change, or for
 * something at an address of files and directories. A line is an object of JSON:
 *
 * <ul>
 *   <li>{@code time}: when the request came, in UTC
 *   <li>{@code client}: the network of its sender, of 24 bits (IPv4) or 64 (IPv6)
 *   <li>{@code member}: the {@link RecordMark} of the member who sent it, if one was signed in
 *   <li>{@code method}, {@code address}: the method, and the beginning of the path alone, which
 *       tells nobody's secret
 *   <li>{@code t}: the action of the web API, if it is not the usual one
 *   <li>{@code status}, {@code received}, {@code sent}, {@code millis}: the answer, the bytes of
 *       both bodies, and how long it took; {@code broken} is true if the answer was not sent whole
 *   <li>{@code things}: the {@link RecordMark}s of what it was about
 * </ul>
 */
public final class RequestRecord implements Handler<RoutingContext> {
  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private static final Set<String> OF_FILES =
      Set.of(
          "/uri",
          "/cap",
          "/file",
          "/named",
          "/vdrive",
          "/vdrive/global",
          "/vdrive/private",
          "/vdrive/mine");

  private static final List<HttpMethod> NAMED =
      List.of(
          HttpMethod.GET,
          HttpMethod.HEAD,
          HttpMethod.PUT,
          HttpMethod.POST,
          HttpMethod.DELETE,
          HttpMethod.PATCH);

  /** The parts of a path that are of a few letters are words of ours, or nobody's secret. */
  private static final Pattern BEGINNING =
      Pattern.compile(
          "(/vdrive/(?:global|private|mine)|/sign-in|/[a-z]{1,12})(?:/.*)?", Pattern.DOTALL);

  private final RecordMark mark;
  private final RecordWriter writer;
  private final InstantSource clock;

  /** Has {@code writer} write what is recorded by {@code clock}, with things called by a mark. */
  public RequestRecord(RecordMark mark, RecordWriter writer, InstantSource clock) {
    this.mark = mark;
    this.writer = writer;
    this.clock = clock;
  }

  @Override
  public void handle(RoutingContext ctx) {
    NotedThings noted = new NotedThings();
    noted.bind();
    Client client = Client.current();
    Instant begun = clock.instant();
    ctx.addEndHandler(
        ended -> {
          if (!counts(ctx.request())) return;
          JsonObject line = line(ctx, client, begun, noted);
          if (ended.failed()) line.put("broken", true);
          writer.add(begun, line.encode());
        });
    ctx.next();
  }

  private static boolean counts(HttpServerRequest request) {
    return !READING.contains(request.method()) || OF_FILES.contains(address(request));
  }

  private JsonObject line(RoutingContext ctx, Client client, Instant begun, NotedThings noted) {
    HttpServerRequest request = ctx.request();
    JsonObject line =
        new JsonObject().put("time", begun.toString()).put("client", client.network());
    noted.member().ifPresent(name -> line.put("member", mark.ofMember(name)));
    line.put("method", NAMED.contains(request.method()) ? request.method().name() : "other")
        .put("address", address(request));
    if (!noted.action().isEmpty()) line.put("t", noted.action());
    return line.put("status", ctx.response().getStatusCode())
        .put("received", request.bytesRead())
        .put("sent", ctx.response().bytesWritten())
        .put("millis", clock.millis() - begun.toEpochMilli())
        .put("things", new JsonArray(noted.things().stream().map(mark::of).toList()));
  }

  private static String address(HttpServerRequest request) {
    Matcher beginning = BEGINNING.matcher(String.valueOf(request.path()));
    return beginning.matches() ? beginning.group(1) : "other";
  }
}
