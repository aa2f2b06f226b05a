package org.truckee.storage;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.truckee.GridException;
import org.truckee.platform.BlockingWork;
import org.truckee.platform.Ticker;
import org.truckee.protocol.account.Account;
import org.truckee.protocol.message.WireFormat;
import org.truckee.protocol.message.WireMessages;
import org.truckee.protocol.storage.StorageLedger;
import org.truckee.storage.account.AccountCheck;

/**
 * What each account takes, by its number, for those who show an account of theirs. It is made anew
 * once a second at most. Thread-safe.
 */
final class LedgerReply implements Handler<RoutingContext> {
  private static final long MAX_AGE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Supplier<Map<Integer, Long>> used;
  private final BlockingWork work;
  private final Ticker ticker;
  private volatile Optional<Told> latest = Optional.empty();

  private record Told(StorageLedger ledger, long made) {}

  /** Tells what {@code used} knows; {@code work} puts it in order. */
  LedgerReply(Supplier<Map<Integer, Long>> used, BlockingWork work, Ticker ticker) {
    this.used = used;
    this.work = work;
    this.ticker = ticker;
  }

  @Override
  public void handle(RoutingContext ctx) {
    Account holder = AccountCheck.of(ctx);
    if (!holder.isCounted())
      throw new GridException(
          GridException.Kind.FORBIDDEN, "what accounts take is told to those who show one");
    WireFormat format = WireMessages.accepted(ctx);
    ledger()
        .onSuccess(all -> WireMessages.reply(ctx, 200, format, all.to(holder)::write))
        .onFailure(ctx::fail);
  }

  private Future<StorageLedger> ledger() {
    return latest
        .filter(told -> ticker.nanos() - told.made() < MAX_AGE_NANOS)
        .map(told -> Future.succeededFuture(told.ledger()))
        .orElseGet(() -> work.ask(() -> StorageLedger.of(used.get())).onSuccess(this::keep));
  }

  private void keep(StorageLedger made) {
    latest = Optional.of(new Told(made, ticker.nanos()));
  }
}
