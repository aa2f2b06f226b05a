package org.truckee.web;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.truckee.client.Gateway;
import org.truckee.client.directory.vdrive.Roots;
import org.truckee.client.limit.ClientLimits;
import org.truckee.client.server.introducer.IntroducerClient;
import org.truckee.client.server.introducer.Introducers;
import org.truckee.client.upkeep.Upkeep;
import org.truckee.platform.BlockingWork;
import org.truckee.platform.Timers;
import org.truckee.protocol.ReportAddress;
import org.truckee.protocol.announcement.UnusableEntry;
import org.truckee.web.activity.Activity;
import org.truckee.web.activity.FileNames;
import org.truckee.web.admission.AdmissionRoutes;
import org.truckee.web.admission.Admissions;
import org.truckee.web.admission.KnownSenders;
import org.truckee.web.audit.AuditRoute;
import org.truckee.web.board.Board;
import org.truckee.web.body.Bodies;
import org.truckee.web.body.PausedBody;
import org.truckee.web.entrust.EntrustRoutes;
import org.truckee.web.failure.AdmissionRefused;
import org.truckee.web.failure.WebFailure;
import org.truckee.web.guard.Owner;
import org.truckee.web.guard.RequestGuard;
import org.truckee.web.guard.WebSettings;
import org.truckee.web.guard.WrongTries;
import org.truckee.web.ledger.AccountNames;
import org.truckee.web.ledger.LedgerRoute;
import org.truckee.web.member.Members;
import org.truckee.web.monitor.Counters;
import org.truckee.web.monitor.GatewayMonitor;
import org.truckee.web.monitor.HealthRoutes;
import org.truckee.web.monitor.LogEvents;
import org.truckee.web.monitor.LogStream;
import org.truckee.web.monitor.Reading;
import org.truckee.web.monitor.StatusRoutes;
import org.truckee.web.monitor.Usage;
import org.truckee.web.page.Crumb;
import org.truckee.web.page.FirstPage;
import org.truckee.web.page.Pages;
import org.truckee.web.provisioning.Provisioning;
import org.truckee.web.record.RequestRecord;
import org.truckee.web.resource.ForgetServer;
import org.truckee.web.resource.ResourceRoutes;
import org.truckee.web.resource.Services;
import org.truckee.web.signin.MemberDoor;
import org.truckee.web.signin.MemberRoutes;
import org.truckee.web.signin.MemberStep;
import org.truckee.web.statics.StaticFiles;
import org.truckee.web.statics.StaticFolder;
import org.truckee.web.statistics.Statistics;
import org.truckee.web.storage.OwnStorage;
import org.truckee.web.storage.StorageRoutes;
import org.truckee.web.upkeep.UpkeepRoutes;
import org.truckee.web.view.KnownNodes;
import org.truckee.web.view.MissingServers;
import org.truckee.web.view.Welcome;
import org.truckee.web.view.WelcomeJson;

/** The routes of a gateway's web port. */
public final class WebService {
  private final Gateway gateway;
  private final Roots roots;
  private final WebSettings settings;
  private final Statistics statistics;
  private final Introducers introducers;
  private Optional<Path> ownersFiles = Optional.empty();
  private Pages pages;
  private List<UnusableEntry> unusable = List.of();
  private Consumer<String> forgetting = ForgetServer.NONE;
  private LogEvents log = LogEvents.NONE;
  private Optional<OwnStorage> storage = Optional.empty();
  private Optional<Upkeep> upkeep = Optional.empty();
  private Optional<GatewayMonitor> monitor = Optional.empty();
  private Optional<Board> board = Optional.empty();
  private Optional<ClientLimits> limits = Optional.empty();
  private Optional<RequestRecord> record = Optional.empty();
  private AccountNames accounts = AccountNames.NONE;
  private Optional<Members> members = Optional.empty();
  private Optional<Admissions> admissions = Optional.empty();

  /** A web port to {@code gateway}; {@code random}, a secure one, keeps strangers' scripts out. */
  public WebService(
      Gateway gateway,
      Roots roots,
      List<IntroducerClient> introducers,
      WebSettings settings,
      Statistics statistics,
      RandomGenerator random) {
    this.gateway = gateway;
    this.roots = roots;
    this.settings = settings;
    this.statistics = statistics;
    Pages all = new Pages(settings.nickname(), settings.version(), random);
    pages = LedgerRoute.isFor(gateway) ? all.and(new Crumb("Ledger", "/ledger")) : all;
    this.introducers = new Introducers(introducers);
  }

  /** Serves the files of {@code folder}, too, if there is one; before the router is made. */
  public WebService serving(Optional<Path> folder) {
    ownersFiles = folder;
    return this;
  }

  /** Shows what in the configuration can't be used; before the router is made. */
  public WebService complaining(List<UnusableEntry> unusable) {
    this.unusable = List.copyOf(unusable);
    return this;
  }

  /** Has {@code servers} told which are to be forgotten; before the router is made. */
  public WebService forgetting(Consumer<String> servers) {
    forgetting = servers;
    return this;
  }

  /** Shows and steers the upkeep of the gateway, too; before the router is made. */
  public WebService keptUpBy(Upkeep caring) {
    upkeep = Optional.of(caring);
    return this;
  }

  /** Measures requests for {@code watching}, and tells balancers what it knows. */
  public WebService watchedBy(GatewayMonitor watching) {
    monitor = Optional.of(watching);
    return this;
  }

  /** Lets the holders of the token hear {@code events}, too; before the router is made. */
  public WebService logging(LogEvents events) {
    log = events;
    return this;
  }

  /** Shows the storage server of the same program, if there is one; before the router is made. */
  public WebService keeping(Optional<OwnStorage> own) {
    storage = own;
    if (own.isPresent()) pages = pages.and(new Crumb("Storage", "/storage"));
    return this;
  }

  /** Shows {@code figures} of the whole grid to everybody; before the router is made. */
  public WebService showing(Optional<Board> figures) {
    board = figures;
    if (board.isPresent()) pages = pages.and(new Crumb("Board", "/board"));
    return this;
  }

  /** Lets {@code people} sign in, if there are any; before the router is made. */
  public WebService knowing(Optional<Members> people) {
    members = people;
    if (members.isPresent()) pages = pages.and(new Crumb("Member", "/member"));
    return this;
  }

  /** Admits strangers by {@code paid}, if that is how they come in; before the router is made. */
  public WebService admitting(Optional<Admissions> paid) {
    admissions = paid;
    if (paid.isPresent()) pages = pages.and(new Crumb("Admission", AdmissionRefused.PAGE));
    return this;
  }

  /** Holds clients to {@code limits}, if there are any; before the router is made. */
  public WebService limiting(ClientLimits held) {
    limits = held.isEmpty() ? Optional.empty() : Optional.of(held);
    return this;
  }

  /** Shows the owner what accounts are called; before the router is made. */
  public WebService calling(AccountNames names) {
    accounts = names;
    return this;
  }

  /** Has requests recorded, if there is a record; before the router is made. */
  public WebService recording(Optional<RequestRecord> kept) {
    record = kept;
    return this;
  }

  /** Says on each page where abuse is reported, if that is known; before the router is made. */
  public WebService reporting(Optional<ReportAddress> address) {
    pages = pages.reporting(address);
    return this;
  }

  /** Makes the router that serves the port. */
  public Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    BlockingWork work = BlockingWork.of(vertx);
    KnownNodes nodes =
        new KnownNodes(
            gateway.servers(), gateway.auditor().scores(), roots.servers(), introducers, unusable);
    WebFailure failure = new WebFailure(pages, new MissingServers(nodes)::explain);
    failure.mount(router);
    new FirstSteps(settings.proxies(), statistics, monitor, record).mount(router);
    RequestEvents events = new RequestEvents(log, gateway.clock());
    router.route().handler(events);
    router.route().handler(new RequestGuard(settings, pages.formToken(), failure));
    StaticFiles.mount(router, work);
    ownersFiles.ifPresent(
        folder -> Reading.at(router, "/static/*").handler(new StaticFolder(vertx, folder)));
    router.route().handler(new PausedBody());
    MemberStep.mount(router, members, limits);
    router.route().handler(new FirstPage(work));
    Owner owner = new Owner(settings.owner(), new WrongTries(Timers.of(vertx)::nanos));
    Bodies bodies = new Bodies(vertx, gateway, settings.silenceMillis());
    KnownSenders known = new KnownSenders(settings.owner(), owner, members.map(MemberDoor::new));
    admissions.ifPresent(all -> new AdmissionRoutes(all, known, bodies, pages).mount(router));
    Usage usage = new Usage(new Counters(), new FileNames());
    // Files come first: a request passes by every route before its own.
    Services services = new Services(vertx, gateway, settings, owner, pages, usage);
    new ResourceRoutes(services, roots, owner, members).mount(router);
    Reading.at(router, "/").handler(welcome(nodes));
    new FigureRoutes(usage, statistics, pages, storage, upkeep).mount(router, vertx);
    new Activity(gateway.timelines(), pages, usage.names(), settings).mount(router);
    Reading.at(router, "/provisioning").handler(new Provisioning(pages));
    new LogStream(events, events::event).mount(router, vertx, settings.owner().apiToken());
    StatusRoutes.mount(router, pages);
    monitor.ifPresent(watching -> HealthRoutes.mountReady(router, watching::troubles));
    new StorageRoutes(storage, settings.owner(), pages).mount(router);
    board.ifPresent(all -> all.mount(router, pages));
    new LedgerRoute(gateway, accounts, settings, owner, pages).mount(router);
    router.post("/servers").handler(new ForgetServer(owner, forgetting));
    new UpkeepRoutes(owner, upkeep, pages, gateway.clock()).mount(router);
    new AuditRoute(gateway.auditor(), pages).mount(router);
    new EntrustRoutes(gateway, bodies, owner, upkeep, settings.open()).mount(router);
    members.ifPresent(all -> MemberRoutes.mount(router, all, bodies, pages));
    return router;
  }

  private Welcome welcome(KnownNodes nodes) {
    WelcomeJson json =
        new WelcomeJson(nodes, settings.nickname(), settings.version(), upkeep, pages.report());
    return new Welcome(nodes, gateway.encoding(), roots, members.isPresent(), json, pages);
  }
}
