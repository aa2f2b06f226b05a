package org.truckee.vdrive;

import io.vertx.core.Future;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.Slot;
import org.truckee.platform.Ticker;
import org.truckee.platform.measure.CallTimes;
import org.truckee.protocol.vdrive.VdriveConflict;
import org.truckee.protocol.vdrive.VdriveWrite;

/** A store whose calls are measured, and that can tell whether it answers. Thread-safe. */
final class MeasuredDirnodeStore implements DirnodeStore {
  private static final Logger LOG = LoggerFactory.getLogger(MeasuredDirnodeStore.class);

  /** The address of no directory: nobody has a key that leads to it. */
  private static final StorageIndex NOWHERE =
      new StorageIndex(Bytes.wrap(new byte[StorageIndex.SIZE]));

  /** The kinds of calls. */
  enum Call {
    HEAD,
    GET,
    LIST,
    WRITE
  }

  private final DirnodeStore store;
  private final Ticker ticker;
  private final CallTimes<Call> calls =
      new CallTimes<>(Call.class, call -> call.name().toLowerCase(Locale.ROOT));

  MeasuredDirnodeStore(DirnodeStore store, Ticker ticker) {
    this.store = store;
    this.ticker = ticker;
  }

  /** The calls since the start. */
  CallTimes<Call> calls() {
    return calls;
  }

  /** The clause that says that the store fails; empty as soon as it answers. */
  Future<Optional<String>> trouble() {
    return store
        .head(NOWHERE)
        .map(any -> Optional.<String>empty())
        .otherwise(MeasuredDirnodeStore::broken);
  }

  private static Optional<String> broken(Throwable failure) {
    LOG.warn("the database of directories fails: {}", FailureText.sentence(failure));
    return Optional.of("the database of directories fails");
  }

  private <T> Future<T> measured(Call call, Supplier<Future<T>> question) {
    long begin = ticker.nanos();
    return question
        .get()
        .onSuccess(answer -> calls.succeeded(call, ticker.nanos() - begin))
        .onFailure(failure -> calls.failed(call, failure));
  }

  @Override
  public Future<Void> open() {
    return store.open();
  }

  @Override
  public Future<Optional<Kept>> kept() {
    return store.kept();
  }

  @Override
  public boolean isShared() {
    return store.isShared();
  }

  @Override
  public Future<Void> close() {
    return store.close();
  }

  @Override
  public Future<Optional<Head>> head(StorageIndex directory) {
    return measured(Call.HEAD, () -> store.head(directory));
  }

  @Override
  public Future<Optional<Listing>> get(StorageIndex directory, Slot slot) {
    return measured(Call.GET, () -> store.get(directory, slot));
  }

  @Override
  public Future<Optional<Listing>> list(StorageIndex directory, Optional<Slot> after, int limit) {
    return measured(Call.LIST, () -> store.list(directory, after, limit));
  }

  @Override
  public Future<Optional<VdriveConflict>> write(VdriveWrite step) {
    return measured(Call.WRITE, () -> store.write(step));
  }
}
