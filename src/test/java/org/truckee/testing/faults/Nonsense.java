package org.truckee.testing.faults;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Bodies of answers that are no message of any protocol here, though some of them begin like one.
 */
public final class Nonsense {
  private static final List<String> CBOR =
      List.of(
          "f6", // null
          "f7", // undefined
          "80", // an empty list
          "a0", // an empty map
          "d9010280", // an empty set
          "d9010281f6", // a set of null
          "d90102811bffffffffffffffff", // a set of 2^64 - 1
          "d9010281c249010000000000000000", // a set of 2^64
          "d90102813903e7", // a set of -1000
          "d9010281f97e00", // a set of NaN
          "d90102820101", // a set with a number twice
          "d901029b7fffffffffffffff00", // a set that says it is endless
          "5b7fffffffffffffff00", // bytes that say they are endless
          "bf", // a map that does not end
          "a2677375636365737365f66464617461f6", // names with nothing behind them
          "a16c616c6c6f6361746564f6",
          "a2677375636365737cf5f564646174612aa0",
          "ff");

  private Nonsense() {}

  /** All of them. */
  public static List<Buffer> bodies() {
    List<Buffer> all = new ArrayList<>();
    for (String hex : CBOR) all.add(Buffer.buffer(HexFormat.of().parseHex(hex)));
    all.add(Buffer.buffer());
    all.add(Buffer.buffer("<html>not here</html>"));
    all.add(Buffer.buffer(new byte[200_000]));
    all.add(Buffer.buffer("\u0081".repeat(10_000), "ISO-8859-1")); // lists in lists
    return all;
  }
}
