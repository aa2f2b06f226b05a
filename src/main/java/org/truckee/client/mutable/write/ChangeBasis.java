package org.truckee.client.mutable.write;

import java.util.concurrent.TimeUnit;
import org.truckee.client.mutable.read.MutableContext;
import org.truckee.client.mutable.read.ShareMap;
import org.truckee.crypto.StorageIndex;

/**
 * The shares that the maker of a change found when it looked at the file a moment before, so that
 * the change need not look for them again. No other writer is overlooked by that: a server takes a
 * new share only in the place of the one that was found.
 *
 * @param since the time of the look, by the timers of the gateway
 */
public record ChangeBasis(ShareMap map, long since) {
  /** The age at which another writer has probably come between. */
  private static final long MAX_AGE_MILLIS = TimeUnit.SECONDS.toMillis(10);

  /** Returns whether nothing is known to have changed since. */
  boolean isCurrent(StorageIndex file, MutableContext context) {
    return context.seen().newest(file) <= map.highestSequence()
        && context.client().timers().millisSince(since) < MAX_AGE_MILLIS;
  }
}
