package org.truckee.protocol.storage;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.truckee.protocol.account.Account;
import org.truckee.protocol.message.MapFields;
import org.truckee.protocol.message.WireFormat;

/**
 * What the accounts of a grid take of one storage server, as it tells the holder of one: a map from
 * {@code account} and {@code quota} to those of the holder, from {@code accounts} to the map of
 * bytes by the number of the account, and from {@code others} and {@code others-bytes} to how many
 * accounts are left out there, and what they take together. Accounts that take the most are told.
 *
 * @param asker the account of the holder
 * @param used the bytes that each account takes
 * @param others the accounts that are left out
 * @param othersBytes the bytes that they take
 */
public record StorageLedger(
    Account asker, SortedMap<Integer, Long> used, int others, long othersBytes) {
  /** The most accounts that are told, so that the message stays a short one. */
  public static final int MOST = 2000;

  /** More than any server holds, and so little that a sum of many does not overflow. */
  private static final long MOST_BYTES = 1L << 50;

  private static final String ACCOUNT = "account";
  private static final String QUOTA = "quota";
  private static final String ACCOUNTS = "accounts";
  private static final String OTHERS = "others";
  private static final String OTHERS_BYTES = "others-bytes";

  /** Takes a copy. */
  public StorageLedger {
    used = Collections.unmodifiableSortedMap(new TreeMap<>(used));
    if (used.size() > MOST) throw new IllegalArgumentException(used.size() + " accounts");
  }

  /** The ledger of a server of which accounts take {@code all}, for nobody yet. */
  public static StorageLedger of(Map<Integer, Long> all) {
    List<Map.Entry<Integer, Long>> told =
        all.entrySet().stream()
            .sorted(Map.Entry.<Integer, Long>comparingByValue(Comparator.reverseOrder()))
            .limit(MOST)
            .toList();
    SortedMap<Integer, Long> used = new TreeMap<>();
    told.forEach(entry -> used.put(entry.getKey(), entry.getValue()));
    return new StorageLedger(Account.ANYBODY, used, all.size() - used.size(), sum(all) - sum(used));
  }

  private static long sum(Map<Integer, Long> bytes) {
    return bytes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The same for {@code holder}. */
  public StorageLedger to(Account holder) {
    return new StorageLedger(holder, used, others, othersBytes);
  }

  /** The bytes that all accounts take. */
  public long total() {
    return sum(used) + othersBytes;
  }

  /** Writes the message. */
  public void write(JsonGenerator out) throws IOException {
    out.writeStartObject(null, 5);
    out.writeNumberField(ACCOUNT, asker.number());
    out.writeNumberField(QUOTA, asker.quota());
    out.writeFieldName(ACCOUNTS);
    out.writeStartObject(null, used.size());
    for (Map.Entry<Integer, Long> entry : used.entrySet())
      out.writeNumberField(entry.getKey().toString(), entry.getValue());
    out.writeEndObject();
    out.writeNumberField(OTHERS, others);
    out.writeNumberField(OTHERS_BYTES, othersBytes);
    out.writeEndObject();
  }

  /** Reads the message. */
  public static StorageLedger read(JsonParser in) throws IOException {
    long[] numbers = new long[4];
    SortedMap<Integer, Long> used = new TreeMap<>();
    MapFields fields = new MapFields(in, ACCOUNT, QUOTA, ACCOUNTS, OTHERS, OTHERS_BYTES);
    while (fields.next()) {
      if (fields.is(ACCOUNTS)) readUsed(in, used);
      else if (fields.is(ACCOUNT)) numbers[0] = WireFormat.nextNumber(in, Integer.MAX_VALUE);
      else if (fields.is(QUOTA)) numbers[1] = WireFormat.nextNumber(in, Long.MAX_VALUE);
      else if (fields.is(OTHERS)) numbers[2] = WireFormat.nextNumber(in, Integer.MAX_VALUE);
      else numbers[3] = WireFormat.nextNumber(in, MOST_BYTES);
    }
    if (numbers[0] < Account.EVERYBODY) throw new IOException("there is no account 0");
    Account asker = new Account((int) numbers[0], numbers[1]);
    return new StorageLedger(asker, used, (int) numbers[2], numbers[3]);
  }

  private static void readUsed(JsonParser in, SortedMap<Integer, Long> used) throws IOException {
    WireFormat.expect(in, JsonToken.START_OBJECT);
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      if (used.size() == MOST) throw new IOException("more than " + MOST + " accounts");
      if (used.put(number(name), WireFormat.nextNumber(in, MOST_BYTES)) != null)
        throw new IOException("an account stands twice");
    }
    if (in.currentToken() != JsonToken.END_OBJECT) throw new IOException("a map breaks off");
  }

  private static int number(String name) throws IOException {
    long number = name.matches("[1-9][0-9]{0,9}") ? Long.parseLong(name) : 0;
    if (number < Account.FIRST || number > Integer.MAX_VALUE)
      throw new IOException("a name is no number of an account");
    return (int) number;
  }
}
