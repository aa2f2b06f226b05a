package org.truckee.testing.faults;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.Slot;
import org.truckee.protocol.vdrive.VdriveConflict;
import org.truckee.protocol.vdrive.VdrivePage;
import org.truckee.protocol.vdrive.VdriveWrite;
import org.truckee.vdrive.DirnodeStore;

/** A store that tells lies of a test's choice about another store's entries. */
public final class LyingStore implements DirnodeStore {
  private final DirnodeStore honest;
  private volatile UnaryOperator<VdrivePage> pages = page -> page;
  private volatile UnaryOperator<VdriveConflict> conflicts = conflict -> conflict;

  public LyingStore(DirnodeStore honest) {
    this.honest = honest;
  }

  /** Changes every page that it gives out from now on. */
  public void lieInPages(UnaryOperator<VdrivePage> lie) {
    pages = lie;
  }

  /** Changes the entries that it names as being in the way of a step. */
  public void lieInConflicts(UnaryOperator<VdriveConflict> lie) {
    conflicts = lie;
  }

  /** Tells nothing but the truth again. */
  public void repent() {
    pages = page -> page;
    conflicts = conflict -> conflict;
  }

  private Optional<Listing> lie(Optional<Listing> listing) {
    return listing.map(truth -> new Listing(pages.apply(truth.page()), truth.tag()));
  }

  @Override
  public Future<Void> open() {
    return honest.open();
  }

  @Override
  public Future<Void> close() {
    return honest.close();
  }

  @Override
  public Future<Optional<Head>> head(StorageIndex directory) {
    return honest.head(directory);
  }

  @Override
  public Future<Optional<Listing>> get(StorageIndex directory, Slot slot) {
    return honest.get(directory, slot).map(this::lie);
  }

  @Override
  public Future<Optional<Listing>> list(StorageIndex directory, Optional<Slot> after, int limit) {
    return honest.list(directory, after, limit).map(this::lie);
  }

  @Override
  public Future<Optional<VdriveConflict>> write(VdriveWrite step) {
    return honest.write(step).map(conflict -> conflict.map(truth -> conflicts.apply(truth)));
  }
}
