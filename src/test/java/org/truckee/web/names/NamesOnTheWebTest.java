package org.truckee.web.names;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.http.WebPort.Answer;
import org.truckee.web.FormBody;
import org.truckee.web.http.Address;

/** A name is what it is, by whatever way it comes to the web port. */
class NamesOnTheWebTest {
  private static final byte[] FILE = "short".getBytes(StandardCharsets.UTF_8);

  @TempDir static Path directory;
  private static TestGrid grid;
  private static WebPort web;

  @BeforeAll
  static void start() {
    grid = TestGrid.start(directory, 2, GatewaySettings.encoding(1, 1, 2));
    web = grid.web();
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  private static String newDirectory() {
    return WebPort.path(web.send("POST", "/uri?t=mkdir", new byte[0]).text());
  }

  private static List<String> names(String at) {
    try {
      List<String> names = new ArrayList<>();
      new ObjectMapper()
          .readTree(web.get(at + "?t=json").text())
          .path(1)
          .path("children")
          .fieldNames()
          .forEachRemaining(names::add);
      return names;
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static Answer post(String path, FormBody form) {
    return web.send("POST", path, form.bytes(), "Content-Type", FormBody.TYPE);
  }

  @Test
  void namesThatDifferInSpacesOnly_areDifferentNames() {
    String at = newDirectory();
    for (String name : List.of("x", "x%20", "%20x", "x%E3%80%80", "x%09", "x%0a"))
      assertThat(web.send("PUT", at + "/" + name, FILE).status()).as(name).isEqualTo(201);
    assertThat(names(at)).contains("x", "x ", " x", "x\u3000", "x\t", "x\n");

    post(at + "/?t=rename", new FormBody().field("from_name", "x ").field("to_name", " z"));
    assertThat(names(at)).contains("x", " z").doesNotContain("x ", "z");
    post(at + "/?t=unlink", new FormBody().field("name", " x"));
    assertThat(names(at)).contains("x").doesNotContain(" x");
    post(at + "/?t=mkdir", new FormBody().field("name", "dir "));
    post(at + "/?t=uri", new FormBody().field("name", " lnk").field("uri", " URI:LIT:me \n"));
    post(at + "/?t=upload", new FormBody().file("trail ", "x"));
    post(at + "/?t=upload", new FormBody().field("name", " given ").file("other", "x"));
    post(at + "/?t=relink&from_name=x%09&to_name=%09y", new FormBody());
    assertThat(names(at))
        .containsExactlyInAnyOrder(
            "x", " z", "x\u3000", "\ty", "x\n", "dir ", " lnk", "trail ", " given ");
  }

  @Test
  void filesOfAForm_keepTheirNames_andReplaceNothing() {
    String at = newDirectory();
    FormBody form = new FormBody();
    for (String name : List.of("a=b", "a;b", "a,b", "a:b", "a\tb", "a&amp;b", "C:\\d\\x", "q%22b"))
      form.file(name, name);

    assertThat(post(at + "/?t=upload", form).status()).isEqualTo(200);

    assertThat(names(at))
        .containsExactlyInAnyOrder(
            "a=b", "a;b", "a,b", "a:b", "a\tb", "a&amp;b", "C:\\d\\x", "q\"b");
    assertThat(web.get(at + "/C:%5Cd%5Cx").text()).isEqualTo("C:\\d\\x");
  }

  @Test
  void aSemicolon_separatesNothing() {
    String at = newDirectory();
    web.send("PUT", at + "/a", FILE);
    web.send("PUT", at + "/a;b.txt", FILE);

    web.send("POST", at + "/?t=unlink&name=a;b.txt", new byte[0]);
    assertThat(names(at)).containsExactly("a");
    web.send(
        "POST",
        at + "/",
        "t=rename&from_name=a&to_name=c;d".getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        "application/x-www-form-urlencoded");
    assertThat(names(at)).containsExactly("c;d");
    assertThat(web.get(at + "/c%3Bd?filename=a;b.txt&save=1").header("Content-Disposition"))
        .contains("a;b.txt");
  }

  @Test
  void anEncodedSlash_isPartOfAName() {
    String at = newDirectory();
    web.send("PUT", at + "/a%2Fb", FILE);
    web.send("PUT", at + "/a/b", FILE);

    assertThat(names(at)).containsExactlyInAnyOrder("a/b", "a");
    assertThat(web.get(at + "//a").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", ".", "", "a/b"})
  void whatCanBeNoName_isRefusedInWords(String name) {
    String at = newDirectory();
    String query = "name=" + Address.encode(name);

    List<Answer> answers =
        List.of(
            post(at + "/?t=upload", new FormBody().file(name, "x")),
            post(at + "/?t=upload&" + query, new FormBody().file(name, "x")),
            web.send("POST", at + "/?t=uri&uri=URI:LIT:me&" + query, new byte[0]));

    for (Answer answer : answers) {
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text()).hasSizeGreaterThan(10);
    }
    assertThat(names(at)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%4", "%zz", "%ff", "%c3%28", "%ed%a0%80"})
  void whatIsNotUtf8_isRefused_notGuessed(String bad) {
    String at = newDirectory();
    for (String request :
        List.of(
            "PUT " + at + "/x" + bad,
            "GET " + at + "/x?filename=" + bad,
            "POST " + at + "/?t=mkdir&name=" + bad,
            "GET /?t=" + bad,
            "GET /status/?" + bad,
            "GET /statistics?span=" + bad,
            "GET /provisioning?x=" + bad,
            "GET /uri?uri=" + bad)) {
      String answer =
          web.speak(
              request
                  + " HTTP/1.1\r\n"
                  + "Host: localhost\r\n"
                  + "Content-Length: 0\r\n"
                  + "Connection: close\r\n\r\n");
      assertThat(answer).as(request).startsWith("HTTP/1.1 400 ");
    }
    assertThat(names(at)).isEmpty();
  }
}
