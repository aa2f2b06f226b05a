package org.truckee.web.walk;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.truckee.client.directory.Directories;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.Visit;
import org.truckee.client.directory.Visitor;
import org.truckee.client.directory.Walk;
import org.truckee.client.directory.tree.TreeCount;
import org.truckee.client.directory.tree.TreeStats;
import org.truckee.client.repair.DeepCheck;
import org.truckee.client.repair.RepairResults;
import org.truckee.client.repair.Repairer;
import org.truckee.web.failure.Explanation;
import org.truckee.web.failure.Unreadable;
import org.truckee.web.json.CheckJson;
import org.truckee.web.json.TahoeJson;
import org.truckee.web.json.VisitJson;
import org.truckee.web.reply.Reply;
import org.truckee.web.reply.StreamedText;

/**
 * {@code stream-manifest} and {@code stream-deep-check}: everything in a tree, a line of JSON each
 * in the order of the walk, and the counts in a line after the last. A reader that goes away ends
 * the walk. An unreadable thing has a line of the {@code type} {@code error} with its {@code path}
 * and {@code error} in its place, and after all others one that begins with {@code ERROR:}, for
 * Tahoe's clients, which take such a line for the end.
 */
final class StreamedWalk implements Reply {
  private final Directories directories;
  private final Directory root;
  private final Lines lines;
  private final Unreadable unreadable = new Unreadable();

  /** The writer of a tree's lines. */
  private interface Lines {
    Visitor to(StreamedText out, Telling telling);

    TreeStats stats();
  }

  private StreamedWalk(Directories directories, Directory root, Lines lines) {
    this.directories = directories;
    this.root = root;
    this.lines = lines;
  }

  /** Streams everything below {@code root}. */
  static Reply manifest(Directories directories, Directory root) {
    return new StreamedWalk(directories, root, new Manifest());
  }

  /** Streams the health of everything below {@code root}. */
  static Reply check(
      Directories directories, Directory root, Repairer repairer, HealthQuestion question) {
    return new StreamedWalk(directories, root, new Checked(repairer, question));
  }

  @Override
  public Future<Void> send(RoutingContext ctx) {
    StreamedText out = new StreamedText(ctx, Reply.PLAIN);
    return new Walk(directories, new Telling(out))
        .from(root)
        .map(walked -> TahoeJson.line(last()) + "\n" + errors())
        .otherwise(failure -> "ERROR: " + Explanation.of(failure).sentence() + "\n")
        .compose(end -> out.add(end).end());
  }

  private String errors() {
    StringBuilder errors = new StringBuilder();
    unreadable.lines().forEach(line -> errors.append("ERROR: ").append(line).append('\n'));
    return errors.toString();
  }

  /** Writes lines about unreadable things, too. */
  private final class Telling implements Visitor {
    private final Visitor visitor;
    private final StreamedText out;

    Telling(StreamedText out) {
      this.out = out;
      this.visitor = lines.to(out, this);
    }

    @Override
    public Future<Void> visit(Visit visit) {
      return visitor.visit(visit);
    }

    @Override
    public void listed(Visit directory, long children, long size) {
      visitor.listed(directory, children, size);
    }

    @Override
    public Future<Void> unreadable(Visit visit, Throwable failure) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("type", "error");
      fields.put("path", visit.path());
      fields.put("error", unreadable.add(visit, failure).why());
      out.add(TahoeJson.line(fields) + "\n");
      return out.isFull() ? out.pass() : Future.succeededFuture();
    }

    @Override
    public Future<Void> finish() {
      return visitor.finish();
    }
  }

  private Map<String, Object> last() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("type", "stats");
    fields.put("stats", CheckJson.stats(lines.stats()));
    return fields;
  }

  private static final class Manifest implements Lines {
    private final TreeCount count = new TreeCount();

    @Override
    public Visitor to(StreamedText out, Telling telling) {
      return new Visitor() {
        @Override
        public Future<Void> visit(Visit visit) {
          out.add(TahoeJson.line(VisitJson.of(visit)) + "\n");
          return count
              .visit(visit)
              .compose(counted -> out.isFull() ? out.pass() : Future.succeededFuture());
        }

        @Override
        public void listed(Visit directory, long children, long size) {
          count.listed(directory, children, size);
        }
      };
    }

    @Override
    public TreeStats stats() {
      return count.stats();
    }
  }

  private static final class Checked implements Lines {
    private final Repairer repairer;
    private final HealthQuestion question;
    private DeepCheck check;

    Checked(Repairer repairer, HealthQuestion question) {
      this.repairer = repairer;
      this.question = question;
    }

    @Override
    public Visitor to(StreamedText out, Telling telling) {
      check = new DeepCheck(cap -> question.ask(repairer, cap), listener(out, telling));
      return check;
    }

    private DeepCheck.Listener listener(StreamedText out, Telling telling) {
      return new DeepCheck.Listener() {
        @Override
        public Future<Void> checked(Visit visit, Optional<RepairResults> results) {
          return write(out, visit, results);
        }

        @Override
        public Future<Void> prohibited(Visit visit, Throwable failure) {
          return telling.unreadable(visit, failure);
        }
      };
    }

    /** Sends a finding that took a while at once. */
    private Future<Void> write(StreamedText out, Visit visit, Optional<RepairResults> results) {
      Map<String, Object> fields = VisitJson.of(visit);
      fields.put(
          question.repair() ? "check-and-repair-results" : "check-results", question.json(results));
      out.add(TahoeJson.line(fields) + "\n");
      return results.isPresent() || out.isFull() ? out.pass() : Future.succeededFuture();
    }

    @Override
    public TreeStats stats() {
      return check.stats();
    }
  }
}
