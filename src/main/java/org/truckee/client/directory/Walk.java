package org.truckee.client.directory;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.client.pool.SequentialSteps;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildTarget;

/**
 * Goes through everything that can be reached from one directory, depth first, files before
 * directories, each once for any number of links, so that no cycle holds it up. A walk remembers a
 * few bytes for each thing visited, and the directories that it has yet to enter. Walks once, on
 * one event loop.
 */
public final class Walk {
  private final Directories directories;
  private final Visitor visitor;
  private final Seen seen = new Seen();
  private final Deque<Visit> ahead = new ArrayDeque<>();

  /** A walk that shows each thing to {@code visitor}. */
  public Walk(Directories directories, Visitor visitor) {
    this.directories = directories;
    this.visitor = visitor;
  }

  /**
   * Walks from {@code root}; completes at the end, and fails if {@code root} itself can't be read.
   * Any other unreadable directory is told of, and the rest is walked.
   */
  public Future<Void> from(Directory root) {
    Visit first = new Visit(List.of(), ChildTarget.of(root.capability()));
    isNew(first.target());
    ahead.push(first);
    return SequentialSteps.whileTrue(
            () -> ahead.isEmpty() ? Future.succeededFuture(false) : enter(ahead.pop()).map(true))
        .eventually(visitor::finish);
  }

  private Future<Void> enter(Visit visit) {
    Directory directory = directories.open(visit.target().strongest().orElseThrow());
    return visitor.visit(visit).compose(shown -> new Entered(visit, directory).goThrough());
  }

  /**
   * The name under which a thing is visited once; things without shares can lead nowhere, and are
   * all different.
   */
  private boolean isNew(ChildTarget target) {
    return target
        .strongest()
        .flatMap(Capability::verifyCap)
        .map(verify -> seen.add(verify.toUri()))
        .orElse(true);
  }

  /** A directory whose children are being listed. */
  private final class Entered {
    private final Visit visit;
    private final Directory directory;
    private final List<Visit> inside = new ArrayList<>();
    private long children;
    private Listing listing;

    Entered(Visit visit, Directory directory) {
      this.visit = visit;
      this.directory = directory;
    }

    Future<Void> goThrough() {
      listing = directory.list();
      return SequentialSteps.whileTrue(() -> listing.next().transform(this::takePage))
          .onSuccess(
              listed -> {
                Collections.reverse(inside);
                inside.forEach(ahead::push);
              });
    }

    /** Returns whether another page is to be asked for. */
    private Future<Boolean> takePage(AsyncResult<List<Child>> page) {
      if (page.failed()) return lost(page.cause());
      if (!page.result().isEmpty())
        return SequentialSteps.forEach(page.result(), this::comeBy).map(true);
      return directory
          .size()
          .transform(size -> size.succeeded() ? whole(size.result()) : lost(size.cause()));
    }

    private Future<Boolean> whole(long size) {
      visitor.listed(visit, children, size);
      return Future.succeededFuture(false);
    }

    private Future<Boolean> lost(Throwable failure) {
      return visit.path().isEmpty()
          ? Future.failedFuture(failure)
          : visitor.unreadable(visit, failure).map(false);
    }

    private Future<Void> comeBy(Child child) {
      children++;
      if (visitor.passesOver(visit, child)) return Future.succeededFuture();
      Visit next = new Visit(pathTo(child), child.target());
      return child.damage().isEmpty()
          ? comeBy(next)
          : visitor.unreadable(next, damaged(child)).compose(told -> comeBy(next));
    }

    private Future<Void> comeBy(Visit next) {
      ChildTarget target = next.target();
      if (target.kind() != ChildTarget.Kind.UNKNOWN && !isNew(target))
        return Future.succeededFuture();
      if (target.kind() != ChildTarget.Kind.DIRECTORY) return visitor.visit(next);
      inside.add(next);
      return Future.succeededFuture();
    }

    private static GridException damaged(Child child) {
      return new GridException(
          GridException.Kind.CORRUPT,
          "its entry in the directory is damaged: " + child.damage().orElseThrow());
    }

    private List<String> pathTo(Child child) {
      List<String> path = new ArrayList<>(visit.path());
      path.add(child.name());
      return path;
    }
  }
}
