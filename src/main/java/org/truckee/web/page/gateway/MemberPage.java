package org.truckee.web.page.gateway;

import java.util.List;
import org.truckee.web.page.Fact;
import org.truckee.web.page.Page;

/**
 * Tells a member of a gateway who is signed in, and changes that.
 *
 * @param name the member's name
 * @param trouble the reason why a new passphrase was refused; empty if none was
 * @param changed whether the passphrase has just been changed
 */
public record MemberPage(String name, List<Fact> facts, String trouble, boolean changed)
    implements Page {
  @Override
  public String title() {
    return "Signed in as " + name;
  }
}
