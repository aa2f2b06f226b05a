package org.truckee.web.names;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestVdrive;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.known.HardNames;
import org.truckee.web.FormBody;
import org.truckee.web.http.Address;

/** Each hard name by each of the web's doors: what goes in by one comes out by all others. */
class NamesTableTest {
  private static final GatewaySettings SETTINGS = GatewaySettings.encoding(1, 1, 1);
  private static final byte[] NOTHING = {};

  private static TestVdrive vdrive;
  private static TestGrid grid;
  private static WebPort web;

  @BeforeAll
  static void start(@TempDir Path directory) {
    vdrive = TestVdrive.start(directory);
    grid = TestGrid.start(directory.resolve("grid"), 1, SETTINGS);
    web = grid.gateway(SETTINGS.vdrive(vdrive, vdrive.makeRoot())).web();
  }

  @AfterAll
  static void stop() {
    grid.close();
    vdrive.close();
  }

  private static String newDirectory() {
    return WebPort.path(vdrive.makeRoot().toUri());
  }

  private static String encoded(String name) {
    return Address.encode(name);
  }

  private static List<String> names(String at) {
    try {
      List<String> names = new ArrayList<>();
      new ObjectMapper()
          .readTree(web.get(at + "?t=json").text())
          .at("/1/children")
          .fieldNames()
          .forEachRemaining(names::add);
      return names;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void form(String path, FormBody form) {
    assertThat(web.send("POST", path, form.bytes(), "Content-Type", FormBody.TYPE).status())
        .as(path)
        .isLessThan(400);
  }

  /** As browsers write a file's name in a form. */
  private static String quoted(String name) {
    return name.replace("\"", "%22").replace("\n", "%0A").replace("\r", "%0D");
  }

  @Test
  void namesThatComeInByPaths_areFoundByThem() {
    String at = newDirectory();
    for (String name : HardNames.ALL)
      assertThat(web.send("PUT", at + "/" + encoded(name), name.getBytes(UTF_8)).status())
          .as(name)
          .isEqualTo(201);

    assertThat(names(at)).containsExactlyInAnyOrderElementsOf(HardNames.ALL);
    for (String name : HardNames.ALL)
      assertThat(web.get(at + "/" + encoded(name)).text()).isEqualTo(name);
    for (String name : HardNames.ALL)
      assertThat(web.send("DELETE", at + "/" + encoded(name), NOTHING).status())
          .as(name)
          .isEqualTo(200);
    assertThat(names(at)).isEmpty();
  }

  @Test
  void namesThatComeInByParameters_areRenamedMovedAndRemovedByThem() {
    String at = newDirectory();
    String capability = vdrive.makeRoot().toUri();
    String other = WebPort.path(capability);
    String link = at + "/?t=uri&uri=URI:LIT:pa&name=";
    for (String name : HardNames.ALL) form(link + encoded(name), new FormBody());
    assertThat(names(at)).containsExactlyInAnyOrderElementsOf(HardNames.ALL);

    for (String name : HardNames.ALL) {
      String from = "&from_name=" + encoded(name);
      form(at + "/?t=rename" + from + "&to_name=" + encoded(name + " x"), new FormBody());
      form(
          at + "/?t=relink&to_name=" + encoded(name),
          new FormBody().field("from_name", name + " x").field("to_dir", capability));
    }

    assertThat(names(at)).isEmpty();
    assertThat(names(other)).containsExactlyInAnyOrderElementsOf(HardNames.ALL);
    for (String name : HardNames.ALL)
      form(other + "/?t=unlink", new FormBody().field("name", name));
    assertThat(names(other)).isEmpty();
  }

  @Test
  void namesThatComeInByForms_areWhatWasSent() {
    String files = newDirectory();
    String named = newDirectory();
    String folders = newDirectory();
    for (String name : HardNames.ALL) {
      form(files + "/?t=upload", new FormBody().file(quoted(name), "x"));
      form(named + "/?t=upload", new FormBody().field("name", name).file("other", "x"));
      form(folders + "/?t=mkdir", new FormBody().field("name", name));
    }

    for (String at : List.of(named, folders))
      assertThat(names(at)).containsExactlyInAnyOrderElementsOf(HardNames.ALL);
    assertThat(names(files)).hasSize(HardNames.ALL.size());
    assertThat(names(files))
        .containsAll(HardNames.ALL.stream().filter(NamesTableTest::isSentAsItIs).toList());
  }

  /** Browsers escape three characters in a file's name, and the escape not. */
  private static boolean isSentAsItIs(String name) {
    return !name.matches("(?s).*%(22|0A|0D).*");
  }

  @Test
  void theLinksAndFormsOfPages_leadToWhatTheyStandAt() {
    String at = newDirectory();
    for (String name : HardNames.ALL)
      web.send("PUT", at + "/" + encoded(name), name.getBytes(UTF_8));

    String page = web.get(at + "/", "Accept", "text/html").text();
    List<String> found = new ArrayList<>();
    for (String href : matches(page, "class=\"name\"><a href=\"([^\"]*)\""))
      found.add(web.get(resolved(at + "/", href)).text());
    assertThat(found).containsExactlyInAnyOrderElementsOf(HardNames.ALL);

    List<String> renames = matches(page, "href=\"([^\"]*t=rename-form[^\"]*)\"");
    assertThat(renames).hasSize(HardNames.ALL.size());
    for (String href : renames) {
      String asked = resolved(at + "/", href);
      String form = web.get(asked, "Accept", "text/html").text();
      String action = matches(form, "action=\"([^\"]*t=rename[^\"]*)\"").get(0);
      form(resolved(asked, action), new FormBody().field("to_name", "to " + found.remove(0)));
    }
    String after = web.get(at + "/", "Accept", "text/html").text();
    for (String href : matches(after, "href=\"([^\"]*t=delete-form[^\"]*)\"")) {
      String asked = resolved(at + "/", href);
      String form = web.get(asked, "Accept", "text/html").text();
      form(
          resolved(asked, matches(form, "action=\"([^\"]*t=(?:unlink|delete)[^\"]*)\"").get(0)),
          new FormBody());
    }
    assertThat(names(at)).isEmpty();
  }

  private static List<String> matches(String page, String pattern) {
    return Pattern.compile(pattern).matcher(page).results().map(found -> found.group(1)).toList();
  }

  private static String resolved(String base, String href) {
    URI found = URI.create(base).resolve(href.replace("&amp;", "&"));
    return found.getRawPath() + (found.getRawQuery() == null ? "" : "?" + found.getRawQuery());
  }

  @Test
  void aFileIsSavedUnderItsName_whateverThatIs() {
    String cap = web.send("PUT", "/uri", "x".repeat(100).getBytes(UTF_8)).text();
    for (String name : HardNames.ALL) {
      assertThat(web.get("/file/" + cap + "/@@named=/" + encoded(name)).status())
          .as(name)
          .isEqualTo(200);
      String header =
          web.get(WebPort.path(cap) + "?save=true&filename=" + encoded(name))
              .header("Content-Disposition");
      assertThat(header).as(name).startsWith("attachment; filename").doesNotContain("\n");
      if (header.contains("filename*="))
        assertThat(header).as(name).contains("filename*=UTF-8''" + encoded(name));
      else assertThat(header).as(name).contains(name.replace("\\", "\\\\").replace("\"", "\\\""));
    }
  }
}
