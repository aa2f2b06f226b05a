package org.truckee.introducer;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.GridException;
import org.truckee.bytes.Secret;
import org.truckee.protocol.Announcement;
import org.truckee.protocol.IntroducerPaths;
import org.truckee.protocol.SmallBody;
import org.truckee.protocol.SwissnumCheck;

/** The introducer role, on the routes that a node mounts. Event loop only. */
public final class IntroducerService {
  private static final Logger LOG = LoggerFactory.getLogger(IntroducerService.class);
  private static final long KEEP_ALIVE_MILLIS = TimeUnit.SECONDS.toMillis(30);
  private static final int MAX_FOLLOWERS = 20_000;

  private final Vertx vertx;
  private final SwissnumCheck check;
  private final AnnouncementLog log;
  private final long keepAliveMillis;
  private final Set<Follower> followers = new HashSet<>();
  private long keepAlive = -1;

  /**
   * An introducer that keeps announcements in {@code file}, for those who present {@code
   * authorization}.
   */
  public IntroducerService(Vertx vertx, Path file, Secret authorization, InstantSource clock) {
    this(vertx, file, authorization, clock, KEEP_ALIVE_MILLIS);
  }

  IntroducerService(
      Vertx vertx, Path file, Secret authorization, InstantSource clock, long keepAliveMillis) {
    this.vertx = vertx;
    this.keepAliveMillis = keepAliveMillis;
    this.check = new SwissnumCheck(authorization);
    this.log = new AnnouncementLog(file, clock);
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
    router.route("/introducer/v1/*").handler(check);
    router.put(IntroducerPaths.ANNOUNCEMENTS).handler(this::publish);
    router.get(IntroducerPaths.ANNOUNCEMENTS).handler(this::follow);
  }

  private void publish(RoutingContext ctx) {
    SmallBody.read(ctx.request(), Announcement.MAX_SIZE)
        .map(body -> Announcement.parse(body.toString()).bounded())
        .compose(announcement -> keep(announcement, source(ctx)))
        .onSuccess(kept -> ctx.response().setStatusCode(201).end())
        .onFailure(failure -> refuse(ctx, failure));
  }

  private static String source(RoutingContext ctx) {
    SocketAddress address = ctx.request().remoteAddress();
    return address == null || address.hostAddress() == null ? "" : address.hostAddress();
  }

  private static void refuse(RoutingContext ctx, Throwable failure) {
    if (!GridException.is(failure, GridException.Kind.CONFLICT))
      LOG.warn("an announcement from {} was refused: {}", source(ctx), failure.getMessage());
    ctx.fail(failure);
  }

  /** Takes it in, and completes when it is on the disk. */
  private Future<Void> keep(Announcement announcement, String source) {
    boolean first = log.find(announcement.serverId(), announcement.service()).isEmpty();
    KeptAnnouncement kept = log.add(announcement, source);
    if (first)
      LOG.info("{} of {} from {} is new", kept.service(), announcement.shortName(), source);
    Set.copyOf(followers).forEach(Follower::send);
    return vertx.executeBlocking(
        () -> {
          log.save(kept);
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
      next.values().forEach(kept -> lines.appendString(kept.wire()).appendString("\n"));
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

  /** Who presents the swissnum is shown the nodes, everybody else only how many there are. */
  private void status(RoutingContext ctx) {
    log.expire();
    IntroducerStatus status = new IntroducerStatus(log.all(), followers.size());
    boolean known = check.isMet(ctx.request());
    if ("json".equals(ctx.request().getParam("t"))) {
      JsonObject json = known ? status.whole() : status.counts();
      ctx.response()
          .putHeader("Content-Type", "application/json")
          .end(json.encodePrettily() + "\n");
    } else {
      ctx.response()
          .putHeader("Content-Type", "text/html; charset=utf-8")
          .end(new StatusPage(known ? status.whole() : status.counts()).toHtml());
    }
    ctx.request().resume();
  }
}
