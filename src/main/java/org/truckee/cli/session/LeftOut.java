package org.truckee.cli.session;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a command could not do of what it was asked: each thing is named on standard error as it is
 * found, and the rest is done. Safe for several threads.
 */
public final class LeftOut {
  private final Session session;
  private final AtomicInteger count = new AtomicInteger();

  /** Nothing yet, of a command in {@code session}. */
  public LeftOut(Session session) {
    this.session = session;
  }

  /** Names {@code what}, and why it could not be done. */
  public void add(String what, String why) {
    count.incrementAndGet();
    session.err().println("left out: " + Quoting.quoted(what) + ": " + why);
  }

  /**
   * Names {@code what}, and why it failed. A failure that ends everything, such as a gateway that
   * does not answer at all, is thrown instead.
   */
  public void add(String what, Exception failure) {
    add(what, reason(failure));
  }

  /** What a user is told of {@code failure}, unless it ends everything: then it is thrown. */
  public static String reason(Exception failure) {
    FailureLine told = FailureLine.of(failure);
    if (told.exitCode() != ExitCodes.UNREACHABLE) return told.text();
    throw failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
  }

  /** How many things were named. */
  public int count() {
    return count.get();
  }

  /** What the command ends with: incomplete, if anything was named. */
  public int exitCode() {
    return count.get() == 0 ? ExitCodes.OK : ExitCodes.INCOMPLETE;
  }
}
