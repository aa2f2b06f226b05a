package org.truckee.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.cap.Capability;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.Blacklist;
import org.truckee.protocol.ReportAddress;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.http.WebPort.Answer;
import org.truckee.testing.known.Golden;

/** The blacklist of a gateway: its things are neither read nor changed, by any way. */
class BlacklistTest {
  private static final byte[] FILE = Golden.stream("prohibited", 1000);

  @TempDir static Path directory;
  private static TestGrid grid;
  private static WebPort web;
  private static Path list;

  @BeforeAll
  static void start() {
    grid = TestGrid.start(directory, 2, GatewaySettings.encoding(1, 1, 2));
    web = grid.web();
    list = directory.resolve("access.blacklist");
    grid.gateway().gateway().prohibit(Blacklist.in(list));
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  private void prohibit(String... caps) throws IOException {
    StringBuilder lines = new StringBuilder("# a comment\n\n");
    for (String cap : caps) lines.append(storageIndex(cap)).append("  off limits to you\n");
    list(lines.toString());
  }

  /** Writes the list; its gateway looks at it. */
  private void list(String lines) throws IOException {
    Files.writeString(list, lines);
    grid.gateway().gateway().blacklist().look();
  }

  private static StorageIndex storageIndex(String cap) {
    return Capability.parse(cap).verifyCap().orElseThrow().storageIndex();
  }

  private void assertProhibited(Answer answer) {
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text()).isIn("Access Prohibited: off limits to you\n", "");
  }

  private Answer send(String method, String path) {
    byte[] file = path.contains("t=uri") ? "URI:LIT:me".getBytes(UTF_8) : FILE;
    return web.send(method, path, method.equals("PUT") ? file : new byte[0]);
  }

  @Test
  void aFile_isReadByNoWay_andListedNevertheless() throws IOException {
    String at = WebPort.path(send("POST", "/uri?t=mkdir").text());
    for (String kind : List.of("", "?format=sdmf", "?format=mdmf")) {
      String name = "/f" + kind.replace("?format=", "");
      String cap = send("PUT", at + name + kind).text();
      assertThat(web.read(cap).status()).isEqualTo(200);
      prohibit(cap);

      String encoded = WebPort.path(cap).substring("/uri/".length());
      for (String path :
          List.of(
              "/uri/" + encoded,
              "/cap/" + encoded + "?filename=x",
              "/file/" + encoded + "/@@named=/x",
              "/named/" + encoded + "/x",
              at + name)) {
        assertProhibited(web.get(path));
        assertProhibited(send("HEAD", path));
        assertProhibited(web.get(path, "Range", "bytes=1-2"));
      }
      if (!kind.isEmpty()) {
        assertProhibited(send("PUT", at + name));
        assertProhibited(send("PUT", "/uri/" + encoded + "?offset=3"));
      }
      assertThat(web.get(at + "?t=json").text()).contains(cap);
      assertThat(web.get(at + name + "?t=uri").text()).isEqualTo(cap);
    }
  }

  @Test
  void thePageOfItsDirectory_showsItStruckOut_withNoWayToIt() throws IOException {
    String at = WebPort.path(send("POST", "/uri?t=mkdir").text());
    String cap = send("PUT", at + "/off").text();
    send("PUT", at + "/on?format=sdmf");
    prohibit(cap);

    assertThat(web.get(at + "/", "Accept", "text/html").text())
        .contains("<s><bdi>off</bdi></s>", "<td class=\"type\">prohibited</td>")
        .contains("<bdi>on</bdi></a>")
        .doesNotContain("<s><bdi>on</bdi></s>");
    prohibit();
    assertThat(web.get(at + "/", "Accept", "text/html").text()).contains("<bdi>off</bdi></a>");
  }

  @Test
  void aDirectory_isEnteredByNoWay() throws IOException {
    String at = WebPort.path(send("POST", "/uri?t=mkdir").text());
    String sub = send("POST", at + "/sub?t=mkdir").text();
    send("PUT", at + "/sub/below/f");
    prohibit(sub);

    for (String root : List.of(at + "/sub", WebPort.path(sub))) {
      for (String path : List.of("", "?t=json", "/", "/below/f", "/below?t=json", "/none"))
        assertProhibited(web.get(root + path));
      assertProhibited(send("PUT", root + "/new"));
      assertProhibited(send("DELETE", root + "/below"));
      assertProhibited(send("POST", root + "?t=unlink&name=below"));
    }
    assertThat(web.get(at + "?t=json").text()).contains(sub);
    assertThat(send("POST", at + "?t=stream-manifest").text()).contains("\"type\": \"stats\"");
  }

  /** Each operation on a prohibited file or directory, and whether it is let through. */
  @ParameterizedTest
  @CsvSource({
    "GET,    file,  t=info,                                200",
    "GET,    file,  t=uri,                                 200",
    "GET,    file,  t=readonly-uri,                        200",
    "GET,    file,  t=json,                                JSON",
    "GET,    file,  save=true,                             403",
    "POST,   file,  t=check,                               403",
    "POST,   file,  t=check&verify=true&output=json,       403",
    "POST,   file,  t=check&repair=true,                   403",
    "POST,   file,  t=check&add-lease=true,                403",
    "GET,    dir,   t=info,                                200",
    "GET,    dir,   t=uri,                                 200",
    "GET,    dir,   t=readonly-uri,                        200",
    "GET,    dir,   t=json,                                403",
    "GET,    dir,   t=manifest,                            403",
    "GET,    dir,   t=delete-form&name=below,              403",
    "POST,   dir,   t=check,                               403",
    "POST,   dir,   t=check&repair=true,                   403",
    "POST,   dir,   t=start-deep-check&ophandle=a,         403",
    "POST,   dir,   t=start-manifest&ophandle=b,           403",
    "POST,   dir,   t=start-deep-size&ophandle=c,          403",
    "POST,   dir,   t=start-deep-stats&ophandle=d,         403",
    "POST,   dir,   t=stream-manifest,                     403",
    "POST,   dir,   t=stream-deep-check,                   403",
    "POST,   dir,   t=mkdir&name=n,                        403",
    "POST,   dir,   t=uri&name=n&uri=URI:LIT:me,           403",
    "POST,   dir,   t=rename&from_name=below&to_name=n,    403",
    "POST,   dir,   t=relink&from_name=below&to_dir=AT&to_name=n, 403",
    "POST,   dir,   t=set_children,                        403",
    "PUT,    dir/n, t=uri,                                 403",
    "PUT,    dir/n, t=mkdir,                               403",
    "POST,   dir/n, t=mkdir,                               403",
    "DELETE, dir/below, '',                                403",
    "POST,   .,     t=relink&from_name=other&to_dir=DIR,   403",
  })
  void anOperation_isLetThrough_ifItDoesNotLookInside(
      String method, String path, String query, String status) throws IOException {
    for (Tree tree : List.of(Tree.of(web, "chk"), Tree.of(web, "sdmf"))) {
      prohibit(tree.file(), tree.dir());
      String asked =
          query
              .replace("AT", tree.at().substring("/uri/".length()))
              .replace("DIR", WebPort.path(tree.dir()).substring("/uri/".length()));
      Answer answer = send(method, tree.at() + "/" + path.replace(".", "") + "?" + asked);

      if (expected(status, tree.kind()) == 403) assertProhibited(answer);
      else assertThat(answer.status()).as(tree.kind()).isEqualTo(200);
      assertThat(web.get(tree.at() + "/other").status()).isEqualTo(200);
    }
  }

  /** A directory with a file and a directory of which both are prohibited, and another file. */
  private record Tree(String kind, String at, String file, String dir) {
    private static final Map<String, Tree> MADE = new HashMap<>();

    static Tree of(WebPort web, String kind) {
      return MADE.computeIfAbsent(kind, any -> make(web, kind));
    }

    static Tree make(WebPort web, String kind) {
      String at = WebPort.path(web.send("POST", "/uri?t=mkdir", new byte[0]).text());
      String dir = web.send("POST", at + "/dir?t=mkdir", new byte[0]).text();
      web.send("PUT", at + "/other", FILE);
      web.send("PUT", at + "/dir/below", FILE);
      String file = web.send("PUT", at + "/file?convergent=false&format=" + kind, FILE).text();
      return new Tree(kind, at, file, dir);
    }
  }

  @Test
  void theLinkToIt_isTheParents() throws IOException {
    Tree tree = Tree.make(web, "chk");
    prohibit(tree.file(), tree.dir());
    assertThat(send("PUT", tree.at() + "/file").status()).isEqualTo(200);
    assertThat(send("POST", tree.at() + "?t=rename&from_name=dir&to_name=d").status())
        .isEqualTo(200);
    assertThat(send("DELETE", tree.at() + "/d").status()).isEqualTo(200);
  }

  /** Of a file that can change, the size would have to be looked up. */
  private static int expected(String status, String kind) {
    if (!status.equals("JSON")) return Integer.parseInt(status);
    return kind.equals("chk") ? 200 : 403;
  }

  @Test
  void aDeepCheck_namesWhatIsProhibited_andChecksTheRest() throws IOException {
    String at = WebPort.path(send("POST", "/uri?t=mkdir").text());
    send("PUT", at + "/good");
    prohibit(send("PUT", at + "/bad?convergent=false").text());

    String lines = send("POST", at + "?t=stream-deep-check").text();

    assertThat(lines).contains("ERROR: bad: Access Prohibited: off limits to you");
    assertThat(lines).containsOnlyOnce("\"path\": [\"bad\"]");
    assertThat(lines).contains("\"path\": [\"good\"]");
  }

  @Test
  void theList_isReadAgainWhenItChanges() throws IOException {
    String cap = web.put(FILE);
    prohibit(cap);
    list("nonsense\n" + Files.readString(list));
    assertProhibited(web.read(cap));
    list("# nothing any more\n");
    assertThat(web.read(cap).status()).isEqualTo(200);
    prohibit(cap);
    assertProhibited(web.read(cap));
    Files.delete(list);
    grid.gateway().gateway().blacklist().look();
    assertThat(web.read(cap).status()).isEqualTo(200);
  }

  @Test
  void whoMeetsWhatIsProhibited_isToldWhereToObject() throws IOException {
    WebPort told =
        grid.gateway()
            .web(service -> service.reporting(ReportAddress.parse("https://example.org/abuse")));
    String cap = web.send("PUT", "/uri?convergent=false", FILE).text();
    prohibit(cap);
    String page = told.read(cap, "Accept", "text/html").text();
    assertThat(page)
        .contains("this should not be prohibited writes to https://example.org/abuse.")
        .contains("Report abuse: <a href=\"https://example.org/abuse\"");
    assertThat(told.read(cap, "Accept", "application/json").text())
        .contains("should not be prohibited writes to https://example.org/abuse.");
    assertThat(web.read(cap, "Accept", "text/html").text())
        .doesNotContain("prohibited writes to", "Report abuse");
    assertThat(told.get("/?t=json").text()).contains("\"report\": \"https://example.org/abuse\"");
    assertThat(told.get("/", "Accept", "text/html").text())
        .contains("Report abuse: <a href=\"https://example.org/abuse\"");
  }

  @Test
  void whatServersProhibit_isNotRead_andTheyServeAllElse() throws IOException {
    String cap = web.send("PUT", "/uri?convergent=false", FILE).text();
    Path theirs = directory.resolve("theirs.blacklist");
    Files.writeString(theirs, storageIndex(cap) + " off limits on these servers\n");
    for (int number = 0; number < 2; number++) {
      grid.server(number).stop();
      grid.server(number).prohibit(Blacklist.in(theirs));
      grid.server(number).start();
    }
    Answer answer = web.read(cap);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text()).contains("Access Prohibited: off limits on these servers");
    assertThat(web.read(web.put(FILE)).bytes()).isEqualTo(FILE);
  }
}
