package org.truckee.web.ledger;

import java.util.ArrayList;
import java.util.List;
import org.truckee.protocol.storage.StorageLedger;
import org.truckee.web.page.Amount;
import org.truckee.web.page.gateway.LedgerPage;

/** What accounts take, for people. */
record LedgerWords(GridLedger ledger) {
  /** The most accounts that a page shows. */
  static final int MOST_ROWS = 200;

  private static final String NOTHING = "–";

  LedgerPage page() {
    List<ServerLedgers.Told> told =
        ledger.servers().stream().filter(server -> server.ledger().isPresent()).toList();
    return new LedgerPage(
        lead(),
        told.stream().map(server -> server.server().name()).toList(),
        ledger.totals().stream().limit(MOST_ROWS).map(total -> row(total, told)).toList(),
        ledger.servers().stream().map(LedgerWords::server).toList());
  }

  private String lead() {
    if (ledger.own().isEmpty())
      return "This gateway has no account, and servers tell what accounts take to their holders alone.";
    if (ledger.servers().isEmpty())
      return "No server that this gateway knows takes its account, "
          + ledger.own().getAsInt()
          + ".";
    int more = ledger.totals().size() - MOST_ROWS;
    return "What each account takes of each server, as the servers tell it. This gateway's is account "
        + ledger.own().getAsInt()
        + (more > 0 ? ". " + more + " accounts that take less are left out." : ".");
  }

  private LedgerPage.Row row(GridLedger.Total total, List<ServerLedgers.Told> told) {
    List<String> cells = new ArrayList<>();
    for (ServerLedgers.Told server : told) {
      Long bytes = server.ledger().orElseThrow().used().get(total.account());
      cells.add(bytes == null ? NOTHING : Amount.bytes(bytes));
    }
    return new LedgerPage.Row(name(total.account()), Amount.bytes(total.bytes()), cells);
  }

  private String name(int account) {
    String name = ledger.name(account).map(known -> account + ", " + known).orElse("" + account);
    return ledger.own().orElse(0) == account ? name + " (yours)" : name;
  }

  private static LedgerPage.Server server(ServerLedgers.Told told) {
    return new LedgerPage.Server(
        told.server().name(),
        told.ledger().map(StorageLedger::total).map(Amount::bytes).orElse(NOTHING),
        told.server()
            .state()
            .version()
            .map(version -> Amount.bytes(version.availableSpace()))
            .orElse("unknown"),
        told.ledger().map(ledger -> Amount.bytes(ledger.asker().quota())).orElse(NOTHING),
        told.failure());
  }
}
