package org.truckee.node.announcement;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.truckee.web.monitor.LogEvents;

/**
 * The log events of this process, for listeners, in the fields that readers of Tahoe's log know.
 * Capabilities are masked.
 */
public final class HeardLog implements LogEvents {
  private static final double MILLIS = 1000.0;

  @Override
  public Runnable listen(Consumer<Map<String, Object>> listener) {
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (!(factory instanceof LoggerContext context)) return () -> {};
    ch.qos.logback.classic.Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Ear ear = new Ear(listener);
    ear.setContext(context);
    ear.start();
    root.addAppender(ear);
    return () -> {
      root.detachAppender(ear);
      ear.stop();
    };
  }

  private static final class Ear extends AppenderBase<ILoggingEvent> {
    private final Consumer<Map<String, Object>> listener;

    Ear(Consumer<Map<String, Object>> listener) {
      this.listener = listener;
    }

    @Override
    protected void append(ILoggingEvent event) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("timestamp", event.getTimeStamp() / MILLIS);
      fields.put("task_uuid", UUID.randomUUID().toString());
      fields.put("task_level", List.of(1));
      fields.put("message_type", "truckee:log");
      fields.put("level", event.getLevel().toString());
      fields.put("logger", event.getLoggerName());
      fields.put("message", LogEvents.masked(String.valueOf(event.getFormattedMessage())));
      if (event.getThrowableProxy() != null)
        fields.put(
            "reason", LogEvents.masked(String.valueOf(event.getThrowableProxy().getMessage())));
      listener.accept(fields);
    }
  }
}
