package org.truckee.node;

import ch.qos.logback.core.rolling.RollingFileAppender;
import java.io.IOException;
import java.nio.file.Path;
import org.truckee.OwnerFiles;

/**
 * The log of a node, whose files only their owner may read. A command that works for no node writes
 * no log.
 *
 * @param <E> what is logged
 */
public final class LogFile<E> extends RollingFileAppender<E> {
  /** The property that holds the directory of the log, while there is one. */
  static final String DIRECTORY = "truckee.logs";

  @Override
  public void start() {
    boolean known = System.getProperty(DIRECTORY) != null;
    if (known || getContext().getProperty(DIRECTORY) != null) super.start();
  }

  @Override
  public void openFile(String name) throws IOException {
    OwnerFiles.make(Path.of(name));
    super.openFile(name);
  }
}
