package org.truckee.client.upkeep;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.client.audit.AuditOptions;
import org.truckee.client.audit.AuditVerdict;
import org.truckee.client.check.CheckResults;
import org.truckee.client.upkeep.plan.CareSchedule;
import org.truckee.client.upkeep.plan.Condition;
import org.truckee.client.upkeep.plan.DueCare;
import org.truckee.client.upkeep.plan.KeptThing;
import org.truckee.client.upkeep.plan.RepairRule;
import org.truckee.client.upkeep.store.UpkeepStore;
import org.truckee.worker.Machine;

/** Looks after one thing at a time: checks it, judges what it finds, repairs it, and records it. */
final class Caretaker {
  private static final Logger LOG = LoggerFactory.getLogger(Caretaker.class);

  private final Machine machine;
  private final UpkeepGrid grid;
  private final UpkeepStore store;
  private final PacedWork pace;
  private final RepairRule rule;
  private final Healing healing;
  private final Renewal renewal;

  Caretaker(
      Machine machine,
      UpkeepGrid grid,
      UpkeepStore store,
      PacedWork pace,
      RepairRule rule,
      Healing healing) {
    this.machine = machine;
    this.grid = grid;
    this.store = store;
    this.pace = pace;
    this.rule = rule;
    this.healing = healing;
    this.renewal = new Renewal(grid.checker());
  }

  /** Gives {@code thing} what it is due for; completes when that is recorded. */
  Future<Void> attend(KeptThing thing) {
    DueCare due = CareSchedule.of(thing.attention(), now());
    return pace.turn(0).compose(turn -> audit(thing, due)).compose(care -> check(thing, care));
  }

  /** Looks at random blocks, if that is due; bad ones make every byte due. */
  private Future<DueCare> audit(KeptThing thing, DueCare due) {
    if (!due.audit()) return Future.succeededFuture(due);
    return grid.auditor()
        .audit(thing.cap(), AuditOptions.USUAL)
        .map(found -> found.filter(audit -> !audit.with(AuditVerdict.BAD).isEmpty()))
        .map(bad -> bad.isPresent() ? due.suspicious() : due)
        .otherwise(due);
  }

  private Future<Void> check(KeptThing thing, DueCare care) {
    return pace.moving(care.verify() ? thing.sharesSize() : 0)
        .compose(turn -> grid.checker().check(thing.cap(), care.check()))
        .compose(found -> renew(thing, care, found))
        .transform(
            found ->
                found.succeeded()
                    ? judge(thing, care, found.result())
                    : skip(thing, found.cause()));
  }

  private Future<Optional<CheckResults>> renew(
      KeptThing thing, DueCare care, Optional<CheckResults> found) {
    return care.renew() && found.isPresent()
        ? renewal.renew(thing, care, found.get()).map(found)
        : Future.succeededFuture(found);
  }

  /** The checker is one for capabilities without shares as well, which nothing is known of. */
  private Future<Void> judge(KeptThing thing, DueCare care, Optional<CheckResults> results) {
    if (results.isEmpty()) return store.record(thing, thing.unchecked(now(), chance()));
    CheckResults found = results.get();
    Condition judged = rule.judge(thing.condition(), found, now());
    return healing
        .heal(thing, judged, found, care.check())
        .compose(condition -> store.record(thing, after(thing, care, found, condition)));
  }

  private KeptThing after(KeptThing thing, DueCare care, CheckResults found, Condition condition) {
    KeptThing now = thing.after(care, found, condition, now(), chance());
    return healing
        .wish(thing)
        .map(wish -> now.resting(wish.rhythm().interval(), now(), chance()))
        .orElse(now);
  }

  private Future<Void> skip(KeptThing thing, Throwable failure) {
    if (pace.isStopped()) return Future.failedFuture(failure);
    LOG.info(
        "upkeep could not check {}: {}", thing.cap().storageIndex(), FailureText.sentence(failure));
    return store.record(thing, thing.unchecked(now(), chance()));
  }

  private Instant now() {
    return machine.clock().instant();
  }

  private double chance() {
    return machine.random().nextDouble();
  }
}
