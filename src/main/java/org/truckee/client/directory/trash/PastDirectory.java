package org.truckee.client.directory.trash;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.truckee.cap.Capability;
import org.truckee.client.directory.Directories;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.DirectoryFormat;
import org.truckee.client.directory.Listing;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildName;
import org.truckee.dirnode.Edit;

/**
 * A directory of a drive as it was: its present children, without those that were linked since, and
 * with those that the drive's trash tells of: children that were taken away since, and children
 * that were moved elsewhere, of which it has a note. Only for reading.
 */
final class PastDirectory implements Directory {
  private final Directory now;
  private final PastEntries past;
  private final Map<String, TrashEntry> gone;

  PastDirectory(Directory now, PastEntries past) {
    this.now = now;
    this.past = past;
    this.gone = past.of(PastEntries.address(now));
  }

  @Override
  public Future<Optional<Child>> get(String name) {
    TrashEntry taken = gone.get(ChildName.normalise(name));
    return taken == null
        ? now.get(name).map(child -> child.filter(past::wasThere))
        : Future.succeededFuture(past.child(taken));
  }

  @Override
  public Listing list() {
    return new PastListing(now.list());
  }

  /** The present children as they were, and after them those that are gone. */
  private final class PastListing implements Listing {
    private final Listing present;
    private final Set<String> seen = new HashSet<>();
    private boolean ended;

    PastListing(Listing present) {
      this.present = present;
    }

    @Override
    public Future<List<Child>> next() {
      if (ended) return Future.succeededFuture(List.of());
      return present
          .next()
          .compose(
              page -> {
                List<Child> then = page.isEmpty() ? rest() : then(page);
                return then.isEmpty() && !ended ? next() : Future.succeededFuture(then);
              });
    }

    private List<Child> then(List<Child> page) {
      List<Child> children = new ArrayList<>();
      for (Child child : page) {
        TrashEntry taken = gone.get(child.name());
        if (taken != null) seen.add(child.name());
        Optional<Child> there =
            taken == null ? Optional.of(child).filter(past::wasThere) : past.child(taken);
        there.ifPresent(children::add);
      }
      return children;
    }

    private List<Child> rest() {
      ended = true;
      return gone.entrySet().stream()
          .filter(entry -> !seen.contains(entry.getKey()))
          .flatMap(entry -> past.child(entry.getValue()).stream())
          .toList();
    }
  }

  @Override
  public Directory below(String name, Directory child) {
    return child.isMutable() ? new PastDirectory(child.withoutTrash(), past) : child;
  }

  @Override
  public Capability capability() {
    return now.capability().readCap().map(Capability.class::cast).orElse(now.capability());
  }

  @Override
  public boolean isWritable() {
    return false;
  }

  @Override
  public Future<Long> size() {
    return now.size();
  }

  @Override
  public Future<List<Optional<Child>>> edit(List<Edit> edits) {
    return Future.failedFuture(Directories.readOnly());
  }

  @Override
  public DirectoryFormat usualFormat() {
    return now.usualFormat();
  }
}
