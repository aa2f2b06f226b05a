package org.truckee.client.directory;

import io.vertx.core.Future;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.cap.VerifyCap;

/**
 * The question whether a directory is another one or can be reached from it: a directory that is
 * moved there would only hang on itself. Two capabilities of one directory count as the same.
 */
final class Inside implements Visitor {
  /** The most directories that are looked through. */
  private static final int MAX_DIRECTORIES = 100_000;

  private final Optional<VerifyCap> wanted;
  private boolean found;
  private int directories;

  private Inside(Directory wanted) {
    this.wanted = wanted.capability().verifyCap();
  }

  /** Returns whether {@code wanted} is {@code outer} or below it. */
  static Future<Boolean> of(Directories all, Directory outer, Directory wanted) {
    Inside inside = new Inside(wanted);
    return new Walk(all, inside)
        .from(outer)
        .map(false)
        .recover(
            failure -> inside.found ? Future.succeededFuture(true) : Future.failedFuture(failure));
  }

  @Override
  public Future<Void> visit(Visit visit) {
    Optional<Capability> here = visit.target().strongest();
    found = here.flatMap(Capability::verifyCap).equals(wanted);
    if (found) return Future.failedFuture(refused());
    boolean directory = here.filter(Capability::isDirectory).isPresent();
    if (directory && ++directories > MAX_DIRECTORIES) return Future.failedFuture(tooMany());
    return Future.succeededFuture();
  }

  /** The failure of a move of a directory into itself. */
  static GridException refused() {
    return new GridException(
        GridException.Kind.CONFLICT,
        "a directory can't be moved into itself, or into one that is below it");
  }

  private static GridException tooMany() {
    return new GridException(
        GridException.Kind.TOO_LARGE,
        "there are more than "
            + MAX_DIRECTORIES
            + " directories below, too many to be sure that this one is not moved into itself",
        "link it at its new place and remove it from the old one");
  }
}
