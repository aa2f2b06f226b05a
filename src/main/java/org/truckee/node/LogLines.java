package org.truckee.node;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.truckee.node.process.LogFile;

/**
 * The lines of the log: for people by a pattern, or for programs an object of JSON each, with
 * {@code time}, {@code level}, {@code logger}, {@code thread}, {@code message} and, of a failure,
 * its {@code trace}. Capabilities are masked in both.
 */
public final class LogLines extends PatternLayoutEncoder {
  private boolean json;

  @Override
  public void start() {
    json = "json".equals(System.getProperty(LogFile.FORMAT, context.getProperty(LogFile.FORMAT)));
    super.start();
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    return json ? object(event) : super.encode(event);
  }

  private static byte[] object(ILoggingEvent event) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("time", Instant.ofEpochMilli(event.getTimeStamp()).toString());
    line.put("level", event.getLevel().toString());
    line.put("logger", event.getLoggerName());
    line.put("thread", event.getThreadName());
    line.put("message", LogText.shown(String.valueOf(event.getFormattedMessage())));
    if (event.getThrowableProxy() != null)
      line.put("trace", trace(ThrowableProxyUtil.asString(event.getThrowableProxy())));
    return (line + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** The lines of a trace, each made safe. */
  private static String trace(String text) {
    return String.join(
        "\n", text.lines().map(line -> LogText.shown(line.replace('\t', ' '))).toList());
  }
}
