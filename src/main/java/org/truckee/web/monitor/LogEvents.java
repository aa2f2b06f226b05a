package org.truckee.web.monitor;

import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The source of a node's log events while they are logged. */
public interface LogEvents {
  /** A capability, as it stands in a text or percent-encoded in an address. */
  Pattern CAPABILITY = Pattern.compile("(?i)URI(?::|%3A)[^\\s\"'<>,;)]*");

  /** No log. */
  LogEvents NONE = listener -> () -> {};

  /** Shows {@code listener} each event, on any thread, until the returned step is run. */
  Runnable listen(Consumer<Map<String, Object>> listener);

  /** {@code text} without its capabilities. */
  static String masked(String text) {
    return CAPABILITY.matcher(text).replaceAll("URI:...");
  }
}
