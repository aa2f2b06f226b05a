package org.truckee.web.page.gateway;

import org.truckee.web.page.Page;

/**
 * Asks a member who came by a link for a new passphrase.
 *
 * @param name the member's name
 * @param link the secret of the link, which the form sends along
 * @param trouble the reason why it did not work; empty at first
 * @param whenDone the address to go on to; empty for the member's drive
 */
public record PassphrasePage(String name, String link, String trouble, String whenDone)
    implements Page {
  @Override
  public String title() {
    return "Choose a passphrase";
  }
}
