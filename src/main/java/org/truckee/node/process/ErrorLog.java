package org.truckee.node.process;

import ch.qos.logback.core.ConsoleAppender;

/**
 * The log of a node on standard error, in place of its files, where something else keeps what is
 * printed: systemd's journal, or the log of a container.
 *
 * @param <E> the events that are logged
 */
public final class ErrorLog<E> extends ConsoleAppender<E> {
  private static final String CHOSEN = "truckee.log.stderr";

  /** Chooses it, before the log begins. */
  public static void choose() {
    System.setProperty(CHOSEN, "true");
  }

  /** Takes the choice back. */
  static void forget() {
    System.clearProperty(CHOSEN);
  }

  /** Returns whether it was chosen. */
  static boolean chosen() {
    return Boolean.getBoolean(CHOSEN);
  }

  @Override
  public void start() {
    if (chosen()) super.start();
  }
}
