package org.truckee.web.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.truckee.testing.Waiting;

/** The system's own Chromium, without a window. */
final class Chromium implements AutoCloseable {
  /** A name of this machine that browsers trust no more than any other machine's. */
  static final String ELSEWHERE = "gateway.test";

  private static final List<String> ARGUMENTS =
      List.of(
          "--host-resolver-rules=MAP " + ELSEWHERE + " 127.0.0.1",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Path program) {
    PlaywrightAssertions.setDefaultAssertionTimeout((double) Waiting.LONG.toMillis());
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(program).setArgs(ARGUMENTS));
  }

  /** Starts it; where there is none, the tests are skipped, which a line says. */
  static Chromium start() {
    Optional<Path> program =
        Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();
    if (program.isEmpty())
      System.out.println("SKIPPED: the browser tests, because there is no Chromium in /usr/bin");
    Assumptions.assumeTrue(program.isPresent(), "no Chromium");
    return new Chromium(program.get());
  }

  Browser browser() {
    return browser;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
