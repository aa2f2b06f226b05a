package org.truckee.web.trash;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.truckee.cap.Capability;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestVdrive;
import org.truckee.testing.http.Markup;
import org.truckee.testing.http.WebPort;

/** What requests remove or replace in a drive of either kind goes to its trash, and comes back. */
@Tag("slow")
class TrashOnTheWebTest {
  private static final GatewaySettings SETTINGS = GatewaySettings.encoding(1, 1, 2);
  private static final String OLD = DriveOfTests.cap("n5wgi");
  private static final String NEW = DriveOfTests.cap("nzsxo");

  private static TestVdrive vdrive;
  private static TestGrid grid;
  private static DriveOfTests ofVdrive;
  private static DriveOfTests ofGrid;

  /** The kinds of drives. */
  enum Kind {
    VDRIVE,
    GRID;

    DriveOfTests drive() {
      return this == VDRIVE ? ofVdrive : ofGrid;
    }
  }

  @BeforeAll
  static void start(@TempDir Path directory) {
    vdrive = TestVdrive.start(directory);
    grid = TestGrid.start(directory.resolve("grid"), 2, SETTINGS.vdrive(vdrive, vdrive.makeRoot()));
    WebPort web = grid.web();
    ofVdrive = new DriveOfTests(web, "/vdrive/private");
    ofGrid = new DriveOfTests(web, WebPort.path(newDrive()));
  }

  private static String newDrive() {
    String cap = grid.web().send("POST", "/uri?t=mkdir", new byte[0]).text().strip();
    grid.gateway().addDrive(Capability.parse(cap));
    return cap;
  }

  @AfterAll
  static void stop() {
    grid.close();
    vdrive.close();
  }

  /** A request about {@code a/old}, which takes it away or leaves it in the drive. */
  enum Operation {
    DELETE(true, "DELETE", "/a/old", ""),
    UNLINK(true, "POST", "/a?t=unlink&name=old", ""),
    PUT_OVER(true, "PUT", "/a/old", "other contents"),
    LINK_OVER(true, "PUT", "/a/old?t=uri", NEW),
    LINK_BY_FORM(true, "POST", "/a?t=uri&name=old&uri=" + NEW, ""),
    RENAME_OVER(true, "POST", "/a?t=rename&from_name=new&to_name=old", ""),
    MOVE_OVER(true, "POST", "/b?t=relink&from_name=new&to_name=old&to_dir=ROOT%2Fa", ""),
    SET_CHILDREN(true, "POST", "/a?t=set_children", children("old", "x", "y", "z", "u")),
    DIRECTORY_OVER(true, "POST", "/a?t=mkdir&name=old", ""),
    RENAME(false, "POST", "/a?t=rename&from_name=old&to_name=renamed", ""),
    MOVE(false, "POST", "/a?t=relink&from_name=old&to_dir=ROOT%2Fb", ""),
    THE_SAME_AGAIN(false, "PUT", "/a/old?t=uri", OLD),
    NOT_REPLACED(false, "PUT", "/a/old?t=uri&replace=false", NEW),
    NOTHING_THERE(false, "DELETE", "/a/nothing", "");

    final boolean takesAway;
    final String method;
    final String path;
    final String body;

    Operation(boolean takesAway, String method, String path, String body) {
      this.takesAway = takesAway;
      this.method = method;
      this.path = path;
      this.body = body;
    }

    private static String children(String... names) {
      return Arrays.stream(names)
          .map(name -> DriveOfTests.pair(name, NEW))
          .collect(Collectors.joining(", ", "{", "}"));
    }
  }

  private static Stream<Arguments> all() {
    return Stream.of(Kind.values())
        .flatMap(kind -> Stream.of(Operation.values()).map(each -> Arguments.of(kind, each)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatARequestTakesAway_isInTheTrash_andNothingElse(Kind kind, Operation operation) {
    DriveOfTests drive = kind.drive();
    drive.set("/a", Map.of("old", OLD, "new", NEW));
    drive.set("/b", Map.of("new", NEW));
    drive.empty();

    drive.send(
        operation.method,
        operation.path.replace("ROOT", DriveOfTests.encode(drive.at("/"))),
        operation.body);

    assertThat(drive.trashed())
        .isEqualTo(operation.takesAway ? List.of("a/old " + OLD) : List.of());
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aDirectory_comesBackWithAllThatIsInIt(Kind kind) {
    DriveOfTests drive = kind.drive();
    drive.empty();
    drive.link("/tree/below/file", OLD);
    String tree = drive.at("/tree");
    drive.send("DELETE", "/tree", "");
    assertThat(drive.at("/tree/below/file")).isEmpty();

    assertThat(drive.post("t=restore&entry=" + DriveOfTests.encode(drive.entry())))
        .isEqualTo("tree");

    assertThat(drive.at("/tree")).isEqualTo(tree);
    assertThat(drive.at("/tree/below/file")).isEqualTo(OLD);
    assertThat(drive.trashed()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aPlaceThatIsTaken_staysSo_unlessItIsToBeReplaced(Kind kind) {
    DriveOfTests drive = kind.drive();
    drive.empty();
    drive.link("/gone/file", OLD);
    drive.send("DELETE", "/gone/file", "");
    drive.link("/gone/file", NEW);
    String restore = "t=restore&entry=" + DriveOfTests.encode(drive.entry());

    assertThat(drive.send("POST", "/?" + restore, "")).isEqualTo(409);
    assertThat(drive.at("/gone/file")).isEqualTo(NEW);
    assertThat(drive.post(restore + "&to=new/place/for%20it")).isEqualTo("new/place/for it");
    assertThat(drive.at("/new/place/for%20it")).isEqualTo(OLD);

    drive.send("DELETE", "/new/place/for%20it", "");
    drive.post("t=restore&replace=true&to=gone/file&entry=" + DriveOfTests.encode(drive.entry()));
    assertThat(drive.at("/gone/file")).isEqualTo(OLD);
    assertThat(drive.trashed()).containsExactly("gone/file " + NEW);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void theTrashItself_canBeTakenAway_andAFileInItsPlaceIsSaid(Kind kind) {
    DriveOfTests drive = kind.drive();
    drive.link("/one", OLD);
    drive.send("DELETE", "/one", "");
    assertThat(drive.send("DELETE", "/.trash", "")).isEqualTo(200);
    assertThat(drive.trashed()).isEmpty();

    drive.link("/.trash", OLD);
    drive.link("/two", OLD);
    WebPort.Answer refused = drive.web().send("DELETE", drive.root() + "/two", new byte[0]);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text()).contains("'.trash' is no directory that can be changed");
    assertThat(drive.at("/two")).isEqualTo(OLD);

    assertThat(drive.send("DELETE", "/.trash", "")).isEqualTo(200);
    assertThat(drive.send("DELETE", "/two", "")).isEqualTo(200);
    assertThat(drive.trashed()).containsExactly("two " + OLD);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void readersOfADrive_doNotSeeWhatWasTakenAway(Kind kind) {
    DriveOfTests drive = kind.drive();
    drive.link("/secret", OLD);
    drive.send("DELETE", "/secret", "");
    WebPort.Answer reader = drive.web().get(drive.root() + "/?t=readonly-uri");
    String readOnly = WebPort.path(reader.text().strip());

    drive.empty();
    drive.link("/secret", OLD);
    drive.send("DELETE", "/secret", "");

    WebPort.Answer trash = drive.web().get(readOnly + "/.trash/?t=json");
    assertThat(trash.status()).isEqualTo(200);
    assertThat(trash.text()).contains("\"children\": {}").doesNotContain("secret");
    assertThat(drive.web().get(readOnly + "/?t=json").status()).isEqualTo(200);
    assertThat(drive.web().get(readOnly + "/?t=trash").status()).isEqualTo(405);
    WebPort.Answer checked =
        drive.web().send("POST", readOnly + "/?t=stream-deep-check", new byte[0]);
    assertThat(checked.text()).contains("\"stats\"").doesNotContain("rror");
    assertThat(drive.web().get(readOnly + "/", "Accept", "text/html").text()).contains(".trash");
    assertThat(drive.web().get(drive.root() + "/.trash?t=json").text()).contains("secret");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void thePageOfADrive_leadsToItsTrash_whichRestores(Kind kind) {
    DriveOfTests drive = kind.drive();
    drive.empty();
    drive.link("/a/page.txt", OLD);
    drive.send("DELETE", "/a/page.txt", "");

    assertThat(drive.page("/")).contains("?t=trash");
    assertThat(drive.page("/a/")).doesNotContain("?t=trash");
    String page = drive.page("/?t=trash");
    assertThat(Markup.faults(page)).isEmpty();
    assertThat(page).contains("a/page.txt", "value=\"Restore\"");
    Matcher form = Pattern.compile("action=\"([^\"]*t=restore[^\"]*)\"").matcher(page);
    assertThat(form.find()).isTrue();
    URI action = URI.create(drive.root() + "/").resolve(form.group(1).replace("&amp;", "&"));
    WebPort.Answer answer = drive.web().send("POST", action.toString(), new byte[0]);
    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("Location")).endsWith("?t=trash");
    assertThat(drive.at("/a/page.txt")).isEqualTo(OLD);
  }

  @ParameterizedTest
  @CsvSource({
    "/, t=mkdir, /?t=mkdir&name=taken",
    "/, t=uri, /?t=uri&name=taken&uri=URI:LIT:me",
    "/?t=rename-form&name=other, t=rename, /?t=rename&from_name=other&to_name=taken",
    "/?t=rename-form&name=other, t=relink, /?t=relink&from_name=other&to_name=taken&to_dir=ROOT",
  })
  void theFormsOfPages_replaceNothing(String page, String operation, String sent) {
    ofVdrive.link("/taken", NEW);
    ofVdrive.link("/other", OLD);
    String text = ofVdrive.page(page);
    String form = text.substring(text.indexOf(operation + "&amp;"));
    assertThat(form.substring(0, form.indexOf("</form>")))
        .contains("name=\"replace\" value=\"false\"");

    String query = sent.replace("ROOT", DriveOfTests.encode(ofVdrive.at("/")));
    assertThat(ofVdrive.send("POST", query + "&replace=false", "")).isEqualTo(409);
    assertThat(ofVdrive.at("/taken")).isEqualTo(NEW);
    assertThat(ofVdrive.at("/other")).isEqualTo(OLD);
  }

  @ParameterizedTest
  @CsvSource({
    "t=restore, 400",
    "t=restore&entry=nothing, 404",
    "t=restore&entry=nothing&to=/, 400",
    "t=restore&entry=nothing&to=a/../b, 400",
    "t=restore&entry=nothing&replace=perhaps, 400",
  })
  void aRequestThatMakesNoSense_isAnsweredSo(String query, int status) {
    assertThat(ofVdrive.send("POST", "/?" + query, "")).isEqualTo(status);
    assertThat(ofVdrive.send("POST", "/a?t=empty-trash", "")).isEqualTo(405);
  }
}
