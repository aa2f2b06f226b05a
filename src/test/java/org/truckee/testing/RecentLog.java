package org.truckee.testing;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The last lines of the log, which are kept and not printed: tests provoke failures, and warnings
 * of these would hide the others. {@link LogOfFailures} prints them where a test fails.
 */
public final class RecentLog extends AppenderBase<ILoggingEvent> {
  private static final int MOST = 300;
  private static final Deque<String> LINES = new ArrayDeque<>();

  private final PatternLayoutEncoder layout = new PatternLayoutEncoder();

  @Override
  public void start() {
    layout.setContext(getContext());
    layout.setPattern("%d{HH:mm:ss.SSS} %-5level %logger{24} %msg%n");
    layout.start();
    super.start();
  }

  @Override
  protected void append(ILoggingEvent event) {
    String line = new String(layout.encode(event), StandardCharsets.UTF_8);
    synchronized (LINES) {
      LINES.add(line);
      if (LINES.size() > MOST) LINES.remove();
    }
  }

  /** The lines since the last call. */
  static String take() {
    synchronized (LINES) {
      String text = String.join("", LINES);
      LINES.clear();
      return text;
    }
  }
}
