package org.truckee.client.upkeep;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.cap.VerifyCap;
import org.truckee.client.pool.Client;
import org.truckee.client.upkeep.plan.KeptThing;
import org.truckee.client.upkeep.plan.RepairRule;
import org.truckee.client.upkeep.plan.UpkeepFigures;
import org.truckee.client.upkeep.plan.UpkeepPace;
import org.truckee.client.upkeep.plan.UpkeepSettings;
import org.truckee.client.upkeep.store.UpkeepStore;
import org.truckee.worker.Machine;

/**
 * The upkeep of a gateway's roots. Once a minute it looks whether anything is due; a pass that
 * takes longer is never joined by another one. All of it is done for a client of its own, which has
 * a small share of what requests need. A process that is killed goes on where the store says.
 */
public final class Upkeep {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final long LOOK_MILLIS = TimeUnit.MINUTES.toMillis(1);

  /** A pass may take hours, and is to be told of meanwhile. */
  private static final long COUNT_MILLIS = TimeUnit.MINUTES.toMillis(10);

  private static final long END_SECONDS = 5;
  private static final int MOST_LOW = 100;

  private final Machine machine;
  private final UpkeepGrid grid;
  private final UpkeepStore store;
  private final UpkeepRoots roots;
  private final UpkeepSettings settings;
  private final PacedWork pace;
  private final Spreading spreading;
  private final Cycle cycle;
  private Optional<Future<Void>> underWay = Optional.empty();
  private boolean closed;
  private volatile boolean opened;
  private Runnable stopLooking = () -> {};
  private Runnable stopCounting = () -> {};
  private volatile UpkeepFigures figures = UpkeepFigures.NONE;
  private volatile Optional<String> trouble = Optional.empty();

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
  }

  /** Opens the store, and begins to look for what is due; does nothing if upkeep is off. */
  public Future<Void> open() {
    if (!settings.enabled()) return Future.succeededFuture();
    return ready()
        .recover(this::without)
        .onSuccess(
            ready -> {
              stopLooking = machine.timers().every(LOOK_MILLIS, () -> look().onFailure(this::warn));
              stopCounting = machine.timers().every(COUNT_MILLIS, this::count);
            });
  }

  /** Opens the store, unless it is open and well. */
  private Future<Void> ready() {
    if (opened) return Future.succeededFuture();
    return store
        .open()
        .compose(open -> refresh())
        .onSuccess(
            fresh -> {
              opened = true;
              pace.stop(figures.paused());
            });
  }

  /** A gateway whose upkeep can't go on serves requests nevertheless, and tells of it. */
  private Future<Void> without(Throwable failure) {
    warn(failure);
    trouble = Optional.of(FailureText.sentence(failure));
    return Future.succeededFuture();
  }

  /** Stops soon; the store is closed when the steps under way have ended, or a little later. */
  public Future<Void> close() {
    if (!settings.enabled()) return Future.succeededFuture();
    stopLooking.run();
    stopCounting.run();
    pace.stop(true);
    return ending()
        .timeout(END_SECONDS, TimeUnit.SECONDS)
        .otherwiseEmpty()
        .compose(ended -> store.close());
  }

  private synchronized Future<Void> ending() {
    closed = true;
    return underWay.orElse(Future.succeededFuture());
  }

  /**
   * Does what is due, unless a pass is under way, upkeep is paused, or no server answers; completes
   * at the end of the pass.
   */
  public Future<Void> look() {
    spreading.look();
    if (pace.isStopped() || grid.servers().reached() == 0) return Future.succeededFuture();
    return begin(() -> Client.UPKEEP.doing(this::pass));
  }

  private Future<Void> pass() {
    return ready()
        .compose(open -> cycle.run())
        .compose(work -> work ? refresh() : Future.succeededFuture());
  }

  private synchronized Future<Void> begin(Supplier<Future<Void>> pass) {
    if (closed || underWay.isPresent()) return underWay.orElse(Future.succeededFuture());
    Future<Void> begun = pass.get().transform(done -> ended(done.cause()));
    if (!begun.isComplete()) underWay = Optional.of(begun);
    return begun.onComplete(done -> clear());
  }

  private synchronized void clear() {
    underWay = Optional.empty();
  }

  private Future<Void> ended(Throwable failure) {
    boolean well = failure == null || pace.isStopped();
    trouble = well ? Optional.empty() : Optional.of(FailureText.sentence(failure));
    if (!well) opened = false;
    return well ? Future.succeededFuture() : Future.failedFuture(failure);
  }

  private void warn(Throwable failure) {
    LOG.warn("upkeep can't go on: {}", FailureText.sentence(failure));
  }

  private void count() {
    if (opened) refresh().onFailure(this::warn);
  }

  private Future<Void> refresh() {
    return store.figures().onSuccess(now -> figures = now).mapEmpty();
  }

  /** Notes that {@code file} was stored just now, on fewer servers than there are. */
  public void noteThin(VerifyCap file) {
    if (!settings.enabled()) return;
    store.mark(List.of(KeptThing.thin(file, machine.clock().instant()))).onFailure(this::warn);
  }

  /** Makes everything due, and begins with it. */
  public Future<Void> run() {
    return allowed()
        .compose(on -> pace.isStopped() ? Future.failedFuture(paused()) : store.makeAllDue())
        .onSuccess(due -> look().onFailure(this::warn));
  }

  /** Stops for now, over restarts, or goes on. */
  public Future<Void> pause(boolean on) {
    return allowed()
        .compose(enabled -> store.pause(on))
        .onSuccess(noted -> pace.stop(on))
        .compose(noted -> refresh());
  }

  /** Adds a root; {@code BAD_CAP} if it is none, {@code CONFLICT} if the name is taken. */
  public Future<Void> add(String name, String capability) {
    return allowed()
        .compose(on -> roots.add(name, capability))
        .onSuccess(added -> look().onFailure(this::warn))
        .mapEmpty();
  }

  /** Removes a root that was added; {@code NOT_FOUND} if there is none of that name. */
  public Future<Void> remove(String name) {
    return allowed()
        .compose(on -> roots.remove(name))
        .onSuccess(removed -> look().onFailure(this::warn));
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
    return opened ? store.low(MOST_LOW) : Future.succeededFuture(List.of());
  }

  /** The state of a moment ago, without a question to the store. */
  public UpkeepState latest() {
    Instant now = machine.clock().instant();
    return new UpkeepState(settings.enabled(), figures, cycle.progress(), trouble, now);
  }

  /** The state now. */
  public Future<UpkeepState> state() {
    return (opened ? refresh() : Future.<Void>succeededFuture()).map(asked -> latest());
  }
}
