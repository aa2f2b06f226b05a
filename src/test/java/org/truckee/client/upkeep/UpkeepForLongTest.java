package org.truckee.client.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.storage.crawl.CollectedServer;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.grid.TestUpkeep;

/** Upkeep of a tree that changes, on three servers with garbage collection. */
@Tag("slow")
class UpkeepForLongTest {
  private static final int DAYS = 400;
  private static final int LAST_CHANGE = 320;

  /** A week until the next walk, a lease of 31 days, four days until the next crawl. */
  private static final int GONE_AFTER = 7 + 31 + 4;

  @TempDir Path directory;
  private final List<CollectedServer> collected = new ArrayList<>();
  private final Map<String, String> kept = new HashMap<>();
  private final Map<String, Integer> removed = new HashMap<>();
  private TestGrid grid;
  private TestUpkeep upkeep;
  private String root;

  @BeforeEach
  void start() throws IOException {
    grid = TestGrid.start(directory, 3, GatewaySettings.encoding(1, 2, 3));
    root = grid.web().send("POST", "/uri?t=mkdir", new byte[0]).text();
    kept.put("", root);
    upkeep = TestUpkeep.open(grid, directory);
    upkeep.add("work", root);
    for (TestServer server : grid.servers())
      collected.add(new CollectedServer(server.directory(), grid.clock()));
  }

  @AfterEach
  void stop() {
    upkeep.close();
    grid.close();
  }

  private void put(String name, String form) {
    byte[] contents = name.repeat(100).getBytes(StandardCharsets.UTF_8);
    kept.put(name, grid.web().send("PUT", place(name) + form, contents).text());
  }

  private void remove(String name, int day) {
    grid.web().send("DELETE", place(name), new byte[0]);
    removed.put(address(kept.remove(name)), day);
  }

  private String place(String name) {
    return "/uri/" + root + "/" + name;
  }

  private static String address(String cap) {
    return TestGrid.storageIndex(cap).toString();
  }

  @Test
  void whatIsKeptUpStays_whatWasRemovedGoes_andTheUseOfTheDiskFollows() {
    put("kept-for-long", "");
    put("kept-and-changed", "?format=mdmf");
    for (int day = 1; day <= DAYS; day++) {
      if (day <= LAST_CHANGE && day % 20 == 0) change(day);
      grid.clock().advance(Duration.ofDays(1));
      upkeep.look();
      if (day % 4 == 0) collected.forEach(CollectedServer::collect);
      if (day % 10 == 0) assertKept(day);
    }

    assertThat(upkeep.state().figures().things().healthy()).isEqualTo(kept.size());
    assertThat(bytes("shares") + bytes("trash")).isEqualTo(bytesOfKept());
    kept.values()
        .forEach(cap -> assertThat(grid.web().get("/uri/" + cap).status()).isLessThan(400));
  }

  private void change(int day) {
    put("file-of-day-" + day, day % 40 == 0 ? "" : "?format=sdmf");
    if (day > 60) remove("file-of-day-" + (day - 60), day);
  }

  /** Everything that is kept is there, and nothing that was removed long ago. */
  private void assertKept(int day) {
    Set<String> expected =
        kept.values().stream().map(UpkeepForLongTest::address).collect(Collectors.toSet());
    for (TestServer server : grid.servers()) {
      Set<String> there = there(server);
      assertThat(there).as("day %d", day).containsAll(expected);
      there.removeAll(expected);
      assertThat(there).allMatch(address -> removed.get(address) > day - GONE_AFTER);
    }
    assertThat(upkeep.state().warnings()).isEmpty();
  }

  private static Set<String> there(TestServer server) {
    return files(server.directory().resolve("shares"))
        .map(share -> share.getParent().getFileName().toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private long bytes(String room) {
    return grid.servers().stream()
        .flatMap(server -> files(server.directory().resolve(room)))
        .mapToLong(UpkeepForLongTest::size)
        .sum();
  }

  private long bytesOfKept() {
    return kept.values().stream()
        .flatMap(
            cap ->
                grid.servers().stream()
                    .flatMap(
                        server ->
                            server.shares(TestGrid.storageIndex(cap)).stream()
                                .map(share -> server.shareFile(TestGrid.storageIndex(cap), share))))
        .mapToLong(UpkeepForLongTest::size)
        .sum();
  }

  private static Stream<Path> files(Path room) {
    if (!Files.exists(room)) return Stream.empty();
    try (Stream<Path> all = Files.walk(room)) {
      return all.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
