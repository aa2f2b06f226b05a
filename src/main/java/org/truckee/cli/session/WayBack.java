package org.truckee.cli.session;

/**
 * Tells on standard error what a command took away, with its capability and the line that brings it
 * back. Tahoe's own program tells nothing, and so nothing is told under its name.
 */
public record WayBack(Session session) {
  /** A name of {@code place} led to {@code cap}, and leads nowhere now. */
  public void removed(String place, String cap) {
    tell("removed", place, cap);
  }

  /** A name of {@code place} led to {@code cap}, and leads to something else now. */
  public void replaced(String place, String cap) {
    tell("replaced", place, cap);
  }

  /** Whether anybody is told, and so whether it is worth asking what is there. */
  public boolean isTold() {
    return !session.asTahoe() && !session.quiet();
  }

  private void tell(String what, String place, String cap) {
    if (isTold())
      session
          .err()
          .printf(
              "%s %s; this brings it back: %s ln %s %s%n",
              what, Quoting.quoted(place), session.name(), cap, Quoting.shell(place));
  }
}
