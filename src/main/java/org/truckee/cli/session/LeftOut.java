package org.truckee.cli.session;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The things that a command could not do: each is named on standard error as it is found, and the
 * rest is done. Safe for several threads.
 */
public final class LeftOut {
  private final Session session;
  private final AtomicInteger count = new AtomicInteger();

  /** An empty list, for a command in {@code session}. */
  public LeftOut(Session session) {
    this.session = session;
  }

  /** Names {@code what}, with the reason. */
  public void add(String what, String why) {
    count.incrementAndGet();
    session.err().println("left out: " + Quoting.quoted(what) + ": " + why);
  }

  /**
   * Names {@code what}, with the failure. A failure that ends everything, such as a gateway that
   * does not answer at all, is thrown instead.
   */
  public void add(String what, Exception failure) {
    add(what, reason(failure));
  }

  /** The words for {@code failure}, unless it ends everything: then it is thrown. */
  public static String reason(Exception failure) {
    FailureLine told = FailureLine.of(failure);
    if (told.exitCode() != ExitCodes.UNREACHABLE) return told.text();
    throw failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
  }

  /** Names {@code what}, which the command passes over by its rules, with the reason. */
  public void pass(String what, String why) {
    if (!session.quiet())
      session.err().println("passed over: " + Quoting.quoted(what) + ": " + why);
  }

  /** The number of things that were named. */
  public int count() {
    return count.get();
  }

  /** The exit code of the command: incomplete, if anything was named. */
  public int exitCode() {
    return count.get() == 0 ? ExitCodes.OK : ExitCodes.INCOMPLETE;
  }
}
