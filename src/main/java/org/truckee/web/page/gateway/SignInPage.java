package org.truckee.web.page.gateway;

import org.truckee.web.page.Page;

/**
 * Asks a member for name and passphrase.
 *
 * @param name the name that was typed before; empty at first
 * @param trouble the reason why it did not work; empty at first
 * @param whenDone the address to go on to; empty for the member's drive
 */
public record SignInPage(String name, String trouble, String whenDone) implements Page {
  @Override
  public String title() {
    return "Sign in";
  }
}
