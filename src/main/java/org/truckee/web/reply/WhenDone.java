package org.truckee.web.reply;

import java.net.URI;
import java.net.URISyntaxException;
import org.truckee.web.http.Address;
import org.truckee.web.request.Arguments;

/**
 * Where a form wants its user to be sent when it has done its work; nowhere, if it says nothing. A
 * form must not send its user to another site.
 */
public record WhenDone(String target) {
  private static final String CAP = "%(uri)s";

  public WhenDone {
    if (!target.isEmpty() && !isHere(target.replace(CAP, "cap")))
      throw Arguments.bad("when_done must be a page of this gateway, percent-encoded");
  }

  /**
   * Whether {@code address} is a path, and so at this gateway's own site. Two slashes on end could
   * become its beginning, when a proxy on the way makes it simpler.
   */
  private static boolean isHere(String address) {
    if (!address.matches("[!-~]+") || address.startsWith("//")) return false;
    try {
      URI uri = new URI(address);
      return uri.getScheme() == null
          && uri.getRawAuthority() == null
          && !uri.getRawPath().contains("//");
    } catch (URISyntaxException noAddress) {
      return false;
    }
  }

  /** What {@code when_done=} says. */
  public static WhenDone of(Arguments arguments) {
    return new WhenDone(arguments.text("when_done"));
  }

  /** Sends the user there, or {@code otherwise} if there is nowhere to send to. */
  public Reply after(String cap, Reply otherwise) {
    return target.isEmpty()
        ? otherwise
        : Reply.redirect(302, target.replace(CAP, Address.encode(cap)));
  }
}
