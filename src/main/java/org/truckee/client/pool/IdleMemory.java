package org.truckee.client.pool;

import io.vertx.core.Future;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;

/**
 * Memory that is held by readers that pause, and so is not used at the moment. A reader that has
 * got nothing yet, and would have to wait, takes what the one holds that has paused for longest:
 * one of its own client, or any one where the budget of all is used up. So each new reader costs
 * one other at most what is read again later. Thread-safe.
 */
final class IdleMemory {
  /** A reader that pauses; each is another one. */
  private static final class Holder {
    final Client client;
    final Runnable giveUp;

    Holder(Client client, Runnable giveUp) {
      this.client = client;
      this.giveUp = giveUp;
    }
  }

  /** A reader that waits until it is {@code granted} memory. */
  private record Want(Client client, Future<?> granted) {}

  private final BooleanSupplier isShort;
  private final Set<Holder> idle = new LinkedHashSet<>();
  private final Set<Want> wants = new LinkedHashSet<>();

  /** The idle memory of a budget of which {@code isShort} tells whether all of it is wanted. */
  IdleMemory(BooleanSupplier isShort) {
    this.isShort = isShort;
  }

  /**
   * Offers what the current client's reader holds: {@code giveUp} is called when it is wanted, at
   * once or later, unless the result was run before.
   */
  Runnable offer(Runnable giveUp) {
    Holder holder = new Holder(Client.current(), giveUp);
    boolean wanted;
    synchronized (this) {
      wanted = take(wants, (want, any) -> any || want.client.equals(holder.client)).isPresent();
      if (!wanted) idle.add(holder);
    }
    if (wanted) giveUp.run();
    return () -> withdraw(holder);
  }

  private synchronized void withdraw(Holder holder) {
    idle.remove(holder);
  }

  /** Takes memory for a reader of the current client that waits until it is {@code granted}. */
  void want(Future<?> granted) {
    Want want = new Want(Client.current(), granted);
    Optional<Holder> found;
    synchronized (this) {
      found = take(idle, (holder, any) -> holder.client.equals(want.client));
      if (found.isEmpty()) found = take(idle, (holder, any) -> any);
      if (found.isEmpty()) wants.add(want);
    }
    found.ifPresentOrElse(
        holder -> holder.giveUp.run(), () -> granted.onComplete(done -> forget(want)));
  }

  private synchronized void forget(Want want) {
    wants.remove(want);
  }

  /** Removes and returns the first of {@code all} that fits, if any one would help or not. */
  private <T> Optional<T> take(Set<T> all, BiPredicate<T, Boolean> fits) {
    boolean any = isShort.getAsBoolean();
    for (Iterator<T> it = all.iterator(); it.hasNext(); ) {
      T one = it.next();
      if (!fits.test(one, any)) continue;
      it.remove();
      return Optional.of(one);
    }
    return Optional.empty();
  }
}
