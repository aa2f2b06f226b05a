package org.truckee.cli.session;

/**
 * Names on standard error each thing that a command took away, with its capability and the line
 * that brings it back. Tahoe's own program tells nothing, and so nothing is told under its name.
 */
public record WayBack(Session session) {
  /** Tells that the name {@code place} led to {@code cap}, and leads nowhere now. */
  public void removed(String place, String cap) {
    if (isTold()) session.err().println("this brings it back: " + line(place, cap));
  }

  /** Tells that the name {@code place} led to {@code cap}, and has another target now. */
  public void replaced(String place, String cap) {
    if (isTold())
      session
          .err()
          .printf(
              "replaced %s; this brings it back: %s%n", Quoting.quoted(place), line(place, cap));
  }

  /**
   * Returns whether the user is told, and so whether a question about the old target is worth it.
   */
  public boolean isTold() {
    return !session.asTahoe() && !session.quiet();
  }

  private String line(String place, String cap) {
    String ln = session.name() + " ln " + session.node();
    return ln + Quoting.shell(cap) + " " + Quoting.shell(place);
  }
}
