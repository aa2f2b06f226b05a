package org.truckee.web.writing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.Markup;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.http.WebPort.Answer;
import org.truckee.web.FormBody;

/** The page of a directory replaces nothing in silence, with or without scripts. */
class AskingUploadTest {
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
    upload("f.txt", "first");
  }

  private Answer upload(String name, String contents) {
    FormBody form = new FormBody().field("when_done", ".").file(name, contents);
    return post(action(web.get(at + "/", "Accept", "text/html").text(), "t=upload"), form);
  }

  private Answer post(String action, FormBody form) {
    String path = at + "/" + action.substring(action.indexOf('?'));
    Answer answer =
        web.send("POST", path, form.bytes(), "Accept", "text/html", "Content-Type", FormBody.TYPE);
    if (answer.status() == 200) assertThat(Markup.faults(answer.text())).isEmpty();
    return answer;
  }

  private static String action(String page, String part) {
    Matcher actions = Pattern.compile("action=\"([^\"]*)\"").matcher(page);
    while (actions.find())
      if (actions.group(1).contains(part)) return actions.group(1).replace("&amp;", "&");
    throw new AssertionError("no form with " + part + " in " + page);
  }

  private String contents(String name) {
    return web.get(at + "/" + name).text();
  }

  @Test
  void aNameThatIsTaken_isAskedAbout_andNothingIsReplaced() {
    Answer asked = upload("f.txt", "second");

    assertThat(asked.status()).isEqualTo(200);
    assertThat(asked.text()).contains("f.txt is here already", "Replace", "Keep both", "Skip");
    assertThat(contents("f.txt")).isEqualTo("first");
    assertThat(upload("other.txt", "x").status()).isEqualTo(302);
  }

  @Test
  void both_canBeKept() {
    Answer kept = post(action(upload("f.txt", "second").text(), "replace=false"), new FormBody());

    assertThat(kept.status()).isEqualTo(302);
    assertThat(contents("f.txt")).isEqualTo("first");
    assertThat(contents("f%20(2).txt")).isEqualTo("second");
    assertThat(upload("f.txt", "third").text()).contains("f (3).txt");
  }

  @Test
  void whatIsReplaced_isTold_andCanBeBroughtBack() {
    Answer told = post(action(upload("f.txt", "second").text(), "replace=only"), new FormBody());

    assertThat(told.text()).contains("f.txt was replaced", "URI:LIT:", "Undo");
    assertThat(contents("f.txt")).isEqualTo("second");
    assertThat(post(action(told.text(), "t=uri"), new FormBody()).status()).isEqualTo(302);
    assertThat(contents("f.txt")).isEqualTo("first");
  }

  @Test
  void aDirectory_isNotReplacedByAFile() {
    web.send("POST", at + "/d?t=mkdir", new byte[0]);

    assertThat(upload("d", "x").text()).contains("Keep both").doesNotContain(">Replace<");
    assertThat(web.get(at + "/d/?t=json").text()).contains("dirnode");
  }

  @Test
  void programs_replaceAsInTahoe() {
    byte[] form = new FormBody().file("f.txt", "second").bytes();

    web.send("POST", at + "/?t=upload", form, "Content-Type", FormBody.TYPE);

    assertThat(contents("f.txt")).isEqualTo("second");
  }
}
