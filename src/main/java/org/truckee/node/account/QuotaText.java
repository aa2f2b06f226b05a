package org.truckee.node.account;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truckee.cli.session.CommandFailure;

/** The text of a quota, such as {@code 10 GiB}. */
public final class QuotaText {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,15})\\s*(B|KiB|MiB|GiB|TiB|PiB)?");
  private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB");

  private QuotaText() {}

  /** The bytes that {@code text} says. */
  public static long parse(String text) {
    Matcher parts = FORM.matcher(text.strip());
    if (!parts.matches())
      throw CommandFailure.usage("a quota is a size, such as 1000000 or \"10 GiB\"");
    int unit = parts.group(2) == null ? 0 : UNITS.indexOf(parts.group(2));
    long number = Long.parseLong(parts.group(1));
    if (number > (1L << 59) >> (10 * unit)) throw CommandFailure.usage("that quota is too large");
    return number << (10 * unit);
  }

  /** The text of {@code bytes}, in the largest unit that says them exactly. */
  public static String of(long bytes) {
    int unit = 0;
    long number = bytes;
    while (number != 0 && number % 1024 == 0 && unit + 1 < UNITS.size()) {
      number /= 1024;
      unit++;
    }
    return number + " " + UNITS.get(unit);
  }
}
