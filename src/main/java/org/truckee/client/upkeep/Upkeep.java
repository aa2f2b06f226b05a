package org.truckee.client.upkeep;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.truckee.GridException;
import org.truckee.cap.VerifyCap;
import org.truckee.client.upkeep.plan.KeptThing;
import org.truckee.client.upkeep.plan.RepairRule;
import org.truckee.client.upkeep.plan.UpkeepPace;
import org.truckee.client.upkeep.plan.UpkeepSettings;
import org.truckee.client.upkeep.store.UpkeepStore;
import org.truckee.worker.Machine;

/**
 * The upkeep of a gateway's roots. Once a minute it looks whether anything is due; a pass that
 * takes longer is never joined by another one. A process that is killed goes on where the store
 * says.
 */
public final class Upkeep {
  private static final long LOOK_MILLIS = TimeUnit.MINUTES.toMillis(1);

  /** A pass may take hours, and is to be told of meanwhile. */
  private static final long COUNT_MILLIS = TimeUnit.MINUTES.toMillis(10);

  private static final int MOST_LOW = 100;

  private final Machine machine;
  private final UpkeepGrid grid;
  private final UpkeepStore store;
  private final UpkeepRoots roots;
  private final UpkeepSettings settings;
  private final PacedWork pace;
  private final Spreading spreading;
  private final Cycle cycle;
  private final UpkeepPasses passes;
  private Runnable stopLooking = () -> {};
  private Runnable stopCounting = () -> {};

  /** The upkeep of {@code roots}, which remembers in {@code store}. */
  public Upkeep(
      Machine machine,
      UpkeepGrid grid,
      UpkeepStore store,
      UpkeepRoots roots,
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
    Mending mending = new Mending(grid, roots, store, pace, rule, machine.clock());
    this.spreading = new Spreading(grid, pace, rule, machine.clock());
    Healing healing = new Healing(mending, spreading, machine.clock());
    Caretaker caretaker = new Caretaker(machine, grid, store, pace, rule, healing);
    this.cycle = new Cycle(machine, grid, roots, store, pace, caretaker);
    this.passes = new UpkeepPasses(store, pace, cycle);
  }

  /** Opens the store, and begins to look for what is due; does nothing if upkeep is off. */
  public Future<Void> open() {
    return settings.enabled()
        ? passes.open().onSuccess(ready -> startLooking())
        : Future.succeededFuture();
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
    pace.stop(true);
    return passes.close().compose(ended -> store.close());
  }

  /**
   * Does what is due, unless a pass is under way, upkeep is paused, or no server answers; completes
   * at the end of the pass.
   */
  public Future<Void> look() {
    spreading.look();
    boolean rests = pace.isStopped() || grid.servers().reached() == 0;
    return rests ? Future.succeededFuture() : passes.begin();
  }

  /** Notes that {@code file} was stored just now, on fewer servers than there are. */
  public void noteThin(VerifyCap file) {
    if (!passes.isOpen()) return;
    store.mark(List.of(KeptThing.thin(file, machine.clock().instant()))).onFailure(passes::warn);
  }

  /** Makes everything due, and begins with it. */
  public Future<Void> run() {
    return allowed()
        .compose(on -> pace.isStopped() ? Future.failedFuture(paused()) : store.makeAllDue())
        .onSuccess(due -> begin());
  }

  /** Stops for now, over restarts, or goes on. */
  public Future<Void> pause(boolean on) {
    return allowed()
        .compose(enabled -> store.pause(on))
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
        settings.enabled(), passes.figures(), cycle.progress(), passes.trouble(), now);
  }

  /** The state now. */
  public Future<UpkeepState> state() {
    return passes.count().map(asked -> latest());
  }
}
