package org.truckee.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.cap.Capability;
import org.truckee.testing.Waiting;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.LostShares;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.Markup;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.known.Golden;

/** Repairs that are asked for by programs and by the buttons of pages. */
@Tag("slow")
class RepairOnTheWebTest {
  private static final Pattern BUTTON =
      Pattern.compile(
          "<form action=\"([^\"]*)\" method=\"post\">(?s:(?!</form>).)*"
              + "<input type=\"submit\" value=\"[^\"]*[Rr]epair");

  @TempDir static Path directory;
  private static TestGrid grid;
  private static int made;

  @BeforeAll
  static void start() {
    grid = TestGrid.start(directory, 4, GatewaySettings.encoding(2, 3, 4));
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"CHK", "SDMF", "MDMF"})
  void aFileThatLostShares_isRepairedByTheButtonOfItsPage(String format) {
    String cap = fileWith(format, 2);
    String page = page(200, WebPort.path(cap) + "?t=check");
    assertThat(page).contains("Not healthy.", "2 of 4 shares are good", "makes the missing shares");

    String repaired = page(200, WebPort.path(cap) + button(page));

    assertThat(repaired).contains("Healthy.", "It was repaired.", "Shares before the repair");
    assertThat(repaired).doesNotContainPattern(BUTTON);
    JsonNode after = json("POST", WebPort.path(cap) + "?t=check&output=json&verify=true");
    assertThat(after.at("/results/healthy").asBoolean()).isTrue();
    assertThat(after.at("/results/count-shares-good").asInt()).isEqualTo(4);
    assertThat(page(200, WebPort.path(cap) + "?t=check&repair=true"))
        .contains("Nothing had to be repaired.");
  }

  @Test
  void thePageAboutAFile_hasAButtonThatChecksAndRepairs() {
    String cap = fileWith("CHK", 3);
    String about = read(WebPort.path(cap) + "?t=info");

    String repaired = page(200, button(about).replaceFirst("^(\\.\\./)+", "/"));

    assertThat(repaired).contains("It was repaired.", "3 of 4");
    String readable = Capability.parse(fileWith("SDMF", 4)).readCap().orElseThrow().toUri();
    assertThat(read(WebPort.path(readable) + "?t=info")).doesNotContainPattern(BUTTON);
  }

  @Test
  void aFileOfWhichTooLittleIsLeft_is410() {
    String check = WebPort.path(fileWith("CHK", 1)) + "?t=check&repair=true";

    WebPort.Answer answer = grid.web().send("POST", check + "&output=json", new byte[0]);

    assertThat(answer.status()).isEqualTo(410);
    assertThat(answer.text()).startsWith("NotEnoughSharesError: ");
    assertThat(page(410, check)).contains("Not healthy.", "1 of 4 shares are good");
  }

  @Test
  void aChangeableFileOfWhichNoVersionIsLeft_isNotHealed() {
    String check = WebPort.path(fileWith("SDMF", 1)) + "?t=check&repair=true";

    JsonNode answer = json("POST", check + "&output=json");

    assertThat(answer.path("repair-attempted").asBoolean()).isTrue();
    assertThat(answer.path("repair-successful").asBoolean(true)).isFalse();
    assertThat(answer.path("repair-failure").asText()).startsWith("UnrecoverableFileError: ");
    assertThat(page(200, check)).contains("The repair failed", "1 of 4 shares are good");
  }

  @Test
  void whoCanOnlyReadAFileThatChanges_doesNotRepairIt() {
    Capability cap = Capability.parse(fileWith("SDMF", 3));
    String check = WebPort.path(cap.readCap().orElseThrow().toUri()) + "?t=check";

    JsonNode answer = json("POST", check + "&repair=true&output=json");

    assertThat(answer.path("repair-attempted").asBoolean(true)).isFalse();
    assertThat(answer.path("post-repair-results")).isEqualTo(answer.path("pre-repair-results"));
    assertThat(answer.at("/post-repair-results/results/count-shares-good").asInt()).isEqualTo(3);
    assertThat(page(200, check + "&repair=true"))
        .contains("Nothing was repaired: only a capability that can change it repairs it.");
    assertThat(page(200, check)).contains("Nobody can repair it by this link");
    assertThat(page(200, check)).doesNotContainPattern(BUTTON);
  }

  @Test
  void aTree_isRepairedToItsEnd_evenIfSomethingInItCantBe() {
    String root = WebPort.path(send("POST", "/uri?t=mkdir").text().strip());
    link(root, "healed", fileWith("CHK", 3));
    link(root, "lost", fileWith("CHK", 1));
    link(root, "small", "URI:LIT:nbswy3dp");
    link(root, "zebra", fileWith("SDMF", 3));

    List<JsonNode> lines = lines(root + "?t=stream-deep-check&repair=true");
    JsonNode again = deepCheck(root, "repair1");

    assertThat(lines).hasSize(6);
    assertThat(named("healed", lines).path("repair-successful").asBoolean()).isTrue();
    assertThat(named("lost", lines).path("repair-successful").asBoolean(true)).isFalse();
    assertThat(named("lost", lines).path("repair-failure").asText()).contains("1");
    assertThat(named("small", lines).path("repair-attempted").asBoolean(true)).isFalse();
    assertThat(named("zebra", lines).path("repair-successful").asBoolean()).isTrue();
    assertThat(again.path("count-objects-checked").asInt()).isEqualTo(4);
    assertThat(again.path("count-objects-healthy-pre-repair").asInt()).isEqualTo(3);
    assertThat(again.path("count-repairs-attempted").asInt()).isEqualTo(1);
    assertThat(again.path("count-repairs-unsuccessful").asInt()).isEqualTo(1);
    assertThat(again.path("count-objects-unhealthy-post-repair").asInt()).isEqualTo(1);
  }

  @Test
  void thePageOfATree_hasAButtonThatRepairsIt() {
    String root = WebPort.path(send("POST", "/uri?t=mkdir").text().strip());
    link(root, "healed", fileWith("CHK", 3));
    send("POST", root + "?t=start-deep-check&ophandle=look1");
    awaitEnd("look1");
    String found = read("/operations/look1");
    assertThat(found).contains("1 of 2 are healthy", "Repair everything below");
    String operation =
        send("POST", button(found).replaceFirst("^(\\.\\./)+", "/")).header("Location");

    String handle = operation.replaceFirst(".*/operations/([^?/]+).*", "$1");
    awaitEnd(handle);
    assertThat(read("/operations/" + handle))
        .contains("2 of 2 are healthy, 1 of them by repair now.", "Repaired; before, 3 of 4");
  }

  @Test
  void forceWithoutRepair_makesNoSense() {
    String cap = grid.web().put(Golden.stream("forced", 300));
    WebPort.Answer answer =
        grid.web().send("POST", WebPort.path(cap) + "?t=check&force=true", new byte[0]);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("force=true goes with repair=true only");
  }

  /** A new file of which that many shares are left. */
  private static String fileWith(String format, int shares) {
    byte[] contents = Golden.stream("repaired" + made++, 3000);
    return LostShares.put(grid, "/uri?format=" + format, contents, share -> share < shares);
  }

  private static void link(String root, String name, String cap) {
    byte[] body = cap.getBytes(StandardCharsets.UTF_8);
    assertThat(grid.web().send("PUT", root + "/" + name + "?t=uri", body).status()).isEqualTo(200);
  }

  private static WebPort.Answer send(String method, String path) {
    WebPort.Answer answer = grid.web().send(method, path, new byte[0]);
    assertThat(answer.status()).as(answer.text()).isLessThan(400);
    return answer;
  }

  private static String page(int status, String path) {
    WebPort.Answer answer = grid.web().send("POST", path, new byte[0], "Accept", "text/html");
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(Markup.faults(answer.text())).as(answer.text()).isEmpty();
    return answer.text();
  }

  private static String read(String path) {
    WebPort.Answer answer = grid.web().get(path, "Accept", "text/html");
    assertThat(Markup.faults(answer.text())).as(answer.text()).isEmpty();
    return answer.text();
  }

  private static String button(String page) {
    Matcher button = BUTTON.matcher(page);
    assertThat(button.find()).as(page).isTrue();
    return button.group(1).replace("&amp;", "&");
  }

  private static JsonNode deepCheck(String root, String handle) {
    send("POST", root + "?t=start-deep-check&repair=true&ophandle=" + handle);
    awaitEnd(handle);
    return json("GET", "/operations/" + handle + "?output=json");
  }

  private static void awaitEnd(String handle) {
    Waiting.untilTrue(
        () ->
            grid.web()
                .get("/operations/" + handle + "?output=json")
                .text()
                .contains("\"finished\": true"));
  }

  private static JsonNode named(String name, List<JsonNode> lines) {
    return lines.stream()
        .filter(line -> line.at("/path/0").asText().equals(name))
        .map(line -> line.path("check-and-repair-results"))
        .findFirst()
        .orElseThrow();
  }

  private static List<JsonNode> lines(String path) {
    List<JsonNode> lines = new ArrayList<>();
    send("POST", path).text().lines().forEach(line -> lines.add(tree(line)));
    return lines;
  }

  private static JsonNode json(String method, String path) {
    return tree(send(method, path).text());
  }

  private static JsonNode tree(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }
}
