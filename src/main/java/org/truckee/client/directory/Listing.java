package org.truckee.client.directory;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;
import org.truckee.client.pool.SequentialSteps;
import org.truckee.dirnode.Child;

/**
 * The children of a directory, a page at a time, each when it is asked for: however many there are,
 * few are in memory. Whoever has seen enough just asks no more. Not for two readers.
 */
public interface Listing {
  /** The next page; an empty one after the last. One at a time. */
  Future<List<Child>> next();

  /**
   * Returns whether there is so much more that it should not be read for the sake of a part of it;
   * known when the first page has come.
   */
  default boolean isLong() {
    return false;
  }

  /**
   * Where to go on after child {@code index} of the latest page, with {@link Directory#listAfter};
   * of a listing that is long.
   */
  default String placeAfter(int index) {
    throw new UnsupportedOperationException("a short listing is read whole");
  }

  /** Gives each page to {@code step}, which is waited for; completes after the last. */
  default Future<Void> forEachPage(Function<List<Child>, Future<Void>> step) {
    return SequentialSteps.whileTrue(
        () ->
            next()
                .compose(
                    page ->
                        page.isEmpty()
                            ? Future.succeededFuture(false)
                            : step.apply(page).map(true)));
  }
}
