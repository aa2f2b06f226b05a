package org.truckee.web.walk;

import io.vertx.core.Future;
import org.truckee.client.check.CheckOptions;
import org.truckee.client.check.Checker;
import org.truckee.client.directory.ResolvedPath;
import org.truckee.dirnode.Child;
import org.truckee.web.http.Address;
import org.truckee.web.json.CheckJson;
import org.truckee.web.json.TahoeJson;
import org.truckee.web.place.Places;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Arguments;
import org.truckee.web.request.Call;
import org.truckee.web.view.Trail;

/** {@code t=check}: checks the health of one thing. */
public final class Checks {
  private final Checker checker;
  private final CheckPages pages;

  /** Checks by {@code checker}, whose results are shown on {@code pages}. */
  public Checks(Checker checker, CheckPages pages) {
    this.checker = checker;
    this.pages = pages;
  }

  /** The way in which things are to be checked, and told of. */
  public record Check(CheckOptions options, boolean repair, boolean json) {
    /** The way in {@code verify=}, {@code add-lease=}, {@code repair=} and {@code output=}. */
    public static Check of(Arguments arguments) {
      return new Check(
          new CheckOptions(arguments.is("verify"), arguments.is("add-lease")),
          arguments.is("repair"),
          arguments.text("output").equalsIgnoreCase("json"));
    }
  }

  /** The results of a check of the thing that {@code call} is about. */
  public Future<Reply> check(Call call, Check check) {
    ResolvedPath place = call.place();
    return checker
        .check(Places.capability(place), check.options())
        .map(
            found ->
                check.json()
                    ? Reply.text(
                        TahoeJson.lines(
                                check.repair()
                                    ? CheckJson.checkAndRepair(found)
                                    : CheckJson.check(found))
                            + "\n")
                    : pages.check(
                        found,
                        about(place),
                        place.child().map(Child::name).orElse(""),
                        Trail.of(call).crumbs()));
  }

  private static String about(ResolvedPath place) {
    return Address.of(Places.capability(place).toUri()).with("t", "info").toString();
  }
}
