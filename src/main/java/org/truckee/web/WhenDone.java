package org.truckee.web;

import org.truckee.web.page.Address;

/**
 * Where a form wants its user to be sent when it has done its work; nowhere, if it says nothing. A
 * form must not send its user to another site.
 */
record WhenDone(String target) {
  WhenDone {
    boolean elsewhere =
        !target.matches("[^\\\\\\p{Cntrl}]*")
            || target.startsWith("//")
            || target.matches("[A-Za-z][A-Za-z0-9+.-]*:.*");
    if (elsewhere) throw Arguments.bad("when_done must be a page of this gateway");
  }

  /** What {@code when_done=} says. */
  static WhenDone of(Arguments arguments) {
    return new WhenDone(arguments.text("when_done"));
  }

  /** Sends the user there, or {@code otherwise} if there is nowhere to send to. */
  Reply after(String cap, Reply otherwise) {
    return target.isEmpty()
        ? otherwise
        : Reply.redirect(302, target.replace("%(uri)s", Address.encode(cap)));
  }
}
