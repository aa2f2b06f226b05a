package org.truckee.web.ledger;

import java.util.LinkedHashMap;
import java.util.Map;
import org.truckee.protocol.storage.StorageLedger;
import org.truckee.protocol.storage.StorageVersion;

/** {@code GET /ledger?t=json}: what accounts take, for programs. */
final class LedgerJson {
  private LedgerJson() {}

  static Map<String, Object> of(GridLedger ledger) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("account", ledger.own().isPresent() ? ledger.own().getAsInt() : null);
    fields.put("accounts", ledger.totals().stream().map(total -> account(ledger, total)).toList());
    fields.put("servers", ledger.servers().stream().map(LedgerJson::server).toList());
    return fields;
  }

  private static Map<String, Object> account(GridLedger ledger, GridLedger.Total total) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("account", total.account());
    ledger.name(total.account()).ifPresent(name -> fields.put("name", name));
    fields.put("bytes", total.bytes());
    fields.put("servers", total.servers());
    return fields;
  }

  private static Map<String, Object> server(ServerLedgers.Told told) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("nodeid", told.server().announcement().serverId());
    fields.put("nickname", told.server().announcement().nickname());
    fields.put(
        "available_space",
        told.server().state().version().map(StorageVersion::availableSpace).orElse(null));
    fields.put("bytes", told.ledger().map(StorageLedger::total).orElse(null));
    fields.put("quota", told.ledger().map(ledger -> ledger.asker().quota()).orElse(null));
    fields.put("accounts", told.ledger().map(LedgerJson::byNumber).orElse(null));
    fields.put("other_accounts", told.ledger().map(StorageLedger::others).orElse(null));
    fields.put("failure", told.failure().isEmpty() ? null : told.failure());
    return fields;
  }

  private static Map<String, Long> byNumber(StorageLedger ledger) {
    Map<String, Long> accounts = new LinkedHashMap<>();
    ledger.used().forEach((account, bytes) -> accounts.put(account.toString(), bytes));
    return accounts;
  }
}
