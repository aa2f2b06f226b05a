package org.truckee.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.truckee.testing.grid.AdmittingPort;
import org.truckee.testing.grid.GatewaySettings;

/** A stranger with a real browser, who computes a proof of work and then stores something. */
@Tag("slow")
class BrowserAdmissionTest extends BrowserGrid {
  private static final FilePayload FILE =
      new FilePayload(
          "a.txt",
          "text/plain",
          "some text of a stranger".repeat(9).getBytes(StandardCharsets.UTF_8));

  @Test
  void theBrowserComputesTheProof_andThenStores() {
    try (AdmittingPort admission =
        new AdmittingPort(
            grid, GatewaySettings.usual(), temporary.resolve("browser/admission"), 10)) {
      useNewPage();
      page.navigate(admission.at("/"));
      page.setInputFiles("#file", FILE);
      page.click("input[value=Store]");
      assertThat(page.locator(".uploads li")).containsText("proof of work");
      page.click(".uploads a.link");

      assertThat(page.locator("h1")).hasText("Admission");
      page.click("text=Compute it here");
      assertThat(page.locator("caption")).hasText("Your network");

      page.navigate(admission.at("/"));
      page.setInputFiles("#file", FILE);
      page.click("input[value=Store]");
      assertThat(page.locator(".uploads li")).containsText("stored");
    }
  }

  @Test
  void withoutScripts_thePageSaysWhatToDo() {
    try (AdmittingPort admission =
        new AdmittingPort(
            grid, GatewaySettings.usual(), temporary.resolve("plain/admission"), 10)) {
      use(withoutScripts);
      page.navigate(admission.at("/"));
      page.setInputFiles("#file", FILE);
      page.click("input[value=Store]");
      page.click("main a.button");
      assertThat(page.locator("main")).containsText("Ask the gateway's owner for an invitation");
      assertThat(page.locator("main button")).hasCount(0);
      page.fill("#solution", "1");
      page.click("input[value=Send]");
      assertThat(page.locator("[role=alert]")).containsText("zero bits, and 10 are needed");
    }
  }
}
