package org.truckee.storage.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.testing.faults.FaultShim;

/**
 * A crawl that is killed at any moment, or whose disk fails at any call. One run kills twenty, at
 * moments that are drawn anew in each run.
 */
@Tag("slow")
class KilledCrawlTest {
  private static final int KILLS = 20;
  private static final int LONGEST_LINES = 16;
  private static final int HEADER = 12;

  /** Nothing cuts a file, and the trash is emptied without writing. */
  private static final List<String> IDLE =
      List.of(
          "crawl truncate fired 0",
          "undelete truncate fired 0",
          "purge write fired 0",
          "purge sync fired 0",
          "purge rename fired 0",
          "purge truncate fired 0",
          "purge mkdir fired 0",
          "purge read fired 0");

  private static final Pattern SAID = Pattern.compile("(old|new|bringing|back) ([0-9]+)");

  @TempDir Path directory;
  private Path storage;

  @BeforeEach
  void prepare() throws IOException {
    storage = directory.toRealPath().resolve("storage");
    CrawlingProcess.prepare(storage);
  }

  @Test
  void killedAtAnyMoment_itLosesNoShareAndLeavesNothingBehind() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    System.out.println("killed crawls, seed " + seed);
    Map<Integer, String> said = new TreeMap<>();
    for (int kill = 0; kill < KILLS; kill++) {
      for (String line : killedAfter(1 + random.nextInt(LONGEST_LINES), "load", "" + kill)) {
        Matcher told = SAID.matcher(line);
        if (told.matches()) said.put(Integer.parseInt(told.group(2)), told.group(1));
      }
    }
    assertThat(said).as("seed %d", seed).hasSizeGreaterThan(KILLS).containsValue("back");
    assertThat(output(java("crawl"))).contains("crawled");
    Map<String, List<Path>> places = CrawlingProcess.places(storage);
    for (int number : said.keySet()) assertPlace(number, said.get(number), places, seed);
    assertNothingIsLeft();
  }

  private void assertPlace(int number, String told, Map<String, List<Path>> places, long seed)
      throws IOException {
    String index = CrawlingProcess.index(number).toString();
    assertThat(places.get(index)).as("%s %d, seed %d", told, number, seed).hasSize(1);
    Path place = places.get(index).get(0);
    if (!told.equals("bringing"))
      assertThat(place)
          .as("%s %d, seed %d", told, number, seed)
          .startsWith(storage.resolve(told.equals("old") ? "trash" : "shares"));
    byte[] bytes = CrawlingProcess.bytes(number);
    byte[] file = Files.readAllBytes(place);
    assertThat(Arrays.copyOfRange(file, HEADER, HEADER + bytes.length)).isEqualTo(bytes);
  }

  /** No half written file, and no directory without a share. */
  private void assertNothingIsLeft() throws IOException {
    try (Stream<Path> all = Files.walk(storage)) {
      for (Path path : all.toList()) {
        assertThat(path.toString()).doesNotEndWith(".new").doesNotEndWith(".journal");
        boolean bucket = path.getFileName().toString().matches("[a-z2-7]{26}");
        if (bucket && path.startsWith(storage.resolve("shares")))
          assertThat(path).isNotEmptyDirectory();
      }
    }
    assertThat(storage.resolve("shares/incoming")).isEmptyDirectory();
    assertThat(storage.resolve("trash").resolve(CrawlingProcess.LAST_YEAR)).doesNotExist();
  }

  @Test
  void whateverCallFails_aShareIsInOnePlace() throws Exception {
    Path control = directory.resolve("control");
    FaultShim shim = new FaultShim(FaultShim.compile(directory), control, storage);
    ProcessBuilder failing = java("fail", control.toString());
    failing.environment().putAll(shim.environment());
    String told = output(failing);
    assertThat(told.lines().filter(line -> line.contains(" fired ")))
        .as(told)
        .hasSize(3 * FaultShim.KINDS.size())
        .filteredOn(line -> line.endsWith("fired 0"))
        .as("calls that are never made")
        .isSubsetOf(IDLE);
    Map<String, List<Path>> places = CrawlingProcess.places(storage);
    assertThat(places.values()).allMatch(list -> list.size() == 1).hasSize(64);
    assertNothingIsLeft();
  }

  private List<String> killedAfter(int lines, String... arguments) throws Exception {
    Process process = java(arguments).start();
    List<String> said = new ArrayList<>();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        said.add(line);
        if (said.size() == lines) process.toHandle().destroyForcibly();
      }
    } finally {
      process.toHandle().destroyForcibly();
      process.waitFor();
    }
    return said;
  }

  private ProcessBuilder java(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                CrawlingProcess.class.getName(),
                storage.toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true);
  }

  private static String output(ProcessBuilder builder) throws Exception {
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
