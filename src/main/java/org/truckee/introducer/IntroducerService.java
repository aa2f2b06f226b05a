package org.truckee.introducer;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.truckee.GridException;
import org.truckee.bytes.Secret;
import org.truckee.protocol.Announcement;
import org.truckee.protocol.IntroducerPaths;
import org.truckee.protocol.SmallBody;
import org.truckee.protocol.SwissnumCheck;

/** The introducer role, on the routes that a node mounts. Event loop only. */
public final class IntroducerService {
  private static final long KEEP_ALIVE_MILLIS = TimeUnit.SECONDS.toMillis(30);
  private static final int MAX_FOLLOWERS = 20_000;

  private final Vertx vertx;
  private final Secret authorization;
  private final AnnouncementLog log;
  private final long keepAliveMillis;
  private final Set<Follower> followers = new HashSet<>();
  private long keepAlive = -1;

  /**
   * An introducer that keeps announcements in {@code file}, for those who present {@code
   * authorization}.
   */
  public IntroducerService(Vertx vertx, Path file, Secret authorization) {
    this(vertx, file, authorization, KEEP_ALIVE_MILLIS);
  }

  IntroducerService(Vertx vertx, Path file, Secret authorization, long keepAliveMillis) {
    this.vertx = vertx;
    this.keepAliveMillis = keepAliveMillis;
    this.authorization = authorization;
    this.log = new AnnouncementLog(file);
  }

  /** Reads what is kept; nothing is served before. */
  public Future<Void> open() {
    keepAlive =
        vertx.setPeriodic(
            keepAliveMillis, tick -> Set.copyOf(followers).forEach(Follower::keepAlive));
    return vertx.executeBlocking(
        () -> {
          log.open();
          return null;
        });
  }

  /** Lets the followers go. */
  public Future<Void> close() {
    vertx.cancelTimer(keepAlive);
    Set.copyOf(followers).forEach(Follower::end);
    return Future.succeededFuture();
  }

  /** Adds the routes of the introducer to {@code router}. */
  public void mount(Router router) {
    router.get("/").handler(this::status);
    router.route("/introducer/v1/*").handler(new SwissnumCheck(authorization));
    router.put(IntroducerPaths.ANNOUNCEMENTS).handler(this::publish);
    router.get(IntroducerPaths.ANNOUNCEMENTS).handler(this::follow);
  }

  private void publish(RoutingContext ctx) {
    SmallBody.read(ctx.request(), Announcement.MAX_SIZE)
        .map(body -> Announcement.parse(body.toString()))
        .compose(this::keep)
        .onSuccess(kept -> ctx.response().setStatusCode(201).end())
        .onFailure(ctx::fail);
  }

  private Future<Void> keep(Announcement announcement) {
    log.add(announcement);
    Set.copyOf(followers).forEach(Follower::send);
    return vertx.executeBlocking(
        () -> {
          log.save();
          return null;
        });
  }

  private void follow(RoutingContext ctx) {
    if (followers.size() >= MAX_FOLLOWERS) {
      throw new GridException(GridException.Kind.BUSY, "too many nodes follow this introducer");
    }
    boolean stay = "true".equals(ctx.request().getParam("follow"));
    HttpServerResponse response =
        ctx.response().setChunked(true).putHeader("Content-Type", "application/jsonlines");
    Follower follower = new Follower(response, stay);
    followers.add(follower);
    response.closeHandler(gone -> followers.remove(follower));
    ctx.request().resume();
    follower.send();
  }

  /** Somebody who is told what is new, a bounded part at a time, at its own pace. */
  private final class Follower {
    private static final int LINES_AT_ONCE = 100;

    private final HttpServerResponse response;
    private final boolean stay;
    private long sent;
    private boolean sending;

    Follower(HttpServerResponse response, boolean stay) {
      this.response = response;
      this.stay = stay;
    }

    void send() {
      if (sending) return;
      var next = log.after(sent, LINES_AT_ONCE);
      if (next.isEmpty()) {
        if (!stay) end();
        return;
      }
      Buffer lines = Buffer.buffer();
      next.values()
          .forEach(announcement -> lines.appendString(announcement.toJson()).appendString("\n"));
      sent = next.lastKey();
      write(lines);
    }

    void keepAlive() {
      if (!sending) write(Buffer.buffer("\n"));
    }

    private void write(Buffer lines) {
      sending = true;
      response
          .write(lines)
          .onSuccess(taken -> vertx.runOnContext(later -> goOn()))
          .onFailure(gone -> end());
    }

    private void goOn() {
      sending = false;
      send();
    }

    void end() {
      followers.remove(this);
      if (!response.ended() && !response.closed()) response.end();
    }
  }

  private void status(RoutingContext ctx) {
    if ("json".equals(ctx.request().getParam("t"))) {
      ctx.response()
          .putHeader("Content-Type", "application/json")
          .end(statusJson().encodePrettily() + "\n");
    } else {
      ctx.response()
          .putHeader("Content-Type", "text/html; charset=utf-8")
          .end(new StatusPage(statusJson()).toHtml());
    }
  }

  private JsonObject statusJson() {
    JsonArray services = new JsonArray();
    for (Announcement announcement : log.all()) {
      services.add(
          new JsonObject()
              .put("service", announcement.service())
              .put("nickname", announcement.nickname())
              .put("server_id", announcement.serverId())
              .put("version", announcement.applicationVersion())
              .put("sequence", announcement.sequence()));
    }
    return new JsonObject().put("services", services).put("followers", followers.size());
  }
}
