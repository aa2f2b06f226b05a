package org.truckee.web.strangers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.testing.Waiting;
import org.truckee.testing.faults.EndlessDirectory;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.Markup;
import org.truckee.testing.http.WebPort;
import org.truckee.web.FormBody;
import org.truckee.web.http.Address;

/** Every page as a gateway serves it, of things whose names want to break out of it. */
class ServedPagesTest {
  private static final String NAME = "\"><script>alert('1')</script>&amp; \u202e'%2f?#.txt";
  private static final byte[] FILE =
      "long enough to be kept on servers, ".repeat(9).getBytes(StandardCharsets.UTF_8);
  private static final EndlessDirectory ENDLESS = new EndlessDirectory();

  @TempDir static Path directory;
  private static TestGrid grid;
  private static String root;

  @BeforeAll
  static void start() {
    GatewaySettings settings = GatewaySettings.usual().directories(java.util.List.of(ENDLESS));
    grid = TestGrid.start(directory, 10, settings);
    root = WebPort.path(send("POST", "/uri?t=mkdir", "*/*").text().strip()) + "/";
    String encoded = Address.encode(NAME);
    assertThat(grid.web().send("PUT", root + encoded, FILE).status()).isEqualTo(201);
    send("POST", root + "?t=mkdir&name=Photos", "*/*");
    send("POST", root + "Photos/" + encoded + "?t=mkdir", "*/*");
    grid.web().send("PUT", root + "changes.txt?format=MDMF", FILE);
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  private static WebPort.Answer send(String method, String path, String accept) {
    String atRoot = path.replaceFirst("^(\\.\\./)+", "/");
    WebPort.Answer answer = grid.web().send(method, atRoot, new byte[0], "Accept", accept);
    assertThat(answer.status()).as(answer.text()).isLessThan(400);
    return answer;
  }

  private static String page(String method, String path) {
    return checked(send(method, path, "text/html").text());
  }

  private static String checked(String page) {
    assertThat(Markup.faults(page)).as(page).isEmpty();
    assertThat(page).containsOnlyOnce("<h1>").doesNotContain("<script>alert");
    String title = page.replaceFirst("(?s).*?<title>(.*?)</title>.*", "$1");
    assertThat(title).endsWith(" – Truckee").doesNotContain("URI:");
    return page;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/status/",
        "/status/?all",
        "/status/1",
        "/statistics",
        "/statistics?span=year",
        "/provisioning",
        "/provisioning?users=10&files=3"
      })
  void whatTheGatewayTellsOfItself(String path) {
    page("GET", path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?sort=-size", "?find=x", "?after=1:z", "?t=info", "?t=manifest"})
  void aDirectory(String query) {
    page("GET", root + query);
    page("GET", root + "Photos/" + query);
  }

  @Test
  void theOwner_seesWhichFilesWereTransferred_andNobodyElseDoes() {
    String own = WebPort.path(send("POST", "/uri?t=mkdir", "*/*").text().strip());
    byte[] file = new byte[1000];
    assertThat(grid.web().send("PUT", own + "/holiday.jpg", file).status()).isEqualTo(201);
    assertThat(page("GET", "/status/")).contains("Upload: <bdi>holiday.jpg</bdi></a>");
    WebPort.Answer elsewhere =
        grid.web().get("/status/", "Accept", "text/html", "X-Forwarded-For", "192.0.2.1");
    assertThat(elsewhere.text()).contains("Upload</a>").doesNotContain("holiday.jpg");
    assertThat(grid.web().get("/status/?t=json").text()).doesNotContain("holiday.jpg");
  }

  /** The rest of it is hidden by the style as soon as something follows. */
  @Test
  void aPageThatTakesAWhile_saysSo_andOthersDoNot() {
    String sign = "<div class=\"loading\" role=\"status\"></div>";
    assertThat(page("GET", root)).containsOnlyOnce(sign);
    assertThat(page("GET", root).indexOf(sign))
        .isGreaterThan(page("GET", root).indexOf("</h1>"))
        .isLessThan(page("GET", root).indexOf("<table"));
    assertThat(page("GET", "/status/")).doesNotContain(sign);
  }

  @Test
  void aChild_isCalledByItsName_andTheWayBackIsShown() {
    String encoded = Address.encode(NAME);
    String escaped = "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;";
    for (String t : new String[] {"rename-form", "delete-form"})
      assertThat(page("GET", root + "?t=" + t + "&name=" + encoded))
          .contains(escaped, "<a href=\"../.." + root + "\"><bdi>Folder</bdi></a>");
    String info = page("GET", root + encoded + "?t=info");
    assertThat(info).contains("Details of", escaped, "<a href=\"./\"><bdi>Folder</bdi></a>");
    assertThat(info).contains("/@@named=/" + encoded);
    page("GET", root + "changes.txt?t=info");
  }

  @Test
  void whatIsAddedOrMoved_mayBeGivenByItsLink() {
    String own = grid.web().address().toString().replaceFirst("/$", "");
    String from = WebPort.path(send("POST", "/uri?t=mkdir", "*/*").text().strip()) + "/";
    String link = Address.encode(own + root + Address.encode("Photos") + "/");
    String cap = Address.encode(own + WebPort.path(grid.web().put(FILE)));
    send("POST", from + "?t=uri&name=given.txt&uri=" + cap, "*/*");
    assertThat(grid.web().get(from + "given.txt").bytes()).isEqualTo(FILE);
    send("POST", from + "?t=relink&from_name=given.txt&to_name=moved.txt&to_dir=" + link, "*/*");
    assertThat(grid.web().get(root + "Photos/moved.txt").bytes()).isEqualTo(FILE);
    assertThat(grid.web().get(from + "given.txt").status()).isEqualTo(404);
    send("DELETE", root + "Photos/moved.txt", "*/*");
  }

  @Test
  void aStoredFile() {
    String name = NAME.replace("\"", "%22");
    byte[] form = new FormBody().file(name, new String(FILE, StandardCharsets.UTF_8)).bytes();
    String type = "multipart/form-data; boundary=boogabooga";
    WebPort.Answer answer =
        grid.web().send("POST", "/uri?t=upload", form, "Accept", "text/html", "Content-Type", type);
    assertThat(checked(answer.text())).contains("is stored", "Anyone with this link can read");
  }

  @Test
  void aCheck_saysHowWellAThingIsKept() {
    String file = Address.encode(NAME);
    assertThat(page("POST", root + file + "?t=check"))
        .contains("All its shares are there, on 10 servers.");
    assertThat(page("POST", root + "?t=check&verify=true")).contains("on 10 servers.");
  }

  @Test
  void aCheckOfEverything_showsItsResult() {
    String info = page("GET", root + "?t=info");
    String action = info.replaceFirst("(?s).*action=\"([^\"]*start-deep-check[^\"]*)\".*", "$1");
    String started = send("POST", action.replace("&amp;", "&"), "text/html").header("Location");
    Waiting.untilTrue(() -> page("GET", started).contains("are healthy"));
    assertThat(page("GET", started)).contains("5 of 5 are healthy.");
  }

  @Test
  void workThatTakesLong_showsHowFarItIs_andCanBeCancelled() {
    String endless = WebPort.path(ENDLESS.capability().toUri());
    for (String work : new String[] {"deep-check", "manifest", "deep-stats&output=html"}) {
      String started =
          send("POST", endless + "?ophandle=long&t=start-" + work, "text/html").header("Location");
      assertThat(page("GET", started)).contains("data-live", "So far", "action=\"?t=cancel");
      assertThat(page("POST", "/operations/long?t=cancel")).contains("<bdi>Cancelled</bdi>");
    }
  }
}
