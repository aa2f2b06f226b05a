package org.truckee.web.monitor;

import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Where what a node logs is heard while it is logged. */
public interface LogEvents {
  /** A capability, as it stands in a text or percent-encoded in an address. */
  Pattern CAPABILITY = Pattern.compile("(?i)URI(?::|%3A)[^\\s\"'<>,;)]*");

  /** No log. */
  LogEvents NONE = listener -> () -> {};

  /** Shows {@code listener} each event, on any thread, until what is returned is run. */
  Runnable listen(Consumer<Map<String, Object>> listener);

  /** {@code text} without its capabilities. */
  static String masked(String text) {
    return CAPABILITY.matcher(text).replaceAll("URI:...");
  }
}
