package org.truckee.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.http.WebPort;
import org.truckee.web.guard.WebSettings;

/** People at work in a real browser, and others who would like to do it in their place. */
class BrowserTest extends BrowserGrid {
  @Test
  void withoutScripts_aFormStoresAFile_andItsLinkGivesItBack() {
    use(withoutScripts);
    page.navigate("/");
    page.setInputFiles("#file", file("lake.txt"));
    page.click("input[value=Store]");
    assertThat(page.locator("h1")).hasText("lake.txt is stored");
    page.click("a.link");
    assertThat(page.locator("body")).containsText("Mountain lakes");
  }

  @Test
  void withoutScripts_aDirectoryIsMade_filled_renamed_andEmptied() {
    use(withoutScripts);
    page.navigate(directory);
    page.fill("#name", "photos & <b>letters");
    page.click("input[value=Create]");
    link("photos").click();
    assertThat(page.locator(".empty")).isVisible();
    page.setInputFiles("#file", new FilePayload[] {file("one.txt"), file("two.txt")});
    page.click("input[value=Upload]");
    assertThat(page.locator("tbody tr")).hasCount(2);
    page.click("[aria-label='Rename one.txt']");
    page.fill("#to_name", "three.txt");
    page.click("input[value=Rename]");
    assertThat(link("three.txt")).isVisible();
    page.click("[aria-label='Delete three.txt']");
    assertThat(page.locator("h1")).hasText("Delete three.txt?");
    page.click("input[value=Delete]");
    assertThat(page.locator("tbody tr")).hasCount(1);
    page.click(".crumbs a");
    assertThat(link("photos & <b>letters")).isVisible();
  }

  @Test
  void whatOneWasGiven_isOpenedByItsLink_orByItsCapability() {
    put("a.txt");
    String own = grid.web().address().toString().replaceFirst("/$", "");
    for (String given : List.of(own + directory, directory.replaceAll("^/uri/|/$", ""))) {
      page.navigate("/");
      page.fill("#uri", java.net.URLDecoder.decode(given, StandardCharsets.UTF_8));
      page.click("input[value=Open]");
      assertThat(link("a.txt")).isVisible();
    }
  }

  @Tag("slow")
  @Test
  void whereBrowsersTellLess_ourOwnFormsWork_andThoseOfOthersDoNot() throws IOException {
    Set<String> names = Set.of(Chromium.ELSEWHERE);
    WebSettings web = WebSettings.usual("gateway", "truckee/test").withHosts(names);
    WebPort there = grid.gateway(GatewaySettings.usual().web(web)).web();
    String own = "http://" + Chromium.ELSEWHERE + ":" + there.address().getPort();
    use(withoutScripts);
    changeEverything(own);

    use(withScripts);
    page.navigate(own + "/");
    page.setInputFiles("#file", file("lake.txt"));
    page.click("input[value=Store]");
    assertThat(page.locator(".uploads li")).containsText("stored");
    try (EvilSite evil = new EvilSite()) {
      page.navigate(
          evil.serve(
              "/csrf",
              "<meta name=referrer content=no-referrer><form id=f method=post action='%s'></form><script>f.submit()</script>"
                  .formatted(own + "/uri?t=mkdir")));
      assertThat(page.locator("h1")).hasText("Another site tried to change something here");
    }
  }

  /** Makes a directory, stores a file in it, and renames and deletes that. */
  private void changeEverything(String own) {
    page.navigate(own + "/");
    page.click("input[value='New folder']");
    page.setInputFiles("#file", file("a.txt"));
    page.click("input[value=Upload]");
    page.click("[aria-label='Rename a.txt']");
    page.fill("#to_name", "b.txt");
    page.click("input[value=Rename]");
    page.click("[aria-label='Delete b.txt']");
    page.click("input[value=Delete]");
    assertThat(page.locator(".empty")).isVisible();
  }

  @Test
  void aLinkIsCopied_byOneButton() {
    page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    page.navigate(directory);
    page.click(".share.first button.copy");
    assertThat(page.locator(".share.first button.copy")).hasText("Copied");
    assertThat(page.evaluate("navigator.clipboard.readText()"))
        .isEqualTo(page.evaluate("document.querySelector('.share.first a.link').href"));
  }

  @Test
  void aReaderWhoMayNotChange_isToldSo_andSeesNoForms() {
    put("a.txt");
    page.navigate(directory);
    page.click(".share.first a.link");
    assertThat(page.locator(".state")).containsText("Read-only");
    assertThat(page.locator("form")).hasCount(0);
    link("a.txt").click();
    assertThat(page.locator("body")).containsText("Mountain lakes");
  }

  @Tag("slow")
  @Test
  void aThousandAndMoreChildren_areTurnedPageByPage() {
    StringBuilder children = new StringBuilder("{");
    String cap = grid.web().put(TEXT);
    for (int i = 0; i < 1000; i++)
      children
          .append(i == 0 ? "" : ",")
          .append("\"file %04d\": [\"filenode\", {\"ro_uri\": \"%s\"}]".formatted(i, cap));
    text("POST", directory + "?t=set_children", (children + "}").getBytes(StandardCharsets.UTF_8));
    use(withoutScripts);
    page.navigate(directory);
    assertThat(page.locator("caption")).hasText("1 to 200 of 1000 entries");
    page.locator("text=Last >> nth=0").click();
    assertThat(link("file 0999")).isVisible();
    page.fill("#find", "FILE 05");
    page.click("input[value=Find]");
    assertThat(page.locator("caption")).hasText("100 matching names");
  }

  @Test
  void namesThatAreMarkup_stayText() {
    put("<img src=x onerror=alert(1)>");
    put("\"><script>alert(2)</script>");
    page.navigate(directory);
    assertThat(page.locator("tbody tr")).hasCount(2);
    assertThat(page.locator("main img, main script")).hasCount(0);
    page.locator("tbody tr >> nth=0 >> text=Rename").click();
    assertThat(page.locator("h1")).containsText("Rename or move");
  }

  @Test
  void storedFilesThatCouldRun_areOnlySaved() {
    List<String> names = List.of("attack.html", "attack.svg", "attack.xhtml");
    for (String name : names) {
      String attack =
          name.endsWith("html")
              ? "<script>alert(document.domain)</script>"
              : "<svg xmlns='http://www.w3.org/2000/svg'"
                  + " onload='alert(1)'><script>alert(2)</script></svg>";
      text("PUT", directory + name, (attack + " ".repeat(100)).getBytes(StandardCharsets.UTF_8));
    }
    page.navigate(directory);
    for (String name : names) {
      Download download = page.waitForDownload(() -> link(name).click());
      assertThat(download.suggestedFilename()).isEqualTo(name);
    }
  }

  @Test
  void markupUnderAHarmlessName_orNone_isShownAsText() {
    byte[] markup = "<script>alert(1)</script>".repeat(5).getBytes(StandardCharsets.UTF_8);
    text("PUT", directory + "notes.txt", markup);
    for (String path : List.of(directory + "notes.txt", WebPort.path(grid.web().put(markup)))) {
      page.navigate(path);
      assertThat(page.locator("body")).containsText("<script>alert(1)</script>");
    }
  }

  @Tag("slow")
  @Test
  void anotherSite_changesNothing_framesNothing_andSeesNothing() throws IOException {
    put("precious.txt");
    String own = grid.web().address().toString().replaceFirst("/$", "");
    try (EvilSite evil = new EvilSite()) {
      page.navigate(
          evil.serve(
              "/csrf",
              "<form id=f method=post action='%s?t=unlink&name=precious.txt'></form><script>f.submit()</script>"
                  .formatted(own + directory)));
      page.waitForURL("**/uri/**");
      assertThat(page.locator("h1")).hasText("Another site tried to change something here");
      page.navigate(evil.serve("/fetch", "<p>evil"));
      page.evaluate(
          "url => fetch(url, {method: 'POST', mode: 'no-cors'}).catch(refused => 0)",
          own + directory + "?t=unlink&name=precious.txt");
      page.navigate(evil.serve("/frame", "<iframe src='%s'></iframe>".formatted(own + directory)));
      assertThat(page.frames().get(1).content()).doesNotContain("precious");
      page.evaluate("url => { window.victim = window.open(url) }", own + directory);
      page.waitForCondition(() -> (Boolean) page.evaluate("window.victim.closed"));
      Page ours = page.context().newPage();
      ours.navigate(directory);
      String elsewhere = evil.serve("/referrer", "<p>evil");
      ours.evaluate("url => { location.href = url }", elsewhere);
      ours.waitForURL(elsewhere);
      assertThat(evil.referrer("/referrer")).isEqualTo("none");
    }
    page.navigate(directory);
    assertThat(link("precious.txt")).isVisible();
  }
}
