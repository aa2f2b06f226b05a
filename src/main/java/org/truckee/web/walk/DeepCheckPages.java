package org.truckee.web.walk;

import java.util.ArrayList;
import java.util.List;
import org.truckee.cap.Capability;
import org.truckee.client.repair.DeepCheck;
import org.truckee.client.repair.RepairResults;
import org.truckee.web.failure.Explanation;
import org.truckee.web.failure.Unreadable;
import org.truckee.web.http.Address;
import org.truckee.web.json.VisitJson;
import org.truckee.web.page.Fact;
import org.truckee.web.page.Pages;
import org.truckee.web.page.file.CheckPage;
import org.truckee.web.page.file.CheckPage.Problem;
import org.truckee.web.page.file.CheckPage.Remedy;
import org.truckee.web.page.file.CheckPage.Verdict;
import org.truckee.web.page.gateway.OperationPage;
import org.truckee.web.reply.PageReply;
import org.truckee.web.reply.Reply;

/**
 * The results of a check of everything below a directory, as a page for people.
 *
 * @param root the directory
 * @param repairing whether what is not healthy is repaired
 */
record DeepCheckPages(Pages pages, Capability root, boolean repairing) {
  /** The page of a check that goes on. */
  Reply running(DeepCheck check) {
    return new PageReply(
        pages,
        repairing
            ? OperationPage.running("Repairing everything below", "Still repairing.", facts(check))
            : OperationPage.running("Checking everything below", "Still checking.", facts(check)));
  }

  /** The page of a check that is done. */
  Reply done(DeepCheck check, List<UnhealthyNode> unhealthy, Unreadable unreadable) {
    List<Problem> problems = new ArrayList<>(unhealthy.stream().map(this::problem).toList());
    unreadable.lines().forEach(line -> problems.add(new Problem(line, "", "not read")));
    return new PageReply(
        pages,
        new CheckPage(
            "Health of everything below",
            verdict(check, unreadable.count()),
            facts(check),
            List.of(),
            problems,
            new CheckPage.Links(List.of(), "", "?output=json")));
  }

  private Verdict verdict(DeepCheck check, long unread) {
    String summary =
        (check.successful() > 0 ? "%d of them by repair now.".formatted(check.successful()) : "");
    String all = "%d of %d are healthy".formatted(check.after().healthy(), check.after().all());
    String sentence = summary.isEmpty() ? all + "." : all + ", " + summary;
    if (check.after().unhealthy() == 0 && unread == 0) return Verdict.good(sentence);
    return new Verdict(false, sentence, help(), remedy(check.after().unhealthy()));
  }

  private String help() {
    return repairing
        ? "Open an entry of the list below and check it by itself: its page says what would help."
        : "A repair makes missing shares anew. The page of an entry of the list below says what"
            + " would help that one.";
  }

  private Remedy remedy(long unhealthy) {
    if (repairing || unhealthy == 0) return Remedy.NONE;
    return new Remedy(
        Address.of(root.toUri())
            .with("t", "start-deep-check")
            .with("repair", "true")
            .with("ophandle", pages.token())
            .toString(),
        "Repair everything below");
  }

  private List<Fact> facts(DeepCheck check) {
    List<Fact> facts = new ArrayList<>();
    facts.add(fact("Checked", check.before().all()));
    facts.add(fact(repairing ? "Healthy before" : "Healthy", check.before().healthy()));
    if (repairing) {
      facts.add(fact("Repairs attempted", check.attempted()));
      facts.add(fact("Repairs successful", check.successful()));
      facts.add(fact("Healthy after", check.after().healthy()));
    }
    facts.add(fact("Unreadable", check.after().unrecoverable()));
    facts.add(fact("Damaged shares", check.after().damagedShares()));
    return facts;
  }

  private static Fact fact(String name, long number) {
    return new Fact(name, Long.toString(number));
  }

  private Problem problem(UnhealthyNode unhealthy) {
    String uri = VisitJson.cap(unhealthy.visit().target());
    return new Problem(
        "/" + String.join("/", unhealthy.visit().path()),
        Address.of(uri).with("t", "info").toString(),
        what(unhealthy.results()));
  }

  private static String what(RepairResults results) {
    CheckFindings before = new CheckFindings(results.before());
    if (results.successful())
      return "Repaired; before, " + before.shareCount() + " shares were good.";
    return results
        .failure()
        .map(
            why ->
                (results.attempted() ? "The repair failed: " : "Nothing was repaired: ")
                    + String.join("; ", Explanation.of(why).why())
                    + ".")
        .orElseGet(() -> new CheckFindings(results.after()).summary());
  }
}
