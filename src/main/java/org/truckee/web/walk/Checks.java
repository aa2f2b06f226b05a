package org.truckee.web.walk;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Supplier;
import org.truckee.client.check.CheckOptions;
import org.truckee.client.check.Checker;
import org.truckee.client.directory.Directories;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.ResolvedPath;
import org.truckee.dirnode.Child;
import org.truckee.web.http.Address;
import org.truckee.web.json.CheckJson;
import org.truckee.web.json.TahoeJson;
import org.truckee.web.place.Places;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Arguments;
import org.truckee.web.request.Call;
import org.truckee.web.view.PageMaker;
import org.truckee.web.view.Trail;

/** Checks one thing, or goes through a whole tree: what {@code POST} asks for with {@code t=}. */
public final class Checks {
  private final Directories directories;
  private final Checker checker;
  private final Operations operations;
  private final PageMaker pages;
  private final CheckPages checkPages;

  public Checks(
      Directories directories,
      Checker checker,
      Operations operations,
      PageMaker pages,
      CheckPages checkPages) {
    this.directories = directories;
    this.checker = checker;
    this.operations = operations;
    this.pages = pages;
    this.checkPages = checkPages;
  }

  /** {@code t=check}: how well what is at {@code place} is kept. */
  public Future<Reply> check(Call call, ResolvedPath place) {
    Arguments arguments = call.arguments();
    boolean repair = arguments.is("repair");
    boolean json = arguments.text("output").equalsIgnoreCase("json");
    return checker
        .check(Places.capability(place), options(arguments))
        .map(
            found ->
                json
                    ? Reply.text(
                        TahoeJson.lines(
                                repair ? CheckJson.checkAndRepair(found) : CheckJson.check(found))
                            + "\n")
                    : checkPages.check(
                        found,
                        about(place),
                        place.child().map(Child::name).orElse(""),
                        Trail.of(call).crumbs()));
  }

  private static String about(ResolvedPath place) {
    return Address.of(Places.capability(place).toUri()).with("t", "info").toString();
  }

  private static CheckOptions options(Arguments arguments) {
    return new CheckOptions(arguments.is("verify"), arguments.is("add-lease"));
  }

  /** Goes through the tree at {@code root}, if that is what {@code call} asks for. */
  public Optional<Future<Reply>> walk(Call call, Directory root) {
    Arguments arguments = call.arguments();
    String origin =
        root.capability().verifyCap().map(verify -> verify.storageIndex().toString()).orElse("");
    return switch (call.t()) {
      case "start-manifest" -> start(call, root, () -> new ManifestReport(pages, origin));
      case "start-deep-size" -> start(call, root, () -> new DeepStatsReport(pages, true));
      case "start-deep-stats" -> start(call, root, () -> new DeepStatsReport(pages, false));
      case "start-deep-check" ->
          start(
              call,
              root,
              () ->
                  new CheckReport(
                      checkPages, origin, checker, options(arguments), arguments.is("repair")));
      case "stream-manifest" -> stream(StreamedWalk.manifest(directories, root));
      case "stream-deep-check" ->
          stream(
              StreamedWalk.check(
                  directories, root, checker, options(arguments), arguments.is("repair")));
      default -> Optional.empty();
    };
  }

  private Optional<Future<Reply>> start(Call call, Directory root, Supplier<Report> report) {
    String handle = Operations.handle(call.arguments());
    Operation operation = Operation.start(directories, root, report.get());
    return Optional.of(
        Future.succeededFuture(operations.keep(handle, operation, call.arguments())));
  }

  private static Optional<Future<Reply>> stream(Reply reply) {
    return Optional.of(Future.succeededFuture(reply));
  }
}
