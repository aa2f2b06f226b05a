package org.truckee.protocol.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.crypto.Ed25519VerifyingKey;

/**
 * What the operator of a grid says of accounts after their tokens were made. It is a text of lines
 * of ASCII, each ended by a line feed:
 *
 * <pre>
 * truckee accounts 1
 * number NUMBER
 * account ACCOUNT STATE QUOTA SINCE
 * signature BASE32
 * </pre>
 *
 * <p>Each account has a line of its own, in the order of their numbers. STATE is {@code active},
 * {@code suspended} or {@code revoked}; QUOTA is in bytes, and counts in place of the one in a
 * token; tokens that were issued before SINCE, in seconds since 1970, are none any more. An account
 * that has no line is what its token says. The signature is the operator's, by Ed25519, over {@code
 * "truckee account list\n"} and all lines before it.
 *
 * @param number the number of this list: a server takes none that is lower than the one it has
 */
public record AccountList(long number, SortedMap<Integer, Entry> accounts) {
  /** The list of an operator who has said nothing. */
  public static final AccountList NONE = new AccountList(0, new TreeMap<>());

  /** The longest text of a list. */
  public static final int MAX_SIZE = 16 << 20;

  private static final String HEAD = "truckee accounts 1";
  private static final String DOMAIN = "truckee account list\n";
  private static final String SIGNATURE = "signature ";

  /** One account: tokens that were issued before {@code since} are none any more. */
  public record Entry(AccountState state, long quota, Instant since) {
    /** Checks the quota. */
    public Entry {
      if (quota < 0) throw new IllegalArgumentException("quota " + quota);
    }
  }

  /** Takes a copy. */
  public AccountList {
    accounts = Collections.unmodifiableSortedMap(new TreeMap<>(accounts));
  }

  /** The text, signed with {@code key}. */
  public String signed(Ed25519SigningKey key) {
    StringBuilder lines = new StringBuilder(HEAD + "\nnumber " + number + "\n");
    accounts.forEach(
        (account, entry) ->
            lines.append(
                "account %d %s %d %d\n"
                    .formatted(account, entry.state, entry.quota, entry.since.getEpochSecond())));
    return lines + SIGNATURE + key.sign(Bytes.utf8(DOMAIN + lines)) + "\n";
  }

  /** Reads {@code text}; {@code BAD_CONFIG} if {@code operator} has not signed it. */
  public static AccountList read(String text, Ed25519VerifyingKey operator) {
    int end = text.lastIndexOf("\n" + SIGNATURE) + 1;
    if (end == 0) throw bad("has no signature: it may be only a beginning");
    try {
      Bytes signature = Bytes.ofBase32(text.substring(end + SIGNATURE.length()).stripTrailing());
      if (!operator.verifies(Bytes.utf8(DOMAIN + text.substring(0, end)), signature))
        throw bad("is not signed by the operator of the accounts");
      return of(text.substring(0, end).lines().toList());
    } catch (IllegalArgumentException malformed) {
      throw bad("is none that this version reads");
    }
  }

  private static AccountList of(List<String> lines) {
    if (lines.size() < 2 || !lines.get(0).equals(HEAD)) throw new IllegalArgumentException(HEAD);
    SortedMap<Integer, Entry> accounts = new TreeMap<>();
    for (String line : lines.subList(2, lines.size())) {
      List<String> words = words(line, "account", 5);
      accounts.put(Account.number(words.get(1)), entry(words));
    }
    return new AccountList(Long.parseLong(words(lines.get(1), "number", 2).get(1)), accounts);
  }

  private static Entry entry(List<String> words) {
    return new Entry(
        AccountState.named(words.get(2)).orElseThrow(() -> new IllegalArgumentException("state")),
        Long.parseLong(words.get(3)),
        Instant.ofEpochSecond(Long.parseLong(words.get(4))));
  }

  private static List<String> words(String line, String first, int number) {
    List<String> words = new ArrayList<>(List.of(line.split(" ", -1)));
    if (words.size() != number || !words.get(0).equals(first))
      throw new IllegalArgumentException(first);
    return words;
  }

  private static GridException bad(String reason) {
    return new GridException(GridException.Kind.BAD_CONFIG, "the list of accounts " + reason);
  }
}
