package org.truckee.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.truckee.testing.faults.Faults.waitFor;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import io.vertx.core.Promise;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.grid.TestServer;

/** Files on their way from a real browser to the grid. */
class BrowserUploadsTest extends BrowserGrid {
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

  @Tag("slow")
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

  @Tag("slow")
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
}
