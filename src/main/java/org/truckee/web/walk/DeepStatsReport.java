package org.truckee.web.walk;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import org.truckee.client.directory.Visit;
import org.truckee.client.directory.tree.TreeCount;
import org.truckee.client.directory.tree.TreeStats;
import org.truckee.web.failure.Unreadable;
import org.truckee.web.json.CheckJson;
import org.truckee.web.json.TahoeJson;
import org.truckee.web.reply.Reply;
import org.truckee.web.view.PageMaker;

/** {@code deep-stats} and {@code deep-size}: the counts of a tree, and its size. */
final class DeepStatsReport implements Report {
  private final TreeCount count = new TreeCount();
  private final Unreadable unreadable = new Unreadable();
  private final PageMaker pages;
  private final boolean onlySize;

  /** A report of the sizes together, or of everything. */
  DeepStatsReport(PageMaker pages, boolean onlySize) {
    this.pages = pages;
    this.onlySize = onlySize;
  }

  @Override
  public Future<Void> visit(Visit visit) {
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

  @Override
  public Reply tell(String output, boolean finished) {
    TreeStats stats = count.stats();
    if (output.equals("html")) return pages.stats(stats, unreadable.sentence(), finished);
    if (!onlySize) {
      Map<String, Object> fields = CheckJson.stats(stats);
      fields.put("finished", finished);
      unreadable.addTo(fields);
      return Reply.text(TahoeJson.lines(fields));
    }
    return output.equals("json")
        ? Reply.text(TahoeJson.line(size(stats, finished)))
        : Reply.text(sentence(stats, finished));
  }

  private Map<String, Object> size(TreeStats stats, boolean finished) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("finished", finished);
    fields.put("size", CheckJson.stats(stats));
    unreadable.addTo(fields);
    return fields;
  }

  private String sentence(TreeStats stats, boolean finished) {
    long size = stats.bytes().immutableFiles() + stats.bytes().directories();
    StringBuilder text =
        new StringBuilder(finished ? "finished: yes\nsize: " + size + "\n" : "finished: no\n");
    unreadable.lines().forEach(line -> text.append("ERROR: ").append(line).append('\n'));
    return text.toString();
  }
}
