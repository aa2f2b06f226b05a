package org.truckee.web.walk;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.truckee.GridException;
import org.truckee.client.directory.Visit;
import org.truckee.client.directory.tree.TreeCount;
import org.truckee.web.failure.Unreadable;
import org.truckee.web.json.CheckJson;
import org.truckee.web.json.TahoeJson;
import org.truckee.web.json.VisitJson;
import org.truckee.web.reply.Reply;
import org.truckee.web.view.PageMaker;

/** {@code manifest}: everything in a tree, path by path. */
final class ManifestReport implements Report {
  /** The most things: as many as fit into some hundred megabytes. */
  private static final int MAX_ENTRIES = 1_000_000;

  private final PageMaker pages;
  private final String origin;
  private final TreeCount count = new TreeCount();
  private final List<Visit> visits = new ArrayList<>();
  private final Unreadable unreadable = new Unreadable();

  /** A manifest of the tree at the directory with the storage index {@code origin}. */
  ManifestReport(PageMaker pages, String origin) {
    this.pages = pages;
    this.origin = origin;
  }

  @Override
  public Future<Void> visit(Visit visit) {
    if (visits.size() == MAX_ENTRIES) {
      return Future.failedFuture(
          new GridException(
              GridException.Kind.TOO_LARGE,
              "a manifest has at most " + MAX_ENTRIES + " entries",
              "t=stream-manifest has no such limit"));
    }
    visits.add(visit);
    return count.visit(visit);
  }

  @Override
  public void listed(Visit directory, long children, long size) {
    count.listed(directory, children, size);
  }

  @Override
  public Future<Void> unreadable(Visit visit, Throwable failure) {
    unreadable.add(visit, failure);
    return Future.succeededFuture();
  }

  /** The things visited. */
  List<Visit> visits() {
    return List.copyOf(visits);
  }

  @Override
  public Reply tell(String output, boolean finished) {
    return switch (output) {
      case "json" -> Reply.text(TahoeJson.lines(fields(finished)));
      case "text" -> Reply.text(lines(finished));
      default -> pages.manifest(visits, unreadable.sentence(), finished);
    };
  }

  private Map<String, Object> fields(boolean finished) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("stats", CheckJson.stats(count.stats()));
    fields.put("finished", finished);
    fields.put("origin", origin);
    unreadable.addTo(fields);
    if (!finished) return fields;
    List<Object> manifest = new ArrayList<>();
    Set<String> verifyCaps = new LinkedHashSet<>();
    Set<String> storageIndexes = new LinkedHashSet<>();
    for (Visit visit : visits) {
      manifest.add(List.of(visit.path(), VisitJson.cap(visit.target())));
      VisitJson.verifyCap(visit.target()).ifPresent(cap -> verifyCaps.add(cap.toUri()));
      VisitJson.storageIndex(visit.target()).ifPresent(storageIndexes::add);
    }
    fields.put("manifest", manifest);
    fields.put("verifycaps", List.copyOf(verifyCaps));
    fields.put("storage-index", List.copyOf(storageIndexes));
    return fields;
  }

  private String lines(boolean finished) {
    StringBuilder lines = new StringBuilder(finished ? "finished: yes\n" : "finished: no\n");
    for (Visit visit : visits) {
      lines
          .append(String.join("/", visit.path()))
          .append(' ')
          .append(VisitJson.cap(visit.target()))
          .append('\n');
    }
    unreadable.lines().forEach(line -> lines.append("ERROR: ").append(line).append('\n'));
    return lines.toString();
  }
}
