package org.truckee.web.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truckee.cap.Capability;
import org.truckee.client.check.CheckResults;
import org.truckee.client.repair.RepairResults;
import org.truckee.web.failure.Explanation;
import org.truckee.web.http.Address;
import org.truckee.web.page.Crumb;
import org.truckee.web.page.Fact;
import org.truckee.web.page.Pages;
import org.truckee.web.page.file.CheckPage;
import org.truckee.web.reply.PageReply;
import org.truckee.web.reply.Reply;

/** The results of a check or a repair of one thing, as a page for people. */
public final class CheckPages {
  private final Pages pages;

  public CheckPages(Pages pages) {
    this.pages = pages;
  }

  /**
   * The thing that was checked.
   *
   * @param capability what it was checked by; empty if that is not known any more
   * @param name its name; empty if it was checked by its capability
   * @param crumbs the way to it
   */
  record Subject(Optional<Capability> capability, String name, List<Crumb> crumbs) {
    /** A thing of which only the results are known. */
    static final Subject UNKNOWN = new Subject(Optional.empty(), "", List.of());

    private String aboutHref() {
      return capability.map(cap -> Address.of(cap.toUri()).with("t", "info").toString()).orElse("");
    }
  }

  /**
   * The page about {@code subject}; {@code found} is empty if there was nothing to check. A repair
   * that broke off gives it the status of its failure.
   */
  Reply page(Subject subject, boolean repaired, Optional<RepairResults> found) {
    CheckPage page =
        found
            .map(results -> page(subject, repaired, results))
            .orElseGet(() -> nothing(subject.aboutHref()));
    int status =
        HealthQuestion.refusal(found).map(failure -> Explanation.of(failure).status()).orElse(200);
    return new PageReply(
        pages, status, subject.name().isEmpty() ? page : page.of(subject.name(), subject.crumbs()));
  }

  /** The pages about everything below {@code root}. */
  DeepCheckPages below(Capability root, boolean repairing) {
    return new DeepCheckPages(pages, root, repairing);
  }

  private static CheckPage nothing(String aboutHref) {
    return new CheckPage(
        "Health",
        CheckPage.Verdict.good(
            "The link itself holds the whole file, so there is nothing on the servers to check."),
        List.of(),
        List.of(),
        List.of(),
        CheckPage.Links.about(aboutHref));
  }

  private static CheckPage page(Subject subject, boolean repaired, RepairResults results) {
    CheckFindings now = new CheckFindings(results.after());
    return new CheckPage(
        "Health",
        repaired
            ? new RepairVerdict(results, subject.capability()).afterRepair()
            : new RepairVerdict(results, subject.capability()).afterCheck(),
        facts(results, now),
        now.shares(),
        now.problems(),
        CheckPage.Links.about(subject.aboutHref()));
  }

  private static List<Fact> facts(RepairResults results, CheckFindings now) {
    List<Fact> facts = new ArrayList<>(now.facts());
    CheckResults before = results.before();
    if (results.attempted())
      facts.add(new Fact("Shares before the repair", new CheckFindings(before).shareCount()));
    return facts;
  }
}
