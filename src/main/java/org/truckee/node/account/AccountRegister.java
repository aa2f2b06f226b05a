package org.truckee.node.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.truckee.protocol.account.Account;
import org.truckee.protocol.account.AccountList;
import org.truckee.protocol.account.AccountState;

/**
 * All accounts of an operator, revoked ones too: no number is given twice.
 *
 * @param changes how often anything changed, which is the number of the list that servers read
 */
record AccountRegister(long changes, List<RegisteredAccount> accounts) {
  /** The register of an operator who has no account yet. */
  static final AccountRegister EMPTY = new AccountRegister(0, List.of());

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int VERSION = 1;

  /** Takes a copy. */
  AccountRegister {
    accounts = List.copyOf(accounts);
  }

  /** Reads {@code text}; {@link IllegalArgumentException} if it is no register. */
  static AccountRegister parse(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      if (json.path("version").asInt() != VERSION) throw new IllegalArgumentException("version");
      List<RegisteredAccount> accounts = new ArrayList<>();
      for (JsonNode account : json.path("accounts")) accounts.add(account(account));
      return new AccountRegister(json.required("changes").asLong(), accounts);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("it is no JSON", e);
    }
  }

  private static RegisteredAccount account(JsonNode json) {
    return new RegisteredAccount(
        json.required("account").asInt(),
        json.required("name").asText(),
        json.required("quota").asLong(-1),
        Instant.ofEpochSecond(json.required("issued").asLong()),
        Instant.ofEpochSecond(json.required("expires").asLong()),
        AccountState.named(json.required("state").asText())
            .orElseThrow(() -> new IllegalArgumentException("the state of an account")));
  }

  /** The text. */
  String toJson() {
    ObjectNode json = JSON.createObjectNode().put("version", VERSION).put("changes", changes);
    ArrayNode list = json.putArray("accounts");
    for (RegisteredAccount account : accounts) list.add(json(account));
    return json.toPrettyString() + "\n";
  }

  /** What an operator's programs are told of {@code account}. */
  static ObjectNode json(RegisteredAccount account) {
    return JSON.createObjectNode()
        .put("account", account.number())
        .put("name", account.name())
        .put("quota", account.quota())
        .put("issued", account.issued().getEpochSecond())
        .put("expires", account.expires().getEpochSecond())
        .put("state", account.state().toString());
  }

  /** The account called {@code name}, or of which that is the number. */
  Optional<RegisteredAccount> find(String name) {
    return accounts.stream()
        .filter(account -> account.name().equals(name) || ("" + account.number()).equals(name))
        .findFirst();
  }

  /** The number of the next account. */
  int next() {
    return accounts.stream().mapToInt(RegisteredAccount::number).max().orElse(Account.FIRST - 1)
        + 1;
  }

  /** This register with {@code account} as well. */
  AccountRegister with(RegisteredAccount account) {
    List<RegisteredAccount> all = new ArrayList<>(accounts);
    all.add(account);
    return new AccountRegister(changes + 1, all);
  }

  /** This register with a change of the account of {@code number}. */
  AccountRegister changing(int number, UnaryOperator<RegisteredAccount> change) {
    return new AccountRegister(
        changes + 1,
        accounts.stream()
            .map(account -> account.number() == number ? change.apply(account) : account)
            .toList());
  }

  /** What servers are told of all accounts. */
  AccountList list() {
    SortedMap<Integer, AccountList.Entry> entries = new TreeMap<>();
    accounts.forEach(account -> entries.put(account.number(), account.entry()));
    return new AccountList(changes, entries);
  }
}
