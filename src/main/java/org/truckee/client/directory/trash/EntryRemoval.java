package org.truckee.client.directory.trash;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.truckee.GridException;
import org.truckee.client.directory.Directory;
import org.truckee.client.pool.SequentialSteps;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.Edit;

/** Takes entries out of a trash, in steps; others may take out the same ones meanwhile. */
final class EntryRemoval {
  private static final int STEP = 1000;

  private EntryRemoval() {}

  /** Takes out all entries of {@code trash}; returns how many of them were not restored. */
  static Future<Long> all(Directory trash) {
    List<String> ids = new ArrayList<>();
    LongAdder gone = new LongAdder();
    return trash
        .list()
        .forEachPage(
            page -> {
              page.stream().map(Child::name).forEach(ids::add);
              gone.add(page.stream().filter(child -> !TrashEntry.of(child).back()).count());
              return Future.succeededFuture();
            })
        .compose(listed -> of(trash, ids))
        .map(done -> gone.sum());
  }

  /** Takes out those of {@code ids} that are still in {@code trash}. */
  static Future<Void> of(Directory trash, List<String> ids) {
    List<List<String>> steps = new ArrayList<>();
    for (int i = 0; i < ids.size(); i += STEP)
      steps.add(ids.subList(i, Math.min(ids.size(), i + STEP)));
    return SequentialSteps.forEach(steps, step -> together(trash, step));
  }

  private static Future<Void> together(Directory trash, List<String> ids) {
    return remove(trash, ids)
        .recover(
            failure ->
                isGone(failure)
                    ? SequentialSteps.forEach(ids, id -> alone(trash, id))
                    : Future.failedFuture(failure));
  }

  private static Future<Void> alone(Directory trash, String id) {
    return remove(trash, List.of(id))
        .recover(
            failure -> isGone(failure) ? Future.succeededFuture() : Future.failedFuture(failure));
  }

  private static Future<Void> remove(Directory trash, List<String> ids) {
    List<Edit> removals = new ArrayList<>();
    for (String id : ids) removals.add(new Edit.Remove(id, Edit.Expected.ANYTHING));
    return trash.edit(removals).mapEmpty();
  }

  private static boolean isGone(Throwable failure) {
    return GridException.is(failure, GridException.Kind.NOT_FOUND);
  }
}
