package org.truckee.cli.session;

/**
 * Tells on standard error what a command took away, with its capability and the line that brings it
 * back. Tahoe's own program tells nothing, and so nothing is told under its name.
 */
public record WayBack(Session session) {
  /** The name {@code place} led to {@code cap}, and leads nowhere now. */
  public void removed(String place, String cap) {
    if (isTold()) session.err().println("this brings it back: " + line(place, cap));
  }

  /** The name {@code place} led to {@code cap}, and leads to something else now. */
  public void replaced(String place, String cap) {
    if (isTold())
      session
          .err()
          .printf(
              "replaced %s; this brings it back: %s%n", Quoting.quoted(place), line(place, cap));
  }

  /** Returns whether anybody is told, and so whether it is worth asking what is there. */
  public boolean isTold() {
    return !session.asTahoe() && !session.quiet();
  }

  private String line(String place, String cap) {
    return session.name() + " ln " + Quoting.shell(cap) + " " + Quoting.shell(place);
  }
}
