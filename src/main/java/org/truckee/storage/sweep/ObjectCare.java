package org.truckee.storage.sweep;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Optional;
import org.truckee.platform.BlockingWork;
import org.truckee.platform.Timers;
import org.truckee.storage.crawl.Slices;
import org.truckee.storage.disk.DiskShareStore;
import org.truckee.storage.disk.ShareDirectories;
import org.truckee.storage.disk.StorageConfig;
import org.truckee.storage.object.ObjectStore;
import org.truckee.storage.trash.ShareTrash;

/** Everything that a storage server does for its objects beside its clients. Event loop only. */
public final class ObjectCare {
  private static final int DELIVERIES = 16;

  private final ObjectStore objects;
  private final StorageConfig config;
  private final InstantSource clock;
  private final Timers timers;
  private final BlockingWork delivery;
  private final BlockingWork thread;
  private final ListedObjects listed;
  private final LostShares lost;
  private final ObjectProbe probe;
  private Slices slices;

  /** The care for {@code objects}, which {@code store} lists. */
  public ObjectCare(
      Vertx vertx,
      ObjectStore objects,
      StorageConfig config,
      DiskShareStore store,
      InstantSource clock) {
    this.objects = objects;
    this.config = config;
    this.clock = clock;
    this.timers = Timers.of(vertx);
    BlockingWork deliveries = BlockingWork.onThreads(vertx, "truckee-delivery", DELIVERIES);
    this.delivery = store.watch().over(deliveries);
    this.thread = BlockingWork.onThreads(vertx, "truckee-sweep", 1);
    ShareDirectories directories = new ShareDirectories(config.directory());
    ShareTrash trash = new ShareTrash(directories);
    this.listed = new ListedObjects(store, directories, trash);
    this.probe = new ObjectProbe(objects, delivery);
    this.lost = new LostShares(objects, store, listed, trash, deliveries, clock);
  }

  /** The work of bringing whole shares to the object store, and of waiting for it. */
  public BlockingWork delivery() {
    return delivery;
  }

  /** The clause that says why objects can't be kept; empty if they can. Any thread. */
  public Future<Optional<String>> trouble() {
    return probe.trouble();
  }

  /** Makes sure that objects can be kept, and begins to sweep a while later. */
  public Future<Void> open() {
    return delivery
        .run(() -> objects.open(lost::note))
        .compose(opened -> thread.ask(this::sweep))
        .onSuccess(this::start)
        .mapEmpty();
  }

  private ObjectSweep sweep() {
    return new ObjectSweep(objects, listed, new SweepFile(config.directory()), clock, timers);
  }

  private void start(ObjectSweep sweep) {
    slices = new Slices(sweep, thread, timers);
    slices.start(ObjectSweep.FIRST);
  }

  /** Ends what is under way. */
  public Future<Void> close() {
    Future<Void> ended = slices == null ? Future.succeededFuture() : slices.close();
    objects.close();
    return ended.transform(swept -> Future.join(delivery.close(), thread.close())).mapEmpty();
  }
}
