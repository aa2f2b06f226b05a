package org.truckee.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.truckee.testing.faults.Faults.waitFor;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.Promise;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.grid.AdmittingPort;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.http.WebPort;

/** Pages as a real browser shows them: readable for everybody, and by the keyboard alone. */
class BrowserLooksTest extends BrowserGrid {
  @Test
  void theKeyboardIsEnough() {
    put("a.txt");
    page.navigate(directory);
    page.keyboard().press("Tab");
    assertThat(page.locator(":focus")).hasText("Skip to the content");
    for (int i = 0; i < 40 && !"Rename a.txt".equals(focused()); i++) page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    page.waitForURL("**rename-form**");
    for (int i = 0; i < 40 && !"to_name".equals(page.evaluate("document.activeElement.id")); i++)
      page.keyboard().press("Tab");
    page.keyboard().press("Control+A");
    page.keyboard().type("b.txt");
    page.keyboard().press("Enter");
    assertThat(link("b.txt")).isVisible();
  }

  private Object focused() {
    return page.evaluate("document.activeElement.getAttribute('aria-label')");
  }

  @Tag("slow")
  @Test
  void timesAreTold_inTheZoneOfTheReader_whereScriptsRun() {
    put("2026-01-31 17:05 UTC");
    String told =
        text("GET", directory + "?t=json", new byte[0])
            .replaceAll("(?s).*linkmotime\": ([0-9]+).*", "$1");
    Instant changed = Instant.ofEpochSecond(Long.parseLong(told));
    BrowserContext tokyo = context(new Browser.NewContextOptions().setTimezoneId("Asia/Tokyo"));
    use(tokyo);
    page.navigate(directory);
    assertThat(page.locator("td time")).hasText(minute(changed, ZoneId.of("Asia/Tokyo")));
    assertThat(page.locator("td time"))
        .hasAttribute("title", minute(changed, ZoneOffset.UTC) + " UTC");
    assertThat(page.locator("tbody th")).hasText("2026-01-31 17:05 UTC");

    page.navigate("/statistics");
    Locator last = page.locator("text.end").first();
    Instant end = Instant.parse(last.getAttribute("data-time"));
    assertThat(last)
        .hasText(
            DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH)
                .format(end.atZone(ZoneId.of("Asia/Tokyo"))));
    tokyo.close();

    use(withoutScripts);
    page.navigate(directory);
    assertThat(page.locator("td time")).hasText(minute(changed, ZoneOffset.UTC) + " UTC");
  }

  private static String minute(Instant time, ZoneId zone) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").format(time.atZone(zone));
  }

  @Tag("slow")
  @Test
  void thePagesThatAreSeenMost_areForEverybody() throws IOException {
    put("a.txt");
    assertForEverybody(List.of("/", "/status/", directory, directory + "a.txt?t=info"));
  }

  @Test
  @Tag("slow")
  void theBoard_isForEverybody() throws IOException {
    try (ShownBoard board = new ShownBoard(grid, temporary.resolve("board"))) {
      String address = board.web().address().toString();
      assertForEverybody(List.of(address + "board", address + "board?span=year"));
      assertThat(page.locator("svg[role=img]")).hasCount(8);
      assertThat(page.locator("nav[aria-label=Pages] >> text=Board")).isVisible();
    }
  }

  @Test
  @Tag("slow")
  void theLedger_isForEverybody() throws IOException {
    try (ShownLedger ledger = new ShownLedger(temporary.resolve("ledger"))) {
      assertForEverybody(List.of(ledger.address()));
      assertThat(page.locator("tbody th").first()).hasText("7 (yours)");
      assertThat(page.locator("table")).hasCount(2);
    }
  }

  @Test
  @Tag("slow")
  void theAdmission_isForEverybody() throws IOException {
    try (AdmittingPort admission =
        new AdmittingPort(
            grid, GatewaySettings.usual(), temporary.resolve("looks/admission"), 10)) {
      assertForEverybody(List.of(admission.at("/admission")));
      page.evaluate("document.querySelector('form[data-bits]').submit()");
      assertThat(page.locator("[role=alert]")).containsText("needs solution=");
      assertForEverybody("refused");
      page.click("text=Compute it here");
      assertThat(page.locator("caption")).hasText("Your network");
      assertForEverybody("admitted");
    }
  }

  @Test
  @Tag("slow")
  void membersSignIn_withoutScripts_byPagesForEverybody() throws IOException {
    BrowserContext own = context(new Browser.NewContextOptions().setJavaScriptEnabled(false));
    try (ShownMembers members = new ShownMembers(grid, temporary.resolve("members/sqlite"))) {
      assertForEverybody(List.of(members.at("/sign-in"), members.link()));
      use(own);
      page.navigate(members.at("/vdrive/mine/"));
      assertThat(page.locator("h1")).hasText("Sign in");
      page.navigate(members.link());
      page.fill("#passphrase", "some words of ann");
      page.fill("#again", "some other words");
      page.click("text=Choose and sign in");
      assertThat(page.locator("[role=alert]")).containsText("the two passphrases are not the same");
      page.fill("#passphrase", "some words of ann");
      page.fill("#again", "some words of ann");
      page.click("text=Choose and sign in");
      page.navigate(members.at("/member"));
      assertThat(page.locator("h1")).hasText("Signed in as ann");
      String session = own.cookies().get(0).value;

      page.click("input[value='Sign out']");
      assertThat(page.locator("h1")).hasText("Sign in");
      assertThat(own.cookies()).isEmpty();
      page.fill("#name", "ann");
      page.fill("#passphrase", "no words of ann");
      page.click("input[type=submit]");
      assertThat(page.locator("[role=alert]")).containsText("do not belong together");
      page.fill("#passphrase", "some words of ann");
      page.click("input[type=submit]");
      page.navigate(members.at("/member?changed=true"));
      assertThat(own.cookies().get(0).value).isNotEqualTo(session);
      withScripts.addCookies(own.cookies());
      assertForEverybody(List.of(members.at("/member?changed=true")));
      assertThat(page.locator("h1")).hasText("Signed in as ann");
    } finally {
      own.close();
      withScripts.clearCookies();
    }
  }

  @Test
  @Tag("slow")
  void everyOtherPage_isForEverybody() throws IOException {
    put("a.txt");
    assertForEverybody(
        List.of(
            "/status/1",
            "/statistics",
            "/provisioning",
            "/provisioning?users=none",
            "/nothing",
            directory + "?t=info",
            directory + "?t=manifest",
            directory + "?find=b",
            directory + "?t=rename-form&name=a.txt",
            directory + "?t=delete-form&name=a.txt",
            readOnly() + "/",
            directory + "a.txt?t=info"));
    page.click("input[value=Check]");
    assertThat(page.locator("h1")).hasText("Health");
    assertForEverybody("check");
    page.navigate("/");
    page.setInputFiles("#file", file("lake.txt"));
    page.evaluate("document.querySelector('form[data-upload]').submit()");
    assertThat(page.locator("h1")).hasText("lake.txt is stored");
    assertForEverybody("stored");
  }

  private void assertForEverybody(List<String> paths) throws IOException {
    useNewPage();
    page.setViewportSize(390, 800);
    page.addInitScript(axe());
    for (String path : paths) {
      page.navigate(path);
      assertForEverybody(path);
    }
  }

  private String readOnly() {
    return WebPort.path(text("GET", directory + "?t=readonly-uri", new byte[0]));
  }

  @Tag("slow")
  @Test
  void whatIsUnderWay_isShownUntilItIsDone_andIsForEverybody() throws IOException {
    put("a.txt");
    useNewPage();
    page.addInitScript(axe());
    page.navigate(directory + "?t=info");
    Promise<Void> gate = Promise.promise();
    grid.servers().forEach(server -> server.misbehave(waitFor(gate.future())));
    try {
      page.click("input[value=Count]");
      assertThat(page.locator("[role=status]")).hasText("Still counting.");
      assertForEverybody("count");
    } finally {
      gate.complete();
      grid.servers().forEach(TestServer::behave);
    }
    assertThat(page.locator("[role=status]")).hasText("Everything has been counted.");
    assertThat(page.locator("main [data-live]")).hasCount(0);
    assertForEverybody("counted");
  }

  private void assertForEverybody(String path) {
    Object tooWide =
        page.evaluate(
            "document.documentElement.scrollWidth <= innerWidth ? [] :"
                + " [...document.querySelectorAll('main *')].filter(one => !one.closest('.wide')"
                + " && one.getBoundingClientRect().right > innerWidth).map(one => one.outerHTML)");
    assertThat(tooWide)
        .as("wider than a telephone")
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .isEmpty();
    assertThat(paper()).isEqualTo("rgb(255, 255, 255)");
    assertNoViolations(path, "");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    assertThat(paper()).isEqualTo("rgb(20, 25, 28)");
    assertNoViolations(path + " in the dark", "runOnly: ['cat.color'], ");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
  }

  private Object paper() {
    return page.evaluate("getComputedStyle(document.body).backgroundColor");
  }

  private void assertNoViolations(String path, String rules) {
    Object violations =
        page.evaluate(
            "async () => (await axe.run({"
                + rules
                + "preload: false, resultTypes: ['violations']})).violations.map(one => one.id + ':"
                + " ' + one.nodes.map(node => node.html).join(' | '))");
    assertThat(violations)
        .as(path.replaceAll("URI[^/?]*", "…"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .isEmpty();
  }

  private static String axe() throws IOException {
    try (InputStream script = BrowserLooksTest.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  @Tag("slow")
  void pictures_forTheReadme() {
    useNewPage();
    page.setViewportSize(900, 640);
    for (String name : List.of("Budget 2026.ods", "Holiday.jpg", "Letter to Ada.txt")) put(name);
    text("POST", directory + "?t=mkdir&name=Photos", new byte[0]);
    page.navigate("/");
    picture("welcome");
    page.setInputFiles("#file", file("Letter to Ada.txt"));
    page.click("input[value=Store]");
    assertThat(page.locator(".uploads li")).containsText("stored");
    picture("upload");
    page.navigate(directory);
    picture("directory");
    String cap =
        grid.web().put("a letter that is lost for now ".repeat(9).getBytes(StandardCharsets.UTF_8));
    grid.servers().subList(2, 10).forEach(server -> server.misbehave(Faults.hangUp()));
    try {
      page.navigate(WebPort.path(cap));
    } finally {
      grid.servers().forEach(TestServer::behave);
    }
    assertThat(page.locator("h1")).hasText("This can't be read right now");
    picture("error");
  }

  private void picture(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target", "pictures", name + ".png")));
  }
}
