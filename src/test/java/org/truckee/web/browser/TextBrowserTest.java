package org.truckee.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.testing.grid.AdmittingPort;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.WebPort;

/** The whole tour in text browsers, by the keys that a person would press. */
class TextBrowserTest {
  /** The links at the head of each page: to its content, and to the first pages. */
  private static final int HEAD = 5;

  @TempDir static Path temporary;
  private static TestGrid grid;

  @BeforeAll
  static void start() {
    boolean present = TextBrowser.present();
    if (!present)
      System.out.println("SKIPPED: the text browsers' tour, because w3m or lynx is missing");
    Assumptions.assumeTrue(present, "no w3m or lynx");
    grid = TestGrid.start(temporary.resolve("grid"), 10);
  }

  @AfterAll
  static void stop() {
    if (grid != null) grid.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"w3m", "lynx"})
  void aFileIsUploaded_found_downloaded_renamed_shared_andDeleted(String name, @TempDir Path home)
      throws IOException, InterruptedException {
    TextBrowser browser = TextBrowser.of(name, home);
    String cap = grid.web().send("POST", "/uri?t=mkdir", new byte[0]).text().strip();
    String here = grid.web().address().resolve(WebPort.path(cap) + "/").toString();
    Path file = Files.writeString(home.resolve("lake.txt"), "clear water of " + name);

    String stored = browser.fill(here, HEAD, file.toString());
    assertThat(browser.dump(here)).as(stored).contains("1 entry", "lake.txt", "Rename");

    String found = link(browser, here, "lake.txt");
    assertThat(browser.source(found)).isEqualTo("clear water of " + name);

    String renamed = browser.fill(link(browser, here, "rename-form"), HEAD + 1, "river.txt");
    assertThat(browser.dump(here)).as(renamed).contains("river.txt").doesNotContain("lake.txt");

    String shared = link(browser, here, "-RO");
    assertThat(browser.dump(shared)).contains("Read-only.", "river.txt").doesNotContain("Rename");
    assertThat(browser.source(link(browser, shared, "river.txt"))).endsWith(name);

    String question = link(browser, here, "delete-form");
    assertThat(browser.dump(question)).contains("Delete river.txt?");
    String deleted = browser.push(question, HEAD + 1);
    assertThat(browser.dump(here)).as(deleted).contains("This folder is empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"w3m", "lynx"})
  void theAdmission_tellsThePrice_andWhoIsToBeAsked(String name, @TempDir Path home)
      throws IOException, InterruptedException {
    TextBrowser browser = TextBrowser.of(name, home);
    try (AdmittingPort port =
        new AdmittingPort(grid, GatewaySettings.usual(), home.resolve("admission"), 10)) {
      assertThat(browser.dump(port.at("/admission")).replaceAll("\\s+", " "))
          .contains("at most 1.0 MiB in 30 days", "10 bits: about 1024 tries", "Solution")
          .contains("Ask the gateway's owner for an invitation");
      port.admit();
      assertThat(browser.dump(port.at("/admission"))).contains("Your network", "1.0 MiB");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"w3m", "lynx"})
  void theBoard_isReadWithoutItsDrawings(String name, @TempDir Path home)
      throws IOException, InterruptedException {
    TextBrowser browser = TextBrowser.of(name, home);
    try (ShownBoard board = new ShownBoard(grid, home.resolve("board"))) {
      String shown = browser.dump(board.web().address() + "board").replaceAll("\\s+", " ");
      assertThat(shown)
          .contains("Storage servers 10 10 10", "Files not known not known not known")
          .contains("10 to 10 over a day, not known for 287 of 288 steps")
          .contains("those that answer this gateway");
    }
  }

  private static String link(TextBrowser browser, String url, String part)
      throws IOException, InterruptedException {
    return browser.links(url).stream().filter(to -> to.contains(part)).findFirst().orElseThrow();
  }
}
