package org.truckee.web.walk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.truckee.NaturalOrder;
import org.truckee.client.check.CheckResults;
import org.truckee.client.server.ServerNames;
import org.truckee.client.server.StorageServer;
import org.truckee.web.page.Amount;
import org.truckee.web.page.Fact;
import org.truckee.web.page.file.CheckPage.Problem;
import org.truckee.web.page.file.CheckPage.Share;

/** The results of one check, in words for people. */
record CheckFindings(CheckResults results) {
  /** The health in a sentence or two. */
  String summary() {
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

  /** The number of shares that are good, of all. */
  String shareCount() {
    return "%d of %d".formatted(results.counts().good(), results.counts().expected());
  }

  /** The numbers of shares and servers. */
  List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Shares", shareCount() + ", " + results.counts().needed() + " needed"));
    facts.add(
        new Fact("Servers with good shares", Integer.toString(results.servers().withGoodShares())));
    facts.add(new Fact("Can survive the loss of", Amount.of(spare(), "server")));
    facts.add(
        new Fact("Servers that answered", Integer.toString(results.servers().responding().size())));
    if (!results.health().healthy() && !results.servers().silent().isEmpty())
      facts.add(new Fact("Servers that did not answer", names(results.servers().silent())));
    return facts;
  }

  private static String names(List<StorageServer> servers) {
    return ServerNames.list(servers.stream().map(StorageServer::name).toList());
  }

  private int spare() {
    return Math.max(0, results.health().happiness() - results.counts().needed());
  }

  /** The good shares, each with its server. */
  List<Share> shares() {
    List<Share> shares = new ArrayList<>();
    results
        .shares()
        .forEach(
            (share, servers) ->
                servers.forEach(
                    server -> shares.add(new Share(share.toString(), server.name(), "good"))));
    shares.sort(Comparator.comparing(Share::number, NaturalOrder.OF_NAMES));
    return shares;
  }

  /** The shares that are missing or damaged. */
  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>(missing());
    results.damaged().stream().map(CheckFindings::damaged).forEach(problems::add);
    return problems;
  }

  private static Problem damaged(CheckResults.DamagedShare share) {
    return new Problem("share " + share.shareNumber(), "", "damaged at " + share.server().name());
  }

  /** The shares that nobody has; a mutable file's are called by number and version. */
  private List<Problem> missing() {
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
}
