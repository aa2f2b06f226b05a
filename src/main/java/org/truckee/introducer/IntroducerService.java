package org.truckee.introducer;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.platform.BlockingWork;
import org.truckee.platform.Timers;
import org.truckee.platform.measure.MetricSink;
import org.truckee.platform.measure.Monitored;
import org.truckee.protocol.announcement.Announcement;
import org.truckee.protocol.announcement.IntroducerPaths;
import org.truckee.protocol.port.ClientAddress;
import org.truckee.protocol.port.Exchange;
import org.truckee.protocol.port.MessageMemory;
import org.truckee.protocol.port.SwissnumCheck;

/** The introducer role, on the routes that a node mounts. Its routes are thread-safe. */
public final class IntroducerService implements Monitored {
  private static final Logger LOG = LoggerFactory.getLogger(IntroducerService.class);

  /** A person who mistypes does not need more. */
  private static final int CLAIMS_PER_MINUTE = 20;

  private final Timers timers;
  private final BlockingWork disk;
  private final IntroducerConfig config;
  private final SwissnumCheck check;
  private final AnnouncementLog log;
  private final MessageMemory memory;
  private final PublicationLimit limit;
  private final Followers followers;
  private final Mailboxes mailboxes;
  private final PublicationLimit claims;
  private Runnable stopKeepingAlive = () -> {};

  /** An introducer as {@code config} says, for clients that present {@code authorization}. */
  public IntroducerService(
      Vertx vertx, IntroducerConfig config, Secret authorization, InstantSource clock) {
    this(vertx, config, authorization, clock, Timers.of(vertx)::nanos);
  }

  IntroducerService(
      Vertx vertx,
      IntroducerConfig config,
      Secret authorization,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.timers = Timers.of(vertx);
    this.disk = BlockingWork.of(vertx);
    this.config = config;
    this.check = new SwissnumCheck("introducer", authorization);
    this.log = new AnnouncementLog(config.file(), clock);
    this.memory = MessageMemory.of(vertx, "introducer");
    this.limit = new PublicationLimit(config.publicationsPerMinute(), nanoTime);
    this.followers = new Followers(vertx, log, memory, config.followerPace());
    this.mailboxes = new Mailboxes(clock, new SecureRandom());
    this.claims =
        new PublicationLimit(
            CLAIMS_PER_MINUTE, nanoTime, "tries more than %d codes of invites in a minute");
  }

  /** Reads what is kept; nothing is served before. */
  public Future<Void> open() {
    stopKeepingAlive = timers.every(config.keepAliveMillis(), followers::keepAlive);
    return disk.ask(this::read)
        .onSuccess(count -> LOG.info("{} services of nodes are known", count))
        .mapEmpty();
  }

  private int read() throws IOException {
    log.open();
    return log.all().size();
  }

  /** Lets the followers go. */
  public Future<Void> close() {
    stopKeepingAlive.run();
    followers.close();
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> tell(MetricSink sink) {
    memory.tell(sink, "introducer");
    sink.gauge("truckee_introducer_followers", "Nodes that follow here", followers.size());
    sink.gauge("truckee_introducer_invites", "Invites under way", mailboxes.size());
    for (String service : List.of(Announcement.STORAGE, Announcement.VDRIVE))
      sink.gauge(
          "truckee_introducer_announcements",
          "Announcements that are kept, by their service",
          log.all().stream().filter(kept -> kept.about().service().equals(service)).count(),
          "service",
          service);
    return Future.succeededFuture();
  }

  @Override
  public Future<Map<String, Object>> holdings() {
    return disk.ask(
        () -> {
          log.expire();
          return new IntroducerStatus(log.all(), followers.size()).whole().getMap();
        });
  }

  /** Adds the routes of the introducer to {@code router}. */
  public void mount(Router router) {
    router.get("/").handler(this::status);
    router.route("/introducer/v1/*").handler(check);
    router.put(IntroducerPaths.ANNOUNCEMENTS).handler(this::publish);
    router.get(IntroducerPaths.ANNOUNCEMENTS).handler(this::follow);
    new MailboxRoutes(mailboxes, memory, claims).mount(router);
  }

  private void publish(RoutingContext ctx) {
    Exchange exchange = new Exchange(ctx, memory);
    OptionalInt wait = limit.count(exchange.client());
    if (wait.isPresent()) {
      ctx.response().putHeader("Retry-After", Integer.toString(wait.getAsInt()));
      exchange.fail(tooOften(wait.getAsInt()));
      return;
    }
    exchange
        .body(Announcement.MAX_SIZE)
        .map(body -> Announcement.parse(Bytes.wrap(body).toUtf8()).bounded())
        .compose(announcement -> keep(announcement, ClientAddress.whole(ctx.request())))
        .onSuccess(kept -> exchange.sent(ctx.response().setStatusCode(201).end(), 0))
        .onFailure(failure -> refuse(ctx, exchange, failure));
  }

  private GridException tooOften(int seconds) {
    return new GridException(
        GridException.Kind.TOO_OFTEN,
        "one client publishes at most %d announcements in a minute here"
            .formatted(limit.perMinute()),
        "try again in %d seconds".formatted(seconds));
  }

  private static void refuse(RoutingContext ctx, Exchange exchange, Throwable failure) {
    if (!GridException.is(failure, GridException.Kind.CONFLICT))
      LOG.warn(
          "an announcement from {} was refused: {}",
          ClientAddress.whole(ctx.request()),
          FailureText.sentence(failure));
    exchange.fail(failure);
  }

  /** Takes {@code announcement} in, and completes when it is on the disk. */
  private Future<Void> keep(Announcement announcement, String source) {
    boolean first = log.find(announcement.serverId(), announcement.service()).isEmpty();
    KeptAnnouncement kept = log.add(announcement, source);
    LOG.info(
        "{} of {} from {} is {}",
        kept.about().service(),
        announcement.shortName(),
        source,
        first ? "new" : "announced anew");
    followers.tell();
    return disk.run(() -> save(kept));
  }

  private void save(KeptAnnouncement kept) throws IOException {
    try {
      log.save(kept);
    } catch (IOException e) {
      LOG.error("announcements can't be kept", e);
      throw new GridException(
          GridException.Kind.NO_SPACE, "the introducer can't keep announcements now", e);
    }
  }

  private void follow(RoutingContext ctx) {
    ctx.request().resume();
    followers.add(ctx.request(), "true".equals(ctx.request().getParam("follow")));
  }

  /** A request with the swissnum is shown the nodes, every other one only their number. */
  private void status(RoutingContext ctx) {
    ctx.request().resume();
    boolean known = check.isMet(ctx.request());
    boolean json = "json".equals(ctx.request().getParam("t"));
    int following = followers.size();
    disk.ask(() -> status(known, following, json))
        .onSuccess(
            text ->
                ctx.response()
                    .putHeader(
                        "Content-Type", json ? "application/json" : "text/html; charset=utf-8")
                    .end(text))
        .onFailure(ctx::fail);
  }

  private String status(boolean known, int following, boolean json) {
    log.expire();
    IntroducerStatus status = new IntroducerStatus(log.all(), following);
    JsonObject told = known ? status.whole() : status.counts();
    return json ? told.encodePrettily() + "\n" : new StatusPage(told).toHtml();
  }
}
