package org.truckee.client.upkeep;

import io.vertx.core.Future;
import java.util.function.Supplier;
import org.truckee.client.upkeep.entrust.CareReports;
import org.truckee.client.upkeep.entrust.Entrustments;
import org.truckee.client.upkeep.entrust.FirstLook;
import org.truckee.client.upkeep.entrust.TakenEntrustment;
import org.truckee.client.upkeep.store.UpkeepStore;
import org.truckee.protocol.entrust.Entrustment;

/** The care for what others entrusted, as the gateway's owner begins, watches and ends it. */
public final class Caretaking {
  private final FirstLook look;
  private final Entrustments entrusted;
  private final UpkeepStore store;
  private final CareReports reports;
  private final Supplier<Future<Void>> ready;
  private final Runnable begin;

  /** Before a change, {@code ready} opens the store or says why not; after it, work begins. */
  Caretaking(
      FirstLook look,
      Entrustments entrusted,
      UpkeepStore store,
      CareReports reports,
      Supplier<Future<Void>> ready,
      Runnable begin) {
    this.look = look;
    this.entrusted = entrusted;
    this.store = store;
    this.reports = reports;
    this.ready = ready;
    this.begin = begin;
  }

  /**
   * Cares for what {@code whole} entrusts, which {@code text} says, under that name. {@code
   * FORBIDDEN} if it is over, {@code NOT_FOUND} if it is for another grid, {@code CONFLICT} if
   * another owner's has the name.
   */
  public Future<TakenEntrustment> take(String name, Entrustment whole, String text) {
    return ready
        .get()
        .compose(open -> look.at(whole))
        .compose(here -> entrusted.add(name, whole, text))
        .compose(taken -> store.makeDue(taken.root()).map(taken))
        .onSuccess(taken -> begin.run());
  }

  /** Cares no longer for what is entrusted under that name; {@code NOT_FOUND} if nothing is. */
  public Future<Void> giveUp(String name) {
    return ready.get().compose(open -> entrusted.remove(name)).onSuccess(removed -> begin.run());
  }

  /** What is entrusted. */
  public Entrustments entrusted() {
    return entrusted;
  }

  /** The reports about it. */
  public CareReports reports() {
    return reports;
  }
}
