package org.truckee.web.walk;

import io.vertx.core.Future;
import org.truckee.client.directory.Directories;
import org.truckee.client.directory.Directory;
import org.truckee.client.repair.Repairer;
import org.truckee.web.place.Places;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Arguments;
import org.truckee.web.request.Call;
import org.truckee.web.view.PageMaker;

/**
 * Goes through whole trees: {@code t=start-…} leaves the work to an operation with a handle, and
 * {@code t=stream-…} sends each finding while its reader waits.
 */
public final class TreeWalks {
  private final Directories directories;
  private final Places places;
  private final Repairer repairer;
  private final Operations operations;
  private final PageMaker pages;
  private final CheckPages checkPages;

  public TreeWalks(
      Directories directories,
      Places places,
      Repairer repairer,
      Operations operations,
      PageMaker pages,
      CheckPages checkPages) {
    this.directories = directories;
    this.places = places;
    this.repairer = repairer;
    this.operations = operations;
    this.pages = pages;
    this.checkPages = checkPages;
  }

  /** A check that goes on while nobody waits. */
  public record StartedCheck(OperationHandle handle, HealthQuestion question) {
    /** The arguments in the query and the form. */
    public static StartedCheck of(Arguments arguments) {
      return new StartedCheck(OperationHandle.of(arguments), HealthQuestion.of(arguments));
    }
  }

  /** Begins a list of everything below. */
  public Future<Reply> startManifest(Call call, OperationHandle handle) {
    return start(call, handle, new ManifestReport(pages, storageIndex(call)));
  }

  /** Begins to count everything below; only the size is told if {@code sizeOnly}. */
  public Future<Reply> startStats(Call call, OperationHandle handle, boolean sizeOnly) {
    return start(call, handle, new DeepStatsReport(pages, sizeOnly));
  }

  /** Begins to check everything below. */
  public Future<Reply> startCheck(Call call, StartedCheck asked) {
    return start(
        call,
        asked.handle(),
        new CheckReport(looks(call, asked.question()), repairer, asked.question()));
  }

  private CheckReport.Looks looks(Call call, HealthQuestion question) {
    return new CheckReport.Looks(
        checkPages, checkPages.below(Places.capability(call.place()), question.repair()));
  }

  private Future<Reply> start(Call call, OperationHandle handle, Report report) {
    Operation operation = Operation.start(directories, root(call), report);
    return Future.succeededFuture(operations.keep(handle, operation));
  }

  /** Sends a list of everything below. */
  public Future<Reply> streamManifest(Call call) {
    return Future.succeededFuture(StreamedWalk.manifest(directories, root(call)));
  }

  /** Checks everything below, and sends each result. */
  public Future<Reply> streamCheck(Call call, HealthQuestion question) {
    return Future.succeededFuture(StreamedWalk.check(directories, root(call), repairer, question));
  }

  private Directory root(Call call) {
    return places.allowed(call.place());
  }

  private static String storageIndex(Call call) {
    return Places.capability(call.place())
        .verifyCap()
        .map(verify -> verify.storageIndex().toString())
        .orElse("");
  }
}
