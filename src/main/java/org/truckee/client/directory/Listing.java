package org.truckee.client.directory;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.truckee.client.pool.SequentialSteps;
import org.truckee.dirnode.Child;

/**
 * The children of a directory, a page at a time, each when it is asked for, so that few are in
 * memory. A reader that has seen enough asks no more. For one reader only.
 */
public interface Listing {
  /**
   * The name of the one state of the directory that the listing shows, before its first page is
   * read; the listings of one capability in one state are equal. Empty if it can't be told.
   */
  default Future<Optional<String>> state() {
    return Future.succeededFuture(Optional.empty());
  }

  /** The next page; an empty one after the last. Only one may be asked for at a time. */
  Future<List<Child>> next();

  /**
   * Returns whether the listing is too long to be read for a part of it; known when the first page
   * has come.
   */
  default boolean isLong() {
    return false;
  }

  /**
   * The place after child {@code index} of the latest page, from which to go on with {@link
   * Directory#listAfter}; of a listing that is long.
   */
  default String placeAfter(int index) {
    throw new UnsupportedOperationException("a short listing is read whole");
  }

  /** Gives each page to {@code step} and waits for it; completes after the last page. */
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
