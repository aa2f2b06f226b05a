package org.truckee.web.reply;

import java.net.URI;
import java.net.URISyntaxException;
import org.truckee.web.http.Address;
import org.truckee.web.request.Arguments;

/**
 * The address to which a form sends its user after its work, if it names one. A form must not send
 * its user to another site.
 */
public record WhenDone(String target) {
  private static final String CAP = "%(uri)s";

  public WhenDone {
    if (!target.isEmpty() && !isHere(target.replace(CAP, "cap")))
      throw Arguments.bad("when_done must be a page of this gateway, percent-encoded");
  }

  /**
   * Returns whether {@code address} is a path, and so at this gateway's own site. Two slashes on
   * end could become its beginning, when a proxy on the way makes it simpler.
   */
  public static boolean isHere(String address) {
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

  /** The address in {@code when_done=}. */
  public static WhenDone of(Arguments arguments) {
    return new WhenDone(arguments.text("when_done"));
  }

  /** The answer that sends the user there, or {@code otherwise} without an address. */
  public Reply after(String cap, Reply otherwise) {
    return target.isEmpty()
        ? otherwise
        : Reply.redirect(302, target.replace(CAP, Address.encode(cap)));
  }
}
