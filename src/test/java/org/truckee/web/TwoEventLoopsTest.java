package org.truckee.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.testing.Waiting;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.WebPort;

/**
 * A gateway that two event loops serve is one gateway: what came by one connection is there for the
 * next one, which the other loop serves.
 */
class TwoEventLoopsTest {
  private static final Pattern UPLOADED = Pattern.compile("\"uploader.files_uploaded\": ([0-9]+)");

  private static final byte[] NOTHING = new byte[0];

  @TempDir static Path directory;
  private static TestGrid grid;
  private static WebPort web;

  @BeforeAll
  static void start() {
    grid = TestGrid.start(directory, 3, GatewaySettings.encoding(1, 2, 3));
    web = grid.web();
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  private static String make(String query) {
    WebPort.Answer made = web.send("POST", "/uri?" + query, NOTHING);
    assertThat(made.status()).as(made.text()).isEqualTo(200);
    return made.text().strip();
  }

  /** The answers to {@code count} requests at a time. */
  private static List<Integer> atOnce(int count, IntFunction<WebPort.Answer> ask) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      List<Future<Integer>> asked =
          IntStream.range(0, count)
              .mapToObj(number -> threads.submit(() -> ask.apply(number).status()))
              .toList();
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> one : asked) statuses.add(one.get());
      return statuses;
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void writersOfOneDirectory_loseNothing() throws Exception {
    String path = WebPort.path(make("t=mkdir"));

    List<Integer> statuses =
        atOnce(
            16,
            number ->
                web.send(
                    "PUT",
                    path + "/child" + number + "?t=uri",
                    "URI:LIT:nbswy3dp".getBytes(UTF_8)));

    assertThat(statuses).allMatch(status -> status == 200 || status == 201);
    String listing = web.get(path + "?t=json").text();
    for (int number = 0; number < 16; number++)
      assertThat(listing).contains("\"child" + number + "\"");
  }

  @Test
  void writersOfOneFile_makeOneVersionAfterTheOther() throws Exception {
    byte[] first =
        "the first version, too long to stand in a capability of its own".getBytes(UTF_8);
    String path = WebPort.path(web.send("PUT", "/uri?mutable=true", first).text().strip());
    String text = "a version that is too long to stand in a capability, of writer %02d";

    List<Integer> statuses =
        atOnce(8, number -> web.send("PUT", path, text.formatted(number).getBytes(UTF_8)));

    assertThat(statuses).allMatch(status -> status == 200);
    assertThat(web.get(path).text()).matches(text.replace("%02d", "0[0-7]"));
  }

  @Test
  void anOperation_isKnownByItsHandleOnBoth() {
    String path = WebPort.path(make("t=mkdir"));
    web.send("POST", path + "?t=start-deep-stats&ophandle=both", NOTHING);

    for (int asked = 0; asked < 4; asked++)
      Waiting.until(
          () ->
              assertThat(web.get("/operations/both?output=json").text())
                  .contains("\"finished\": true"));
    assertThat(web.send("POST", "/operations/both?t=cancel", NOTHING).status()).isEqualTo(200);
    for (int asked = 0; asked < 2; asked++)
      assertThat(web.get("/operations/both").status()).isEqualTo(404);
  }

  @Test
  void transfers_areCountedTogether() {
    long before = uploaded();
    for (int file = 0; file < 4; file++)
      web.put(
          "file %d, which is too long to stand in a capability".formatted(file).getBytes(UTF_8));

    for (int asked = 0; asked < 2; asked++) assertThat(uploaded()).isEqualTo(before + 4);
  }

  private static long uploaded() {
    String statistics = web.get("/statistics?t=json").text();
    Matcher count = UPLOADED.matcher(statistics);
    assertThat(count.find()).as(statistics).isTrue();
    return Long.parseLong(count.group(1));
  }
}
