package org.truckee.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.WebPort;

/** A grid, a real browser with scripts and without, and a directory for each test. */
abstract class BrowserGrid {
  static final byte[] TEXT =
      "Mountain lakes are clear, cold and deep, and hold a lot."
          .repeat(4)
          .getBytes(StandardCharsets.UTF_8);
  static final List<String> DIALOGS = new ArrayList<>();

  @TempDir static Path temporary;
  static Chromium chromium;
  static TestGrid grid;
  static BrowserContext withScripts;
  static BrowserContext withoutScripts;
  Page page;
  String directory;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
    grid = TestGrid.start(temporary, 10);
    withScripts = context(new Browser.NewContextOptions());
    withoutScripts = context(new Browser.NewContextOptions().setJavaScriptEnabled(false));
  }

  /** One takes its time to make, as its first page does, so that tests share them. */
  static BrowserContext context(Browser.NewContextOptions options) {
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

  void use(BrowserContext context) {
    page = context.pages().get(0);
  }

  /** Opens a page of its own, for tests that change more than its address. */
  void useNewPage() {
    page = withScripts.newPage();
  }

  @AfterEach
  void close() {
    withScripts.pages().stream().skip(1).forEach(Page::close);
    List<String> ran = List.copyOf(DIALOGS);
    DIALOGS.clear();
    assertThat(ran).as("scripts of strangers that ran").isEmpty();
  }

  static String text(String method, String path, byte[] body) {
    WebPort.Answer answer = grid.web().send(method, path, body);
    assertThat(answer.status()).as(answer.text()).isLessThan(300);
    return answer.text().strip();
  }

  void put(String name) {
    text("PUT", directory + org.truckee.web.http.Address.encode(name), TEXT);
  }

  Locator link(String name) {
    return page.locator("tbody th a", new Page.LocatorOptions().setHasText(name));
  }

  static FilePayload file(String name) {
    return new FilePayload(name, "text/plain", TEXT);
  }
}
