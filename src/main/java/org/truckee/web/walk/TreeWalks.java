package org.truckee.web.walk;

import io.vertx.core.Future;
import org.truckee.client.check.CheckOptions;
import org.truckee.client.check.Checker;
import org.truckee.client.directory.Directories;
import org.truckee.client.directory.Directory;
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
  private final Checker checker;
  private final Operations operations;
  private final PageMaker pages;
  private final CheckPages checkPages;

  public TreeWalks(
      Directories directories,
      Places places,
      Checker checker,
      Operations operations,
      PageMaker pages,
      CheckPages checkPages) {
    this.directories = directories;
    this.places = places;
    this.checker = checker;
    this.operations = operations;
    this.pages = pages;
    this.checkPages = checkPages;
  }

  /** The way in which everything in a tree is to be checked. */
  public record Check(CheckOptions options, boolean repair) {
    /** The way in {@code verify=}, {@code add-lease=} and {@code repair=}. */
    public static Check of(Arguments arguments) {
      return new Check(
          new CheckOptions(arguments.is("verify"), arguments.is("add-lease")),
          arguments.is("repair"));
    }
  }

  /** A check that goes on while nobody waits. */
  public record StartedCheck(OperationHandle handle, Check check) {
    /** The arguments in the query and the form. */
    public static StartedCheck of(Arguments arguments) {
      return new StartedCheck(OperationHandle.of(arguments), Check.of(arguments));
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
    Check check = asked.check();
    return start(
        call,
        asked.handle(),
        new CheckReport(checkPages, storageIndex(call), checker, check.options(), check.repair()));
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
  public Future<Reply> streamCheck(Call call, Check check) {
    return Future.succeededFuture(
        StreamedWalk.check(directories, root(call), checker, check.options(), check.repair()));
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
