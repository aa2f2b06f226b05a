package org.truckee.web.tahoe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.http.WebPort.Answer;
import org.truckee.testing.known.Golden;
import org.truckee.web.FormBody;

/** Pages and numbers that Tahoe's own tests and monitors look for. */
class LikeTahoeTest {
  private static final byte[] FILE = Golden.stream("like", 38_400);

  @TempDir static Path directory;
  private static TestGrid grid;
  private static WebPort web;

  @BeforeAll
  static void start() {
    grid = TestGrid.start(directory, 2, GatewaySettings.encoding(1, 1, 2));
    web = grid.web();
    assertThat(web.read(web.put(FILE)).bytes()).isEqualTo(FILE);
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  private static String transfer(String kind) {
    Matcher link =
        Pattern.compile("href='(/status/" + kind + "-[0-9]+)'").matcher(web.get("/status").text());
    assertThat(link.find()).isTrue();
    return link.group(1);
  }

  @Test
  void uploadsAndDownloads_haveTheirStatusPages() throws Exception {
    String asTahoesTestsAsk = "GET /%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    assertThat(web.speak(asTahoesTestsAsk.formatted(transfer("up"))))
        .contains("File Upload Status", "Total Size: 38400");
    assertThat(web.get(transfer("down")).text())
        .contains("File Download Status", "Total Size: 38400");
    JsonNode events = new ObjectMapper().readTree(web.get(transfer("down") + "/event_json").text());
    assertThat(events.path("read").path(0).path("bytes_returned").asLong()).isEqualTo(38_400);
    assertThat(events.path("block").size()).isPositive();
  }

  @Test
  void otherTransfers_haveThemToo_andNoneHasAnothers() {
    String cap = web.send("PUT", "/uri?format=sdmf", FILE).text();
    web.read(cap);
    String all = web.get("/status?all").text();
    for (String kind : List.of("publish", "retrieve", "mapupdate"))
      assertThat(all).as(kind).contains("'/status/" + kind + "-");
    String number = transfer("up").replaceAll("\\D", "");
    assertThat(web.get("/status/" + number).status()).isEqualTo(200);
    assertThat(web.get("/status/down-" + number).status()).isEqualTo(404);
    assertThat(web.get("/status/up-99999").status()).isEqualTo(404);
    assertThat(web.get("/status/up-x").status()).isEqualTo(404);
  }

  @Test
  void aForm_isAnsweredWithAPage_unlessTextIsAskedFor() {
    byte[] form = new FormBody().file("f", "text").bytes();
    for (String accept : List.of("*/*", "text/html,*/*;q=0.8"))
      assertThat(upload(form, accept).header("Content-Type")).startsWith("text/html");
    for (String accept : List.of("text/plain", "text/plain, application/octet-stream"))
      assertThat(upload(form, accept).text()).startsWith("URI:LIT:");
    assertThat(upload(form, "*/*").text()).contains("URI:LIT:");
  }

  private static Answer upload(byte[] form, String accept) {
    return web.send("POST", "/uri?t=upload", form, "Accept", accept, "Content-Type", FormBody.TYPE);
  }

  @Test
  void aHelper_hasItsPage() {
    Answer page = web.get("/helper_status");

    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.text()).contains("<h1><bdi>Helper Status</bdi></h1>");
    assertThat(web.get("/helper_status?t=json").text()).isEqualTo("{}\n");
  }

  @Test
  void statistics_haveAllAverages() {
    assertThat(web.get("/statistics?t=json").text())
        .contains("cpu_monitor.1min_avg", "cpu_monitor.5min_avg", "cpu_monitor.15min_avg");
  }

  @Test
  void crawlers_areKeptOut_andCopyingProgramsOffTheForms() {
    assertThat(web.get("/").header("X-Robots-Tag")).isEqualTo("noindex");
    String at = WebPort.path(web.send("POST", "/uri?t=mkdir", new byte[0]).text());
    web.send("PUT", at + "/f", "x".getBytes(StandardCharsets.UTF_8));
    Matcher links =
        Pattern.compile("<a [^>]*href=\"[^\"]*\\?[^\"]*\"").matcher(web.get(at + "/").text());
    while (links.find()) assertThat(links.group()).contains("rel=\"nofollow\"");
  }

  @Test
  void aNameOfAnyCharacters_isRenamedAndDeletedByThePages() {
    String at = WebPort.path(web.send("POST", "/uri?t=mkdir", new byte[0]).text());
    web.send("PUT", at + "/a%0a%E2%80%AEb%22", "x".getBytes(StandardCharsets.UTF_8));
    assertThat(web.get(at + "/", "Accept", "text/html").text()).contains("a␊[U+202E]b&quot;");
    String form = web.get(at + "/?t=rename-form&name=a%0a%E2%80%AEb%22").text();
    String action =
        form.replaceFirst("(?s).*?action=\"[^\"?]*(\\?t=rename[^\"]*)\".*", "$1")
            .replace("&amp;", "&");
    byte[] body = new FormBody().field("to_name", "c").bytes();

    assertThat(web.send("POST", at + "/" + action, body, "Content-Type", FormBody.TYPE).status())
        .isEqualTo(200);
    assertThat(web.get(at + "/c").text()).isEqualTo("x");
  }
}
