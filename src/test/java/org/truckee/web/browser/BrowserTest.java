package org.truckee.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.truckee.testing.faults.Faults.waitFor;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.vertx.core.Promise;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.http.WebPort;
import org.truckee.web.guard.WebSettings;

/** People at work in a real browser, and others who would like to do it in their place. */
class BrowserTest {
  private static final byte[] TEXT =
      "Mountain lakes are clear, cold and deep, and hold a lot."
          .repeat(4)
          .getBytes(StandardCharsets.UTF_8);

  private static final List<String> DIALOGS = new ArrayList<>();

  @TempDir static Path temporary;
  private static Chromium chromium;
  private static TestGrid grid;
  private static BrowserContext withScripts;
  private static BrowserContext withoutScripts;

  private Page page;
  private String directory;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
    grid = TestGrid.start(temporary, 10);
    withScripts = context(new Browser.NewContextOptions());
    withoutScripts = context(new Browser.NewContextOptions().setJavaScriptEnabled(false));
  }

  /** One takes its time to make, as its first page does, so that tests share them. */
  private static BrowserContext context(Browser.NewContextOptions options) {
    String own = grid.web().address().toString();
    BrowserContext made =
        chromium.browser().newContext(options.setBaseURL(own).setAcceptDownloads(true));
    made.onDialog(
        dialog -> {
          DIALOGS.add(dialog.message());
          dialog.dismiss();
        });
    made.newPage();
    return made;
  }

  @AfterAll
  static void stop() {
    if (grid != null) grid.close();
    if (chromium != null) chromium.close();
  }

  @BeforeEach
  void open() {
    use(withScripts);
    directory = WebPort.path(text("POST", "/uri?t=mkdir", new byte[0])) + "/";
  }

  private void use(BrowserContext context) {
    page = context.pages().get(0);
  }

  /** For who changes more about a page than where it is. */
  private void useNewPage() {
    page = withScripts.newPage();
  }

  @AfterEach
  void close() {
    withScripts.pages().stream().skip(1).forEach(Page::close);
    List<String> ran = List.copyOf(DIALOGS);
    DIALOGS.clear();
    assertThat(ran).as("scripts of strangers that ran").isEmpty();
  }

  private static String text(String method, String path, byte[] body) {
    WebPort.Answer answer = grid.web().send(method, path, body);
    assertThat(answer.status()).as(answer.text()).isLessThan(300);
    return answer.text().strip();
  }

  private void put(String name) {
    text("PUT", directory + org.truckee.web.http.Address.encode(name), TEXT);
  }

  private Locator link(String name) {
    return page.locator("tbody th a", new Page.LocatorOptions().setHasText(name));
  }

  private static FilePayload file(String name) {
    return new FilePayload(name, "text/plain", TEXT);
  }

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
  void withScripts_uploadsShowTheirProgress_andTheDirectoryShowsTheFiles() {
    page.navigate(directory);
    page.setInputFiles("#file", new FilePayload[] {file("a.txt"), file("b.txt")});
    page.click("input[value=Upload]");
    assertThat(link("a.txt")).isVisible();
    assertThat(link("b.txt")).isVisible();
  }

  /** Lets files or folders of this machine fall on the page, as a hand does. */
  private void drop(Path... paths) {
    JsonArray files = new JsonArray();
    for (Path path : paths) files.add(path.toString());
    JsonObject data = new JsonObject();
    data.add("items", new JsonArray());
    data.add("files", files);
    data.addProperty("dragOperationsMask", 1);
    CDPSession hand = page.context().newCDPSession(page);
    for (String type : List.of("dragEnter", "dragOver", "drop")) {
      JsonObject event = new JsonObject();
      event.addProperty("type", type);
      event.addProperty("x", 200);
      event.addProperty("y", 200);
      event.add("data", data);
      hand.send("Input.dispatchDragEvent", event);
    }
  }

  @Test
  void filesThatAreDropped_areStored_andTheirLinksAreShown(@TempDir Path desk) throws IOException {
    page.navigate("/");
    drop(Files.write(desk.resolve("drop.txt"), TEXT));
    assertThat(page.locator(".uploads li")).containsText("stored");
    page.click(".uploads a.link");
    assertThat(page.locator("body")).containsText("Mountain lakes");
  }

  @Test
  void aFolderThatIsDropped_isThereWithAllThatIsInIt(@TempDir Path desk) throws IOException {
    Path deep = Files.createDirectories(desk.resolve("Letters/to Ada/1843"));
    Files.write(deep.resolve("first & last.txt"), TEXT);
    Files.write(desk.resolve("Letters/list.txt"), TEXT);
    page.navigate(directory);
    drop(desk.resolve("Letters"));
    link("Letters").click();
    assertThat(link("list.txt")).isVisible();
    link("to Ada").click();
    link("1843").click();
    link("first & last").click();
    assertThat(page.locator("body")).containsText("Mountain lakes");
  }

  @Test
  void aNameThatIsTaken_isAskedAbout_andWhatWasReplacedCanBeBroughtBack() {
    page.navigate(directory);
    page.setInputFiles("#file", new FilePayload("t.txt", "text/plain", "first".getBytes(UTF_8)));
    page.click("input[value=Upload]");
    assertThat(link("t.txt")).isVisible();
    page.setInputFiles("#file", new FilePayload("t.txt", "text/plain", "second".getBytes(UTF_8)));
    page.click("input[value=Upload]");
    page.click("[aria-label='Keep both: t.txt']");
    assertThat(link("t (2).txt")).isVisible();
    page.setInputFiles("#file", new FilePayload("t.txt", "text/plain", "third".getBytes(UTF_8)));
    page.click("input[value=Upload]");
    page.click("[aria-label='Replace: t.txt']");
    assertThat(page.locator(".uploads li").last()).containsText("stored; replaced what was here");
    org.junit.jupiter.api.Assertions.assertEquals("third", contents("t.txt"));
    page.click(".uploads button:has-text('Undo')");
    assertThat(page.locator(".uploads li").last()).containsText("brought back");
    org.junit.jupiter.api.Assertions.assertEquals("first", contents("t.txt"));
  }

  private String contents(String name) {
    return page.request().get(directory.replaceFirst("/?$", "/") + name).text();
  }

  @Test
  void whileAFileIsSent_itsProgressIsShown_andItCanBeCancelled() {
    useNewPage();
    page.navigate(directory);
    slowDown(200_000);
    FilePayload large = new FilePayload("large.bin", "application/octet-stream", new byte[2 << 20]);
    page.setInputFiles("#file", large);
    page.click("input[value=Upload]");
    Locator row = page.locator(".uploads li");
    assertThat(row.locator(".hint"))
        .hasText(Pattern.compile("sending: [0-9.]+ .* of 2.0 MiB, [0-9.]+ .*/s, [0-9]+ s left"));
    assertThat(row.locator("progress")).hasAttribute("max", Integer.toString(2 << 20));
    page.click("[aria-label='Cancel large.bin']");
    assertThat(row).containsText("cancelled");
    page.navigate(directory);
    assertThat(page.locator(".empty")).isVisible();
  }

  private void slowDown(int bytesPerSecond) {
    JsonObject network = new JsonObject();
    network.addProperty("offline", false);
    network.addProperty("latency", 0);
    network.addProperty("downloadThroughput", -1);
    network.addProperty("uploadThroughput", bytesPerSecond);
    CDPSession session = page.context().newCDPSession(page);
    session.send("Network.enable");
    session.send("Network.emulateNetworkConditions", network);
  }

  @Test
  void whileAFileIsStored_itsSharesAreCounted_notThoseOfAnotherOfTheSameSize() {
    Promise<Void> gate = Promise.promise();
    grid.servers().subList(0, 3).forEach(s -> s.misbehave(Faults.onWrite(waitFor(gate.future()))));
    try {
      page.navigate(directory);
      page.setInputFiles(
          "#file",
          new FilePayload[] {
            new FilePayload(
                "a.txt", "text/plain", "1".repeat(1000).getBytes(StandardCharsets.UTF_8)),
            new FilePayload(
                "b.txt", "text/plain", "2".repeat(1000).getBytes(StandardCharsets.UTF_8))
          });
      page.click("input[value=Upload]");
      for (int row = 0; row < 2; row++)
        assertThat(page.locator(".uploads li >> nth=" + row))
            .containsText("storing: 7 of 10 shares kept");
      List<String> ids =
          new io.vertx.core.json.JsonObject(text("GET", "/status/?t=json", new byte[0]))
              .getJsonArray("active").stream()
                  .map(one -> ((io.vertx.core.json.JsonObject) one).getString("upload-id"))
                  .filter(id -> id != null)
                  .toList();
      org.assertj.core.api.Assertions.assertThat(ids).hasSize(2).doesNotHaveDuplicates();
    } finally {
      gate.complete();
      grid.servers().forEach(TestServer::behave);
    }
    assertThat(link("a.txt")).isVisible();
    assertThat(link("b.txt")).isVisible();
  }

  @Test
  void anUploadThatFails_saysWhy_andWhatWouldHelp() {
    page.navigate(directory);
    grid.servers().subList(6, 10).forEach(server -> server.misbehave(Faults.hangUp()));
    try {
      String text = "a file that finds too few servers, and is long enough to need them";
      byte[] contents = text.getBytes(StandardCharsets.UTF_8);
      page.setInputFiles("#file", new FilePayload("a.txt", "text/plain", contents));
      page.click("input[value=Upload]");
      assertThat(page.locator(".uploads li .bad"))
          .containsText("This could not be stored safely: Shares can be placed on only 6 servers");
      assertThat(page.locator(".uploads li .bad")).containsText("Try again when more servers");
    } finally {
      grid.servers().forEach(TestServer::behave);
    }
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
  void thePagesThatAreSeenMost_areForEverybody() throws IOException {
    put("a.txt");
    assertForEverybody(List.of("/", "/status/", directory, directory + "a.txt?t=info"));
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
    try (InputStream script = BrowserTest.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
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
