package org.truckee.node.process;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.rolling.RollingFileAppender;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.platform.OwnerFiles;

/**
 * The log of a node, whose files only their owner may read. A command that works for no node writes
 * no log.
 *
 * @param <E> the events that are logged
 */
public final class LogFile<E> extends RollingFileAppender<E> {
  /** The property that holds the directory of the log, while there is one. */
  public static final String DIRECTORY = "truckee.logs";

  /** The property that holds the form of its lines: {@code text}, or {@code json}. */
  public static final String FORMAT = "truckee.log.format";

  /**
   * Begins the log of this process in {@code directory}, also where a logger was used before the
   * directory was known.
   */
  static void begin(Path directory) {
    System.setProperty(DIRECTORY, directory.toString());
    begin((LoggerContext) LoggerFactory.getILoggerFactory());
  }

  /** Sets {@code context} up anew, if its log was left out for want of a place. */
  static void begin(LoggerContext context) {
    Appender<ILoggingEvent> file = context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("FILE");
    if (file == null || file.isStarted()) return;
    context.reset();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    try {
      configurator.doConfigure(LogFile.class.getResource("/logback.xml"));
    } catch (JoranException e) {
      throw new IllegalStateException("logback.xml is a part of this program", e);
    }
  }

  @Override
  public void start() {
    if (ErrorLog.chosen()) return;
    boolean known = System.getProperty(DIRECTORY) != null;
    if (known || getContext().getProperty(DIRECTORY) != null) super.start();
  }

  @Override
  public void openFile(String name) throws IOException {
    OwnerFiles.make(Path.of(name));
    super.openFile(name);
  }
}
