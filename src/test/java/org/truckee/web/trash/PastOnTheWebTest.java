package org.truckee.web.trash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestVdrive;
import org.truckee.testing.http.Markup;
import org.truckee.testing.http.WebPort;

/** A vdrive directory, its files and those below it as they were at a time. */
class PastOnTheWebTest {
  private static final String OLD = DriveOfTests.cap("n5wgi");
  private static final String NEW = DriveOfTests.cap("nzsxo");

  private static TestVdrive vdrive;
  private static TestGrid grid;

  private DriveOfTests drive;

  @BeforeAll
  static void start(@TempDir Path directory) {
    vdrive = TestVdrive.start(directory);
    GatewaySettings settings = GatewaySettings.encoding(1, 1, 1).vdrive(vdrive, vdrive.makeRoot());
    grid = TestGrid.start(directory.resolve("grid"), 1, settings);
  }

  @AfterAll
  static void stop() {
    grid.close();
    vdrive.close();
  }

  @BeforeEach
  void makeDrive() {
    drive = new DriveOfTests(grid.web(), "/vdrive/private");
    grid.clock().advance(Duration.ofHours(1));
  }

  /** The time now, after which other times follow. */
  private static Instant now() {
    Instant now = grid.clock().instant();
    grid.clock().advance(Duration.ofSeconds(10));
    return now;
  }

  private Set<String> names(String path, Instant at) {
    WebPort.Answer answer = grid.web().get(drive.root() + path + "?t=json&at=" + at);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    try {
      JsonNode children = new ObjectMapper().readTree(answer.text()).get(1).get("children");
      Set<String> names = new TreeSet<>();
      children.fieldNames().forEachRemaining(names::add);
      return names;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String cap(String path, Instant at) {
    WebPort.Answer answer = grid.web().get(drive.root() + path + "?t=uri&at=" + at);
    return answer.status() == 404 ? "" : answer.text().strip();
  }

  @Test
  void whatWasRemovedReplacedAndAdded_isShownAsItWas() {
    Instant nothing = now();
    drive.link("/d/kept", OLD);
    drive.link("/d/replaced", OLD);
    drive.link("/d/removed", OLD);
    Instant first = now();
    drive.link("/d/replaced", NEW);
    drive.link("/d/added", NEW);
    Instant second = now();
    drive.send("DELETE", "/d/removed", "");
    drive.send("DELETE", "/d/added", "");
    Instant third = now();
    drive.link("/d/removed", NEW);
    Instant last = now();

    assertThat(names("/d/", first)).containsExactly("kept", "removed", "replaced");
    assertThat(names("/d/", second)).containsExactly("added", "kept", "removed", "replaced");
    assertThat(names("/d/", third)).containsExactly("kept", "replaced");
    assertThat(names("/d/", last)).containsExactly("kept", "removed", "replaced");
    assertThat(cap("/d/replaced", first)).isEqualTo(OLD);
    assertThat(cap("/d/replaced", second)).isEqualTo(NEW);
    assertThat(cap("/d/removed", third)).isEmpty();
    assertThat(cap("/d/removed", last)).isEqualTo(NEW);
    assertThat(cap("/d", nothing)).isEmpty();
  }

  @Test
  void whatWasMoved_isShownAtItsOldPlace_andIsNoTrash() {
    drive.link("/from/tree/file", OLD);
    drive.link("/from/over", OLD);
    Instant before = now();
    drive.send("POST", "/from?t=rename&from_name=tree&to_name=renamed", "");
    Instant renamed = now();
    String root = DriveOfTests.encode(drive.at("/"));
    drive.send("POST", "/from?t=relink&from_name=renamed&to_dir=" + root, "");
    Instant moved = now();

    assertThat(names("/from/", before)).containsExactly("over", "tree");
    assertThat(cap("/from/tree/file", before)).isEqualTo(OLD);
    assertThat(names("/from/", renamed)).containsExactly("over", "renamed");
    assertThat(cap("/renamed", renamed)).isEmpty();
    assertThat(cap("/renamed/file", moved)).isEqualTo(OLD);
    assertThat(names("/from/", moved)).containsExactly("over");
    assertThat(drive.trashed()).noneMatch(line -> line.startsWith("from/"));
  }

  @Test
  void whatWasEmptiedOut_isNotTakenForThePast() {
    drive.link("/emptied", OLD);
    Instant before = now();
    drive.send("DELETE", "/emptied", "");
    drive.empty();
    Instant after = now();

    WebPort.Answer answer = grid.web().get(drive.root() + "/?t=json&at=" + before);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("the trash of the drive was emptied since");
    assertThat(names("/", after)).doesNotContain("emptied");
  }

  @Test
  void aTreeThatIsGone_isWalkedThroughAsItWas() {
    drive.link("/tree/below/file", OLD);
    Instant whole = now();
    drive.send("DELETE", "/tree/below/file", "");
    now();
    drive.send("DELETE", "/tree", "");
    now();

    assertThat(drive.at("/tree")).isEmpty();
    assertThat(names("/", whole)).contains("tree");
    assertThat(names("/tree/below/", whole)).containsExactly("file");
    assertThat(cap("/tree/below/file", whole)).isEqualTo(OLD);
    assertThat(grid.web().get(drive.root() + "/tree/below/file?at=" + whole).text())
        .isEqualTo("old");
    String page = drive.page("/tree/below/?at=" + whole);
    assertThat(Markup.faults(page)).isEmpty();
    assertThat(page).contains("This is how the folder was at", "file?at=").doesNotContain("Upload");
    assertThat(drive.page("/?at=" + whole)).contains("tree/?at=");
  }

  @Test
  void aTreeThatIsGone_comesBackAsItWas_butForWhatWasMadeSince() {
    drive.link("/home/t/a/one", OLD);
    drive.link("/home/t/two", OLD);
    Instant whole = now();
    drive.send("DELETE", "/home/t/a/one", "");
    drive.link("/home/t/two", NEW);
    drive.link("/home/t/three", NEW);
    now();
    drive.send("DELETE", "/home/t", "");
    now();

    String path = drive.root() + "/home/t/?t=restore-past&at=" + whole;
    WebPort.Answer first = grid.web().send("POST", path, new byte[0]);
    assertThat(first.text().strip())
        .isEqualTo("{\"directories\": 2, \"restored\": 2, \"replaced\": 0, \"left\": 1}");
    assertThat(drive.at("/home/t/a/one")).isEqualTo(OLD);
    assertThat(drive.at("/home/t/two")).isEqualTo(NEW);

    WebPort.Answer second = grid.web().send("POST", path + "&replace=true", new byte[0]);
    assertThat(second.text().strip())
        .isEqualTo("{\"directories\": 2, \"restored\": 0, \"replaced\": 1, \"left\": 0}");
    assertThat(drive.at("/home/t/two")).isEqualTo(OLD);
    assertThat(drive.at("/home/t/three")).isEqualTo(NEW);
    assertThat(drive.trashed()).contains("home/t/two " + NEW).doesNotContain("home/t/a/one " + OLD);
    assertThat(grid.web().send("POST", path, new byte[0]).text())
        .contains("\"restored\": 0, \"replaced\": 0, \"left\": 0");
  }

  @Test
  void aTreeThatWasNotThere_orWhosePlaceIsTaken_isNotBroughtBack() {
    Instant nothing = now();
    drive.link("/place/tree/file", OLD);
    Instant whole = now();
    drive.send("DELETE", "/place", "");
    drive.link("/place", NEW);
    now();

    assertThat(drive.send("POST", "/place/tree/?t=restore-past&at=" + nothing, "")).isEqualTo(404);
    assertThat(drive.send("POST", "/place/tree/?t=restore-past&at=" + whole, "")).isEqualTo(409);
    assertThat(drive.at("/place")).isEqualTo(NEW);
    assertThat(drive.send("POST", "/place/?t=restore-past", "")).isEqualTo(400);
    drive.post("t=restore-past&at=" + whole);
    assertThat(drive.at("/place")).isEqualTo(NEW);
  }

  @Test
  void withoutDays_thereIsNoTrash() {
    GatewaySettings without =
        GatewaySettings.encoding(1, 1, 1).vdrive(vdrive, vdrive.makeRoot()).trash(0);
    WebPort web = grid.gateway(without).web();
    DriveOfTests other = new DriveOfTests(web, "/vdrive/private");
    other.link("/file", OLD);
    other.send("DELETE", "/file", "");

    assertThat(other.at("/.trash")).isEmpty();
    assertThat(web.get("/vdrive/private/?t=trash").text()).contains("gateway.trash_days is 0");
    assertThat(web.get("/vdrive/private/?t=json&at=2026-01-01").status()).isEqualTo(405);
  }

  @ParameterizedTest
  @CsvSource({
    "/vdrive/private/?t=json&at=soon, 400",
    "/vdrive/private/?t=json&at=2020-01-01, 400",
    "/vdrive/private/?t=json&at=2999-01-01T00:00:00Z, 400",
    "/vdrive/private/?t=manifest&at=2026-01-01, 400",
    "/vdrive/global/?t=json&at=2026-01-01, 405",
    "/uri/URI:LIT:n5wgi/x?at=2026-01-01, 405",
  })
  void aTimeThatCantBeShown_isAnsweredSo(String path, int status) {
    assertThat(grid.web().get(path).status()).isEqualTo(status);
  }
}
