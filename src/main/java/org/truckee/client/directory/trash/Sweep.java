package org.truckee.client.directory.trash;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.Listing;
import org.truckee.client.pool.SequentialSteps;
import org.truckee.dirnode.Child;

/**
 * Takes the entries out of a trash that have been in for long enough, once an hour at most. A clock
 * that was set wrong makes everything look old: so nothing is taken out unless something in the
 * trash was put in between a day and the whole time ago, which shows that the clock has gone on
 * from there.
 */
final class Sweep {
  private static final Duration PAUSE = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  /** The most entries that are looked at, and the most that are taken out, in one sweep. */
  private static final int MOST_SEEN = 20_000;

  private static final int MOST_REMOVED = 1_000;

  private final InstantSource clock;
  private final Duration kept;
  private Optional<Instant> latest = Optional.empty();

  Sweep(InstantSource clock, Duration kept) {
    this.clock = clock;
    this.kept = kept;
  }

  /** Sweeps {@code trash}, unless that was done a short time ago. */
  Future<Void> of(Directory trash) {
    Instant now = clock.instant();
    return isDue(now) ? new Seen(now).in(trash) : Future.succeededFuture();
  }

  private synchronized boolean isDue(Instant now) {
    boolean recent = latest.filter(time -> age(time, now).compareTo(PAUSE) < 0).isPresent();
    if (!recent) latest = Optional.of(now);
    return !recent;
  }

  private static Duration age(Instant time, Instant now) {
    return Duration.between(time, now);
  }

  /** The entries that one sweep has come by. */
  private final class Seen {
    private final Instant now;
    private final List<String> old = new ArrayList<>();
    private boolean clockWentOn;
    private int count;

    Seen(Instant now) {
      this.now = now;
    }

    Future<Void> in(Directory trash) {
      Listing listing = trash.list();
      return SequentialSteps.whileTrue(() -> listing.next().map(this::take))
          .compose(seen -> clockWentOn ? EntryRemoval.of(trash, old) : Future.succeededFuture());
    }

    /** Returns whether more is to be looked at. */
    private boolean take(List<Child> page) {
      page.stream().map(TrashEntry::of).forEach(this::take);
      count += page.size();
      return !page.isEmpty() && count < MOST_SEEN;
    }

    private void take(TrashEntry entry) {
      entry.removed().ifPresent(time -> take(entry.id(), age(time, now)));
    }

    private void take(String id, Duration age) {
      if (age.compareTo(kept) > 0) {
        if (old.size() < MOST_REMOVED) old.add(id);
      } else if (age.compareTo(DAY) >= 0) clockWentOn = true;
    }
  }
}
