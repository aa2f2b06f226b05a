package org.truckee.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/**
 * The lines that our own classes log for as long as this is open: all lines from INFO on, each with
 * its level first. They go nowhere else meanwhile.
 */
public final class LoggedLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final Logger ours = (Logger) LoggerFactory.getLogger("org.truckee");
  private final List<String> lines = new CopyOnWriteArrayList<>();

  /** Listens from now on. */
  public LoggedLines() {
    ours.addAppender(this);
    ours.setAdditive(false);
    ours.setLevel(Level.INFO);
    start();
  }

  @Override
  protected void append(ILoggingEvent event) {
    lines.add(event.getLevel() + " " + event.getFormattedMessage());
  }

  /** The lines so far. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** Waits until a line holds {@code text}. */
  public void await(String text) {
    Waiting.until(() -> assertThat(text()).contains(text));
  }

  /** All lines as one text. */
  public String text() {
    return String.join("\n", lines);
  }

  @Override
  public void close() {
    ours.detachAppender(this);
    ours.setAdditive(true);
    ours.setLevel(null);
    stop();
  }
}
