package org.truckee.web.walk;

import io.vertx.core.Future;
import java.util.Optional;
import org.truckee.cap.Capability;
import org.truckee.client.directory.ResolvedPath;
import org.truckee.client.repair.RepairResults;
import org.truckee.client.repair.Repairer;
import org.truckee.dirnode.Child;
import org.truckee.web.json.TahoeJson;
import org.truckee.web.place.Places;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Arguments;
import org.truckee.web.request.Call;
import org.truckee.web.view.Trail;

/** {@code t=check}: checks the health of one thing, and repairs it if asked to. */
public final class Checks {
  private final Repairer repairer;
  private final CheckPages pages;

  /** Checks and repairs by {@code repairer}, whose results are shown on {@code pages}. */
  public Checks(Repairer repairer, CheckPages pages) {
    this.repairer = repairer;
    this.pages = pages;
  }

  /** The way in which things are to be checked, and told of. */
  public record Check(HealthQuestion question, boolean json) {
    /** The way in the arguments of {@link HealthQuestion}, and in {@code output=}. */
    public static Check of(Arguments arguments) {
      return new Check(
          HealthQuestion.of(arguments), arguments.text("output").equalsIgnoreCase("json"));
    }
  }

  /** The results of a check of the thing that {@code call} is about. */
  public Future<Reply> check(Call call, Check check) {
    Capability capability = Places.capability(call.place());
    return check
        .question()
        .ask(repairer, capability)
        .map(
            found ->
                check.json()
                    ? json(check.question(), found)
                    : pages.page(subject(call, capability), check.question().repair(), found));
  }

  /** A repair that broke off is answered by its failure. */
  private static Reply json(HealthQuestion question, Optional<RepairResults> found) {
    HealthQuestion.refusal(found)
        .ifPresent(
            failure -> {
              throw failure;
            });
    return Reply.text(TahoeJson.lines(question.json(found)) + "\n");
  }

  private static CheckPages.Subject subject(Call call, Capability capability) {
    ResolvedPath place = call.place();
    return new CheckPages.Subject(
        Optional.of(capability),
        place.child().map(Child::name).orElse(""),
        Trail.of(call).crumbs());
  }
}
