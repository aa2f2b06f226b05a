package org.truckee.node;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
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

  private static String shown(String text) {
    return HIDDEN.matcher(SECRET.matcher(text).replaceAll("$1...")).replaceAll(MARK);
  }

  /** The message of an event. */
  public static final class Message extends ClassicConverter {
    @Override
    public String convert(ILoggingEvent event) {
      return shown(String.valueOf(event.getFormattedMessage()));
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
