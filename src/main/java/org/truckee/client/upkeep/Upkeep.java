package org.truckee.client.upkeep;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.truckee.GridException;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.cap.MutableWriteCap;
import org.truckee.cap.VerifyCap;
import org.truckee.client.upkeep.entrust.CareReports;
import org.truckee.client.upkeep.entrust.FirstLook;
import org.truckee.client.upkeep.plan.KeptThing;
import org.truckee.client.upkeep.plan.RepairRule;
import org.truckee.client.upkeep.plan.UpkeepPace;
import org.truckee.client.upkeep.plan.UpkeepSettings;
import org.truckee.client.upkeep.store.UpkeepStore;
import org.truckee.worker.Machine;

/**
 * The upkeep of a gateway's roots. Once a minute it looks whether anything is due; of two passes,
 * the second one begins when the first has ended. A process that is killed goes on where the store
 * says.
 */
public final class Upkeep {
  private static final long LOOK_MILLIS = TimeUnit.MINUTES.toMillis(1);

  private static final long REST_MILLIS = TimeUnit.SECONDS.toMillis(10);

  /** A pass may take hours, and is to be told of meanwhile. */
  private static final long COUNT_MILLIS = TimeUnit.MINUTES.toMillis(10);

  private static final int MOST_LOW = 100;

  private final Machine machine;
  private final UpkeepGrid grid;
  private final UpkeepStore store;
  private final UpkeepRoots roots;
  private final UpkeepSettings settings;
  private final PacedWork pace;
  private final ServerWatch watch;
  private final Cycle cycle;
  private final UpkeepPasses passes;
  private final Caretaking caretaking;
  private Runnable stopLooking = () -> {};
  private Runnable stopCounting = () -> {};
  private Runnable stopOpening = () -> {};

  /**
   * The upkeep of {@code roots}, which remembers in {@code store}, and sends {@code reports} about
   * what others entrusted.
   */
  public Upkeep(
      Machine machine,
      UpkeepGrid grid,
      UpkeepStore store,
      UpkeepRoots roots,
      CareReports reports,
      UpkeepSettings settings) {
    this.machine = machine;
    this.grid = grid;
    this.store = store;
    this.roots = roots;
    this.settings = settings;
    this.pace =
        new PacedWork(
            machine.timers(), new UpkeepPace(settings.filesPerSecond(), settings.bytesPerSecond()));
    RepairRule rule = new RepairRule(grid.encoding(), settings.repairBelow());
    KeptPower power = new KeptPower(grid.directories(), roots, store);
    Mending mending = new Mending(grid, power, store, pace, rule, machine.clock());
    this.watch = new ServerWatch(grid.servers(), store, machine.clock());
    Spreading spreading = new Spreading(grid, power, pace, rule, machine, watch);
    Healing healing = new Healing(mending, spreading, roots.entrusted(), machine.clock());
    Caretaker caretaker = new Caretaker(machine, grid, store, pace, rule, healing);
    this.cycle = new Cycle(machine, grid, roots, store, pace, caretaker);
    this.passes = new UpkeepPasses(store, pace, cycle, reports);
    FirstLook look = new FirstLook(grid.checker(), machine.clock());
    this.caretaking =
        new Caretaking(look, roots.entrusted(), store, reports, this::opened, this::begin);
  }

  /** Opens the store, and begins to look for what is due; does nothing if upkeep is off. */
  public Future<Void> open() {
    return settings.enabled()
        ? passes.open().onSuccess(ready -> startLooking())
        : Future.succeededFuture();
  }

  /**
   * The same in a while, and nothing now: a node has enough to do as it starts. Whatever needs the
   * store before opens it.
   */
  public void openSoon() {
    if (!settings.enabled()) return;
    startLooking();
    stopOpening = machine.timers().in(REST_MILLIS, () -> passes.open().onFailure(passes::warn));
  }

  private void startLooking() {
    stopLooking = machine.timers().every(LOOK_MILLIS, this::begin);
    stopCounting =
        machine.timers().every(COUNT_MILLIS, () -> passes.count().onFailure(passes::warn));
  }

  private void begin() {
    look().onFailure(passes::warn);
  }

  /** Stops soon; the store is closed when the steps under way have ended, or a little later. */
  public Future<Void> close() {
    if (!settings.enabled()) return Future.succeededFuture();
    stopLooking.run();
    stopCounting.run();
    stopOpening.run();
    pace.stop(true);
    return passes.close().compose(ended -> store.close());
  }

  /**
   * Does what is due, unless upkeep is paused or no server answers; completes at the end of the
   * pass. While one is under way, the next one follows it, for all who look meanwhile.
   */
  public Future<Void> look() {
    boolean joined = watch.look();
    boolean rests = pace.isStopped() || grid.servers().reached() == 0;
    if (rests) return Future.succeededFuture();
    Future<Void> ready = passes.isOpen() ? noted(joined) : Future.succeededFuture();
    return ready.compose(noted -> passes.begin());
  }

  /** A store that fails is opened anew by the pass, which fails with it. */
  private Future<Void> noted(boolean joined) {
    return watch
        .keep()
        .compose(kept -> joined ? store.hastenThin() : Future.succeededFuture())
        .onFailure(passes::warn)
        .otherwiseEmpty();
  }

  /**
   * Notes that the file that {@code power} names was stored just now, on fewer servers than there
   * are.
   */
  public void noteThin(Capability power) {
    if (!settings.enabled()) return;
    VerifyCap file = power.verifyCap().orElseThrow();
    Optional<Secret> enablerMaster =
        power instanceof MutableWriteCap write
            ? Optional.of(write.writeEnablerMaster())
            : Optional.empty();
    KeptThing thing = KeptThing.thin(file, machine.clock().instant());
    passes.ready().compose(open -> store.markThin(thing, enablerMaster)).onFailure(passes::warn);
  }

  /** Makes everything due, and begins with it. */
  public Future<Void> run() {
    return opened()
        .compose(open -> pace.isStopped() ? Future.failedFuture(paused()) : store.makeAllDue())
        .onSuccess(due -> begin());
  }

  /** Stops for now, over restarts, or goes on. */
  public Future<Void> pause(boolean on) {
    return allowed()
        .compose(enabled -> passes.ready())
        .compose(open -> store.pause(on))
        .onSuccess(noted -> pace.stop(on))
        .compose(noted -> passes.count());
  }

  /** Adds a root; {@code BAD_CAP} if it is none, {@code CONFLICT} if the name is taken. */
  public Future<Void> add(String name, String capability) {
    return allowed()
        .compose(on -> roots.add(name, capability))
        .onSuccess(added -> begin())
        .mapEmpty();
  }

  /** Removes a root that was added; {@code NOT_FOUND} if there is none of that name. */
  public Future<Void> remove(String name) {
    return allowed().compose(on -> roots.remove(name)).onSuccess(removed -> begin());
  }

  /** The care for what others entrusted. */
  public Caretaking caretaking() {
    return caretaking;
  }

  private Future<Void> opened() {
    return allowed().compose(on -> passes.ready());
  }

  private Future<Void> allowed() {
    return settings.enabled()
        ? Future.succeededFuture()
        : Future.failedFuture(
            new GridException(
                GridException.Kind.NOT_ALLOWED,
                "upkeep is off: \"gateway.upkeep.enabled\" is false in the configuration"));
  }

  private static GridException paused() {
    return new GridException(
        GridException.Kind.CONFLICT, "upkeep is paused: resume it before it can run");
  }

  /** Things with too few shares, a hundred at most, those with the fewest to spare first. */
  public Future<List<KeptThing>> low() {
    return passes.isOpen() ? store.low(MOST_LOW) : Future.succeededFuture(List.of());
  }

  /** The state of a moment ago, without a question to the store. */
  public UpkeepState latest() {
    Instant now = machine.clock().instant();
    return new UpkeepState(
        settings.enabled(),
        passes.figures(),
        cycle.progress(),
        passes.trouble(),
        roots.entrusted().damaged().size(),
        now);
  }

  /** The state now. */
  public Future<UpkeepState> state() {
    Future<Void> open = settings.enabled() ? passes.open() : Future.succeededFuture();
    return open.compose(asked -> passes.count()).map(counted -> latest());
  }
}
