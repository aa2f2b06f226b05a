package org.truckee.web.walk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.truckee.NaturalOrder;
import org.truckee.client.check.CheckResults;
import org.truckee.client.check.DeepCheck;
import org.truckee.client.server.ServerNames;
import org.truckee.client.server.StorageServer;
import org.truckee.web.failure.Unreadable;
import org.truckee.web.http.Address;
import org.truckee.web.json.VisitJson;
import org.truckee.web.page.Amount;
import org.truckee.web.page.Crumb;
import org.truckee.web.page.Fact;
import org.truckee.web.page.Pages;
import org.truckee.web.page.file.CheckPage;
import org.truckee.web.page.file.CheckPage.Problem;
import org.truckee.web.page.file.CheckPage.Share;
import org.truckee.web.page.gateway.OperationPage;
import org.truckee.web.reply.PageReply;
import org.truckee.web.reply.Reply;

/** The results of checks, as pages for people. */
public final class CheckPages {
  private static final String HELP_BELOW =
      "Open an entry of the list below and check it by itself: its page says what would help.";

  private final Pages pages;

  public CheckPages(Pages pages) {
    this.pages = pages;
  }

  /**
   * The page of a check of one thing; {@code found} is empty if there was nothing to check. More
   * about it is at {@code aboutHref}.
   */
  Reply check(Optional<CheckResults> found, String aboutHref) {
    return check(found, aboutHref, "", List.of());
  }

  /** The same of what is called {@code name}, to which {@code crumbs} lead. */
  Reply check(Optional<CheckResults> found, String aboutHref, String name, List<Crumb> crumbs) {
    CheckPage page =
        found.map(results -> page(results, aboutHref)).orElseGet(() -> nothing(aboutHref));
    return new PageReply(pages, name.isEmpty() ? page : page.of(name, crumbs));
  }

  private static CheckPage nothing(String aboutHref) {
    return new CheckPage(
        "Health",
        new CheckPage.Verdict(
            true,
            "The link itself holds the whole file, so there is nothing on the servers to check.",
            ""),
        List.of(),
        List.of(),
        List.of(),
        CheckPage.Links.about(aboutHref));
  }

  private static CheckPage page(CheckResults results, String aboutHref) {
    return new CheckPage(
        "Health",
        new CheckPage.Verdict(results.health().healthy(), summary(results), help(results)),
        facts(results),
        shares(results),
        problems(results),
        CheckPage.Links.about(aboutHref));
  }

  private static String help(CheckResults results) {
    if (results.health().healthy()) return "";
    return results.health().recoverable()
        ? "Store the same file again, or change it if it can be changed: that makes the shares anew"
            + " that are missing."
        : "If servers are away, check again when they answer. If all of them answer, store it again"
            + " from a copy.";
  }

  private static List<Problem> problems(CheckResults results) {
    List<Problem> problems = new ArrayList<>(missing(results));
    results.damaged().stream().map(CheckPages::damaged).forEach(problems::add);
    return problems;
  }

  /** The shares that nobody has; a mutable file's are called by number and version. */
  private static List<Problem> missing(CheckResults results) {
    Set<String> gone = new LinkedHashSet<>();
    for (int share = 0; share < results.counts().expected(); share++)
      gone.add(Integer.toString(share));
    results.shares().keySet().forEach(share -> gone.remove(Integer.toString(share.number())));
    results.damaged().forEach(share -> gone.remove(Integer.toString(share.shareNumber())));
    return gone.isEmpty()
        ? List.of()
        : List.of(
            new Problem(
                (gone.size() == 1 ? "share " : "shares ") + String.join(", ", gone),
                "",
                "on no server that answered"));
  }

  private static String summary(CheckResults results) {
    if (results.counts().expected() <= 1) return results.health().summary() + ".";
    if (results.health().healthy())
      return "All its shares are there, on "
          + Amount.of(results.servers().withGoodShares(), "server")
          + ".";
    return (results.health().recoverable() ? "It can still be read: " : "It can't be read now: ")
        + "%d of %d shares are good, %d are needed."
            .formatted(
                results.counts().good(), results.counts().expected(), results.counts().needed());
  }

  private static List<Fact> facts(CheckResults results) {
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact(
            "Shares",
            "%d of %d, %d needed"
                .formatted(
                    results.counts().good(),
                    results.counts().expected(),
                    results.counts().needed())));
    facts.add(
        new Fact("Servers with good shares", Integer.toString(results.servers().withGoodShares())));
    facts.add(new Fact("Can survive the loss of", Amount.of(spare(results), "server")));
    facts.add(
        new Fact("Servers that answered", Integer.toString(results.servers().responding().size())));
    if (!results.health().healthy() && !results.servers().silent().isEmpty())
      facts.add(new Fact("Servers that did not answer", names(results.servers().silent())));
    return facts;
  }

  private static String names(List<StorageServer> servers) {
    return ServerNames.list(servers.stream().map(CheckPages::name).toList());
  }

  private static int spare(CheckResults results) {
    return Math.max(0, results.health().happiness() - results.counts().needed());
  }

  private static List<Share> shares(CheckResults results) {
    List<Share> shares = new ArrayList<>();
    results
        .shares()
        .forEach(
            (share, servers) ->
                servers.forEach(
                    server -> shares.add(new Share(share.toString(), name(server), "good"))));
    shares.sort(Comparator.comparing(Share::number, NaturalOrder.OF_NAMES));
    return shares;
  }

  private static String name(StorageServer server) {
    return server.name();
  }

  private static Problem damaged(CheckResults.DamagedShare share) {
    return new Problem("share " + share.shareNumber(), "", "damaged at " + name(share.server()));
  }

  /** The page of a check of a tree: its progress and its findings. */
  Reply deepCheck(
      DeepCheck check, List<UnhealthyNode> unhealthy, Unreadable unreadable, boolean finished) {
    List<Fact> facts =
        List.of(
            new Fact("Checked", Long.toString(check.checked())),
            new Fact("Healthy", Long.toString(check.healthy())),
            new Fact("Unreadable", Long.toString(check.unrecoverable())),
            new Fact("Damaged shares", Long.toString(check.damagedShares())));
    if (!finished)
      return new PageReply(
          pages, OperationPage.running("Checking everything below", "Still checking.", facts));
    boolean healthy = check.checked() == check.healthy() && unreadable.count() == 0;
    List<Problem> problems = new ArrayList<>(unhealthy.stream().map(CheckPages::problem).toList());
    unreadable.lines().forEach(line -> problems.add(new Problem(line, "", "not read")));
    return new PageReply(
        pages,
        new CheckPage(
            "Health of everything below",
            new CheckPage.Verdict(
                healthy,
                check.healthy() + " of " + check.checked() + " are healthy.",
                healthy ? "" : HELP_BELOW),
            facts,
            List.of(),
            problems,
            new CheckPage.Links(List.of(), "", "?output=json")));
  }

  private static Problem problem(UnhealthyNode unhealthy) {
    String uri = VisitJson.cap(unhealthy.visit().target());
    return new Problem(
        "/" + String.join("/", unhealthy.visit().path()),
        Address.of(uri).with("t", "info").toString(),
        summary(unhealthy.results()));
  }
}
