package org.truckee.node;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.pattern.CompositeConverter;
import java.util.regex.Pattern;

/**
 * A text of the log, made safe from strangers' words: a message is one line, and the lines of an
 * exception are indented, so that no text poses as a line of its own. Line ends, control and format
 * characters become marks. Anything that looks like a capability or a NURL is masked, as a last
 * defence.
 */
final class LogText {
  private static final Pattern SECRET =
      Pattern.compile("(URI(?::|%3[Aa])[A-Za-z0-9-]+(?::|%3[Aa])|pb://)[^\\s\"]+");
  private static final Pattern HIDDEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");
  private static final String MARK = "\uFFFD";
  private static final String INDENT = "    ";

  private LogText() {}

  /** {@code text} without what poses as another line, hides itself, or opens something. */
  static String shown(String text) {
    return HIDDEN.matcher(SECRET.matcher(text).replaceAll("$1...")).replaceAll(MARK);
  }

  /** The message of an event. */
  public static final class Message extends ClassicConverter {
    @Override
    public String convert(ILoggingEvent event) {
      return shown(String.valueOf(event.getFormattedMessage()));
    }
  }

  /**
   * The time and the level, with which a line begins; where systemd's journal takes the line, which
   * notes the time itself, its priority in systemd's form and the level.
   */
  public static final class Timed extends CompositeConverter<ILoggingEvent> {
    private final boolean journal;

    /** The beginning of lines of this process. */
    public Timed() {
      this(System.getenv("JOURNAL_STREAM") != null);
    }

    /** The beginning of lines for the {@code journal}, or for another reader. */
    Timed(boolean journal) {
      this.journal = journal;
    }

    @Override
    protected String transform(ILoggingEvent event, String text) {
      return journal ? "<" + priority(event.getLevel()) + ">" + event.getLevel() : text;
    }

    private static int priority(Level level) {
      if (level.isGreaterOrEqual(Level.ERROR)) return 3;
      return level.isGreaterOrEqual(Level.WARN) ? 4 : 6;
    }
  }

  /** The lines of its exception, if it has one. */
  public static final class Trace extends ThrowableProxyConverter {
    @Override
    protected String throwableProxyToString(IThrowableProxy thrown) {
      StringBuilder lines = new StringBuilder();
      for (String line : super.throwableProxyToString(thrown).split("\n", -1))
        if (!line.isBlank()) lines.append(indented(line)).append('\n');
      return lines.toString();
    }

    private static String indented(String line) {
      String text = INDENT + shown(line.strip());
      return line.startsWith("\t") ? INDENT + text : text;
    }
  }
}
