package org.truckee.client.server;

import java.util.Collection;
import java.util.List;
import org.truckee.NaturalOrder;

/** The naming of several servers in a sentence. */
public final class ServerNames {
  private static final int MOST = 10;

  private ServerNames() {}

  /** For example {@code a, b and c}: sorted, and no more than a sentence can bear. */
  public static String list(Collection<String> names) {
    List<String> sorted = names.stream().sorted(NaturalOrder.OF_NAMES).toList();
    if (sorted.size() > MOST)
      return String.join(", ", sorted.subList(0, MOST))
          + " and "
          + (sorted.size() - MOST)
          + " more";
    int last = sorted.size() - 1;
    if (last < 1) return String.join("", sorted);
    return String.join(", ", sorted.subList(0, last)) + " and " + sorted.get(last);
  }
}
