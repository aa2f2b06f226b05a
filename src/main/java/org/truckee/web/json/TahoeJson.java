package org.truckee.web.json;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.truckee.dirnode.metadata.JsonText;

/**
 * JSON in the layout that Tahoe gives it, in ASCII: in one line, or with every part on a line of
 * its own, indented by a space for each level. The values are texts, numbers, booleans, null, lists
 * and maps.
 */
public final class TahoeJson {
  private static final int ONE_LINE = -1;

  /** Deeper parts are indented no further, so that they cost no more than their text. */
  private static final int MAX_INDENT = 32;

  /** The most zeros after a point that are written out. */
  private static final int MAX_ZEROS = 16;

  private final StringBuilder text = new StringBuilder();
  private int level;

  private TahoeJson(int level) {
    this.level = level;
  }

  /** {@code value} in one line. */
  public static String line(Object value) {
    return new TahoeJson(ONE_LINE).value(value).text.toString();
  }

  /** {@code value} with a line for each part. */
  public static String lines(Object value) {
    return lines(value, 0);
  }

  /** The same for a part that stands {@code level} levels deep in a larger one. */
  public static String lines(Object value, int level) {
    return new TahoeJson(level).value(value).text.toString();
  }

  /** The text of a string, quoted. */
  public static String string(String string) {
    return line(string);
  }

  private TahoeJson value(Object value) {
    if (value instanceof String string) JsonText.appendString(string, text);
    else if (value instanceof Map<?, ?> map) all('{', map.entrySet(), this::field, '}');
    else if (value instanceof List<?> list) all('[', list, this::value, ']');
    else if (value instanceof Double number) text.append(decimal(number));
    else if (value instanceof BigDecimal number) text.append(decimal(number));
    else text.append(value);
    return this;
  }

  /** The text of a number; JSON has none for NaN, which becomes null as in JavaScript. */
  private static String decimal(double number) {
    return Double.isFinite(number) ? decimal(BigDecimal.valueOf(number)) : "null";
  }

  /** Digits as long as they are few, as Tahoe writes them; else with an exponent, as it was. */
  private static String decimal(BigDecimal number) {
    long whole = (long) number.precision() - number.scale();
    if (whole > 16 || whole < -MAX_ZEROS) return number.toString();
    String plain = number.toPlainString();
    return plain.contains(".") ? plain : plain + ".0";
  }

  private <T> void all(char begin, Iterable<T> parts, Consumer<? super T> each, char end) {
    text.append(begin);
    Iterator<T> rest = parts.iterator();
    if (rest.hasNext()) {
      if (level != ONE_LINE) level++;
      newLine();
      while (rest.hasNext()) {
        each.accept(rest.next());
        if (rest.hasNext()) separate();
      }
      if (level != ONE_LINE) level--;
      newLine();
    }
    text.append(end);
  }

  private void separate() {
    text.append(level == ONE_LINE ? ", " : ",");
    newLine();
  }

  private void newLine() {
    if (level != ONE_LINE) text.append('\n').append(" ".repeat(Math.min(level, MAX_INDENT)));
  }

  private void field(Map.Entry<?, ?> field) {
    JsonText.appendString(field.getKey().toString(), text);
    text.append(": ");
    value(field.getValue());
  }
}
