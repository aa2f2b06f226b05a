package org.truckee.web.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.cap.Capability;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestVdrive;
import org.truckee.testing.http.WebPort;
import org.truckee.web.page.directory.Entry;

/** A page of a large directory reads no more than whether the directory has changed. */
class ListedEntriesTest {
  private static final GatewaySettings SETTINGS = GatewaySettings.encoding(1, 1, 1);

  private static List<Entry> entries(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> new Entry("f" + i, Entry.Kind.FILE, OptionalLong.of(i), Optional.empty(), false))
        .toList();
  }

  private static Capability cap(int number) {
    return Capability.parse("URI:LIT:" + "a".repeat(8 * number));
  }

  @Test
  void whatIsKept_isBounded_andKnownByItsState() {
    ListedEntries listed = new ListedEntries(2000);
    for (int i = 1; i < 20; i++) listed.keep(cap(i), "s", entries(600));

    assertThat(listed.size()).isLessThanOrEqualTo(2000);
    assertThat(listed.get(cap(19), "s")).hasValueSatisfying(all -> assertThat(all).hasSize(600));
    assertThat(listed.get(cap(19), "t")).isEmpty();
    assertThat(listed.get(cap(1), "s")).isEmpty();
    listed.keep(cap(19), "t", entries(3000));
    assertThat(listed.get(cap(19), "t")).isEmpty();
    assertThat(listed.get(cap(19), "s")).isEmpty();
  }

  @Test
  void anotherPageOfALargeDirectory_takesOneQuestion(@TempDir Path home) {
    try (TestVdrive vdrive = TestVdrive.start(home);
        TestGrid grid = TestGrid.start(home.resolve("grid"), 1, SETTINGS)) {
      WebPort web = grid.gateway(SETTINGS.vdrive(vdrive, vdrive.makeRoot())).web();
      String path = WebPort.path(vdrive.makeRoot().toUri());
      add(web, path, 0, 1200);
      assertThat(page(web, path, "")).contains("f0").contains("1200");
      assertThat(page(web, path, "&sort=size")).contains("1200");
      long before = questions(vdrive);

      assertThat(page(web, path, "&sort=-name")).contains("f1199").contains("1200");

      assertThat(questions(vdrive)).isEqualTo(before + 1);
      add(web, path, 1200, 1201);
      assertThat(page(web, path, "&sort=-name")).contains("f1200").contains("1201");
    }
  }

  @Test
  @Tag("slow")
  void aPageOfALongDirectory_readsOnlyWhatItShows_theFirstOneToo(@TempDir Path home) {
    try (TestVdrive vdrive = TestVdrive.start(home);
        TestGrid grid = TestGrid.start(home.resolve("grid"), 1, SETTINGS)) {
      String path = WebPort.path(vdrive.makeRoot().toUri());
      WebPort writer = grid.gateway(SETTINGS.vdrive(vdrive, vdrive.makeRoot())).web();
      for (int from = 0; from < 6000; from += 250) add(writer, path, from, from + 250);
      WebPort web = grid.gateway(SETTINGS.vdrive(vdrive, vdrive.makeRoot())).web();

      Set<String> seen = new TreeSet<>();
      String query = "";
      for (int pages = 0; !query.isEmpty() || pages == 0; pages++) {
        long before = questions(vdrive);
        String page = page(web, path, query);
        assertThat(questions(vdrive)).as("page %d", pages).isEqualTo(before + 1);
        List<String> names = matches(page, "<bdi>(f[0-9]+)</bdi>");
        assertThat(names).hasSizeLessThanOrEqualTo(200).allMatch(seen::add);
        query =
            matches(page, "sort=kept&amp;after=([a-z2-7]+)").stream()
                .findFirst()
                .map(after -> "&sort=kept&after=" + after)
                .orElse("");
      }

      assertThat(seen).hasSize(6000);
      assertThat(page(web, path, "&sort=name")).contains("1 to 200 of 6000").contains(">f0<");
    }
  }

  private static List<String> matches(String page, String pattern) {
    return Pattern.compile(pattern).matcher(page).results().map(found -> found.group(1)).toList();
  }

  /** The number of reading questions, without polls. */
  private static long questions(TestVdrive vdrive) {
    return vdrive.requests().stream().filter(asked -> asked.contains("?limit=")).count();
  }

  private static void add(WebPort web, String path, int from, int to) {
    StringBuilder json = new StringBuilder("{");
    for (int i = from; i < to; i++)
      json.append(i == from ? "" : ",")
          .append("\"f%d\": [\"filenode\", {\"ro_uri\": \"URI:LIT:pa\"}]".formatted(i));
    byte[] body = json.append("}").toString().getBytes(StandardCharsets.UTF_8);
    assertThat(web.send("POST", path + "?t=set_children", body).status()).isEqualTo(200);
  }

  private static String page(WebPort web, String path, String query) {
    return web.get(path + "/?x=1" + query, "Accept", "text/html").text();
  }
}
