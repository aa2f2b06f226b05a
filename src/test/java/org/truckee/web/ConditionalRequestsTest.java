package org.truckee.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.http.WebPort.Answer;
import org.truckee.testing.known.Golden;

/** Requests with conditions on what they are for, and requests for parts of files. */
class ConditionalRequestsTest {
  private static final byte[] FIRST = Golden.stream("first", 1000);
  private static final byte[] SECOND = Golden.stream("second", 1000);
  private static final String LONG_AGO = "Thu, 01 Jan 1970 00:00:01 GMT";
  private static final String FAR_AWAY = "Fri, 31 Dec 2100 23:59:59 GMT";

  @TempDir static Path directory;
  private static TestGrid grid;
  private static WebPort web;
  private String at;

  @BeforeAll
  static void start() {
    grid = TestGrid.start(directory, 2, GatewaySettings.encoding(1, 1, 2));
    web = grid.web();
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  @BeforeEach
  void newDirectory() {
    at = WebPort.path(web.send("POST", "/uri?t=mkdir", new byte[0]).text());
  }

  private Answer put(String name, byte[] contents, String... headers) {
    return web.send("PUT", at + name, contents, headers);
  }

  private String tag(String path) {
    String tag = web.get(path).header("ETag");
    assertThat(tag).as("ETag of " + path).matches("\"[!-~&&[^\"]]+\"");
    return tag;
  }

  @Test
  void aTag_isAsLongTheSame_asTheContentsAre() {
    for (String kind : List.of("", "?format=sdmf", "?format=mdmf")) {
      String path = at + "/f" + kind.length();
      web.send("PUT", path + kind, FIRST);
      String first = tag(path);
      assertThat(tag(path)).isEqualTo(first);
      web.send("PUT", path, SECOND);
      assertThat(tag(path)).as(kind).isNotEqualTo(first);
    }
    assertThat(tag(WebPort.path("URI:LIT:me"))).isNotEqualTo(tag(WebPort.path("URI:LIT:mi")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?format=sdmf", "?format=mdmf"})
  void aReader_getsWhatIsNotKnown_andOnlyThat(String kind) {
    web.send("PUT", at + "/f" + kind, FIRST);
    String path = at + "/f";
    String tag = tag(path);
    for (String method : List.of("GET", "HEAD")) {
      assertThat(read(method, path, "If-None-Match", tag)).isEqualTo(304);
      assertThat(read(method, path, "If-None-Match", "W/" + tag)).isEqualTo(304);
      assertThat(read(method, path, "If-None-Match", "\"x\", " + tag + ",\"y\"")).isEqualTo(304);
      assertThat(read(method, path, "If-None-Match", tag.replace("\"", ""))).isEqualTo(304);
      assertThat(read(method, path, "If-None-Match", "*")).isEqualTo(304);
      assertThat(read(method, path, "If-None-Match", "\"x\"")).isEqualTo(200);
      assertThat(read(method, path, "If-Match", tag)).isEqualTo(200);
      assertThat(read(method, path, "If-Match", "*")).isEqualTo(200);
      assertThat(read(method, path, "If-Match", "\"x\"")).isEqualTo(412);
      assertThat(read(method, path, "If-Match", "W/" + tag)).isEqualTo(412);
    }
  }

  private static int read(String method, String path, String... headers) {
    return web.send(method, path, new byte[0], headers).status();
  }

  @Test
  void aDate_isThatOfTheLink() {
    put("/f", FIRST);
    String linked = web.get(at + "/f").header("Last-Modified");

    assertThat(linked).endsWith(" GMT");
    assertThat(read("GET", at + "/f", "If-Modified-Since", linked)).isEqualTo(304);
    assertThat(read("GET", at + "/f", "If-Modified-Since", LONG_AGO)).isEqualTo(200);
    assertThat(read("GET", at + "/f", "If-Modified-Since", "yesterday")).isEqualTo(200);
    assertThat(read("GET", at + "/f", "If-Unmodified-Since", linked)).isEqualTo(200);
    assertThat(read("GET", at + "/f", "If-Unmodified-Since", LONG_AGO)).isEqualTo(412);
    assertThat(put("/f", SECOND, "If-Unmodified-Since", LONG_AGO).status()).isEqualTo(412);
    assertThat(put("/f", SECOND, "If-Unmodified-Since", FAR_AWAY).status()).isEqualTo(200);
  }

  @Test
  void aWriter_whoWantsToCreate_replacesNothing() {
    assertThat(put("/new", FIRST, "If-None-Match", "*").status()).isEqualTo(201);
    assertThat(put("/new", SECOND, "If-None-Match", "*").status()).isEqualTo(412);
    assertThat(put("/new/below/f", SECOND, "If-Match", "*").status()).isBetween(400, 412);
    assertThat(put("/none", SECOND, "If-Match", "*").status()).isEqualTo(412);
    assertThat(put("/a/b/none", SECOND, "If-Match", "\"x\"").status()).isEqualTo(412);
    assertThat(web.get(at + "/a").status()).as("made on the way").isEqualTo(404);
    assertThat(web.get(at + "/new").bytes()).isEqualTo(FIRST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?format=sdmf", "?format=mdmf"})
  void aWriter_replacesWhatWasSeen_andNothingElse(String kind) {
    put("/f" + kind, FIRST);
    String seen = tag(at + "/f");
    put("/f", SECOND);

    assertThat(put("/f", FIRST, "If-Match", seen).status()).isEqualTo(412);
    assertThat(put("/f", FIRST, "If-None-Match", tag(at + "/f")).status()).isEqualTo(412);
    assertThat(read("DELETE", at + "/f", "If-Match", seen)).isEqualTo(412);
    assertThat(upload("/f?t=upload", "If-Match", seen)).isEqualTo(412);
    assertThat(web.get(at + "/f").bytes()).isEqualTo(SECOND);
    assertThat(put("/f", FIRST, "If-Match", tag(at + "/f")).status()).isEqualTo(200);
    assertThat(upload("/f?t=upload", "If-Match", tag(at + "/f"))).isEqualTo(200);
    assertThat(read("DELETE", at + "/f", "If-Match", tag(at + "/f"))).isEqualTo(200);
    assertThat(web.get(at + "/f").status()).isEqualTo(404);
  }

  private int upload(String path, String name, String value) {
    return form(path, name, value).status();
  }

  private Answer form(String path, String name, String value) {
    byte[] body = new FormBody().file("x", "form").bytes();
    return web.send("POST", at + path, body, "Content-Type", FormBody.TYPE, name, value);
  }

  /** Each row: two headers, and what becomes of a reader and of a writer who send them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "If-Match: TAG       | If-Unmodified-Since: AGO   | 200 | 200",
        "If-Match: \"x\"     | If-Unmodified-Since: AHEAD | 412 | 412",
        "If-Match: TAG       | If-None-Match: TAG         | 304 | 412",
        "If-Match: TAG       | If-None-Match: \"x\"       | 200 | 200",
        "If-Match: \"x\"     | If-None-Match: \"x\"       | 412 | 412",
        "If-Match: \"x\",TAG | If-Match: \"y\"            | 200 | 200",
        "If-None-Match: \"x\"| If-None-Match: TAG         | 304 | 412",
        "If-None-Match: \"x\"| If-Modified-Since: AHEAD   | 200 | 200",
        "If-None-Match: TAG  | If-Modified-Since: AGO     | 304 | 412",
        "If-Unmodified-Since: AGO   | If-None-Match: \"x\" | 412 | 412",
        "If-Unmodified-Since: AHEAD | If-None-Match: TAG | 304 | 412",
        "If-Unmodified-Since: never | If-Modified-Since: never | 200 | 200",
        "If-Unmodified-Since: AHEAD | If-Modified-Since: AHEAD | 304 | 200",
        "If-Unmodified-Since: AGO   | If-Unmodified-Since: AGO | 200 | 200",
        "If-Modified-Since: AHEAD   | If-Modified-Since: AHEAD | 200 | 200",
        "If-Match: TAG\"     | If-Match: TAG\"             | 412 | 412",
        "If-None-Match: TAG x| If-None-Match: TAG x       | 200 | 412",
        "If-Match: *         | If-None-Match: *           | 304 | 412",
      })
  void conditions_haveAnOrder(String one, String other, int reader, int writer) {
    put("/f", FIRST);
    String[] headers = headers(tag(at + "/f"), one, other);
    for (String method : List.of("GET", "HEAD"))
      assertThat(web.send(method, at + "/f", new byte[0], headers).status())
          .as(method)
          .isEqualTo(reader);
    assertThat(put("/f", SECOND, headers).status()).isEqualTo(writer);
    assertThat(web.get(at + "/f").bytes()).isEqualTo(writer == 200 ? SECOND : FIRST);
  }

  private static String[] headers(String tag, String... lines) {
    return Arrays.stream(lines)
        .flatMap(line -> Arrays.stream(line.split(": ?", 2)))
        .map(part -> part.strip().replace("TAG", tag))
        .map(part -> part.replace("AGO", LONG_AGO).replace("AHEAD", FAR_AWAY))
        .toArray(String[]::new);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?format=sdmf", "?format=mdmf"})
  void aWriter_isToldTheTag_ofWhatIsThereThen(String kind) {
    Answer made = put("/f" + kind, FIRST);
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("ETag")).isEqualTo(tag(at + "/f"));
    Answer replaced = put("/f", SECOND, "If-Match", made.header("ETag"));
    assertThat(replaced.status()).isEqualTo(200);
    assertThat(replaced.header("ETag")).isEqualTo(tag(at + "/f"));
    Answer sent = form("/f?t=upload", "If-Match", replaced.header("ETag"));
    assertThat(sent.header("ETag")).isEqualTo(tag(at + "/f"));

    Answer loose = web.send("PUT", "/uri" + kind, FIRST);
    assertThat(loose.header("ETag")).isEqualTo(tag(WebPort.path(loose.text())));
  }

  @Test
  void aLargeVersion_isToldOf_asASmallOneIs() {
    put("/f?format=mdmf", FIRST);
    Answer large = put("/f", Golden.stream("large", 3 << 20));
    assertThat(large.header("ETag")).isEqualTo(tag(at + "/f"));
  }

  @Test
  void whatIsNotStoredAsItCame_hasNoTag() {
    put("/f?format=sdmf", FIRST);
    byte[] link = "URI:LIT:me".getBytes(StandardCharsets.UTF_8);
    for (Answer answer :
        List.of(
            put("/f?offset=3", SECOND),
            put("/l?t=uri", link),
            put("/d?t=mkdir", new byte[0]),
            form("/?t=upload", "Accept", "text/plain")))
      assertThat(answer.header("ETag")).isEmpty();
  }

  @Test
  void whatIsUnchanged_isToldWithWhatCachesGoBy() {
    put("/f", FIRST);
    Answer whole = web.get(at + "/f");
    Answer unchanged = web.get(at + "/f", "If-None-Match", whole.header("ETag"));
    assertThat(unchanged.status()).isEqualTo(304);
    for (String header : List.of("ETag", "Last-Modified", "Cache-Control"))
      assertThat(unchanged.header(header)).as(header).isEqualTo(whole.header(header)).isNotEmpty();
  }

  @Test
  void whatIsNotThere_wasNotModifiedSince() {
    assertThat(put("/new", FIRST, "If-Unmodified-Since", LONG_AGO).status()).isEqualTo(201);
    assertThat(read("GET", at + "/none", "If-None-Match", "*")).isEqualTo(404);
    assertThat(read("GET", at + "/none", "If-Modified-Since", FAR_AWAY)).isEqualTo(404);
  }

  @Test
  void whatIsNotThere_fulfilsNoCondition() {
    assertThat(read("DELETE", at + "/none", "If-Match", "*")).isEqualTo(412);
    assertThat(read("PUT", "/uri", "If-Match", "\"x\"")).isEqualTo(412);
    assertThat(read("PUT", "/uri", "If-None-Match", "*")).isEqualTo(200);
    assertThat(read("GET", at + "/?t=json", "If-Match", "\"x\"")).isEqualTo(412);
    assertThat(
            put("/l?t=uri", "URI:LIT:me".getBytes(StandardCharsets.UTF_8), "If-None-Match", "*")
                .status())
        .isEqualTo(200);
    assertThat(
            put("/l?t=uri", "URI:LIT:mi".getBytes(StandardCharsets.UTF_8), "If-None-Match", "*")
                .status())
        .isEqualTo(412);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?format=sdmf", "?format=mdmf"})
  void aRange_isOneOfTheVersionThatWasSeen_orNone(String kind) {
    put("/f" + kind, FIRST);
    String seen = tag(at + "/f");

    Answer same = web.get(at + "/f", "Range", "bytes=900-", "If-Range", seen);
    put("/f", SECOND);
    Answer other = web.get(at + "/f", "Range", "bytes=900-", "If-Range", seen);

    assertThat(same.status()).isEqualTo(206);
    assertThat(same.bytes()).isEqualTo(Arrays.copyOfRange(FIRST, 900, 1000));
    assertThat(other.status()).isEqualTo(200);
    assertThat(other.bytes()).isEqualTo(SECOND);
    for (String none : List.of("\"x\"", "W/" + tag(at + "/f"), LONG_AGO, FAR_AWAY, ""))
      assertThat(web.get(at + "/f", "Range", "bytes=1-", "If-Range", none).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "1000, bytes=0-0, 206, bytes 0-0/1000",
    "1000, bytes=999-, 206, bytes 999-999/1000",
    "1000, bytes=-5000, 206, bytes 0-999/1000",
    "1000, bytes=1000-, 200, ''",
    "1000, bytes=1001-, 416, bytes */1000",
    "1000, bytes=5000-6000, 416, bytes */1000",
    "1000, 'bytes=2-3,9-', 206, bytes 2-3/1000",
    "1000, bytes=5-3, 200, ''",
    "1000, nonsense, 200, ''",
    "0, bytes=0-, 200, ''",
    "0, bytes=1-, 416, bytes */0",
    "0, bytes=-1, 200, ''",
  })
  void getAndHead_selectTheSameBytes(int size, String range, int status, String told) {
    for (String kind : List.of("", "?format=sdmf")) {
      put("/r" + kind, Arrays.copyOf(FIRST, size));
      for (String method : List.of("GET", "HEAD")) {
        Answer answer = web.send(method, at + "/r", new byte[0], "Range", range);
        assertThat(answer.status()).as(method).isEqualTo(status);
        assertThat(answer.header("Content-Range")).as(method).isEqualTo(told);
      }
      web.send("DELETE", at + "/r", new byte[0]);
    }
  }
}
