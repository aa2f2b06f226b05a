package org.truckee.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.cli.gateway.WebApi;
import org.truckee.testing.command.CommandHome;
import org.truckee.testing.command.CommandRun;
import org.truckee.testing.grid.DriveGrid;
import org.truckee.testing.http.WebPort;

/** One bad file or directory never ends a command that is about many: it is named, and code 5. */
class RecursiveCommandsTest {
  private static final String COMPOSED = "caf\u00e9";
  private static final String DECOMPOSED = "cafe\u0301";

  @TempDir static Path directory;
  private static DriveGrid grid;

  @TempDir Path home;
  private CommandHome commands;
  private String root;

  @BeforeAll
  static void startGrid() {
    grid = DriveGrid.start(directory, 2);
  }

  @AfterAll
  static void stopGrid() {
    grid.close();
  }

  @BeforeEach
  void makeNode() throws IOException {
    commands = CommandHome.of(home, grid.web());
    root = run("mkdir", "global:" + home.getFileName()).text().strip();
  }

  @Test
  void aCopyUp_leavesOutWhatCantBeRead_andCopiesTheRest() throws IOException {
    Path tree = tree("a/1", "a/2", "b/3");
    Files.createSymbolicLink(tree.resolve("a/dangling"), Path.of("nowhere"));
    Files.createSymbolicLink(tree.resolve("b/round"), tree);
    Process fifo = new ProcessBuilder("mkfifo", tree.resolve("b/pipe").toString()).start();
    assertThat(fifo.onExit().join().exitValue()).isZero();

    CommandRun run = run("cp", "-r", tree.toString(), root + "/up");

    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.errors())
        .contains("a/dangling", "b/round", "b/pipe")
        .doesNotContain("Exception");
    assertThat(run.text()).isEmpty();
    assertThat(names(root + "/up/tree/a")).containsExactly("1", "2");
    assertThat(names(root + "/up/tree/b")).containsExactly("3");
  }

  @Test
  void links_canBePassedOver() throws IOException {
    Path tree = tree("a/1");
    Files.createSymbolicLink(tree.resolve("link"), Path.of("a"));
    Files.createSymbolicLink(tree.resolve("dangling"), Path.of("nowhere"));

    CommandRun run = run("cp", "-r", "--skip-links", tree.toString(), root + "/up");

    assertThat(run).returns(0, CommandRun::exitCode).returns("", CommandRun::errors);
    assertThat(names(root + "/up/tree")).containsExactly("a");
  }

  @Test
  void twoNamesThatAreOneOnTheGrid_neverBecomeOneInSilence() throws IOException {
    Path tree = tree("d/x");
    Files.writeString(tree.resolve(DECOMPOSED), "second");
    Files.writeString(tree.resolve(COMPOSED), "first");
    Files.writeString(Files.createDirectory(tree.resolve("d/" + DECOMPOSED)).resolve("in"), "it");
    Files.writeString(Files.createDirectory(tree.resolve("d/" + COMPOSED)).resolve("in"), "other");

    for (String[] command :
        List.of(
            new String[] {"cp", "-r", tree.toString(), root},
            new String[] {"backup", tree.toString(), root + "/backups"})) {
      CommandRun run = run(command);

      assertThat(run.exitCode()).isEqualTo(5);
      assertThat(run.errors()).contains(DECOMPOSED, "d/" + DECOMPOSED, "the same");
      String there = root + (command[0].equals("cp") ? "/tree/" : "/backups/Latest/");
      assertThat(run("get", there + COMPOSED).text()).isEqualTo("first");
      assertThat(run("get", there + "d/" + COMPOSED + "/in").text()).isEqualTo("other");
      assertThat(names(there + "d")).containsExactly(COMPOSED, "x");
    }
  }

  @Test
  void aNameThatIsNotUtf8_isNamed_andTheRestIsCopied() throws Exception {
    Path tree = tree("a");
    Process made =
        new ProcessBuilder(
                "bash",
                "-c",
                "for n in $'x\\xff' $'x\\xfe'; do echo 1 > \"$1/$n\"; done",
                "-",
                tree.toString())
            .start();
    assertThat(made.waitFor()).isZero();

    for (String[] command :
        List.of(
            new String[] {"cp", "-r", tree.toString(), root},
            new String[] {"backup", tree.toString(), root + "/backups"})) {
      CommandRun run = run(command);

      assertThat(run.exitCode()).isEqualTo(5);
      assertThat(run.errors().lines().filter(line -> line.contains("not UTF-8"))).hasSize(2);
      String there = root + (command[0].equals("cp") ? "/tree" : "/backups/Latest");
      assertThat(names(there)).containsExactly("a");
    }
  }

  @Test
  void aLongName_comesDownAsItWentUp() throws IOException {
    String longest = "x".repeat(250);
    Path tree = tree(longest, "\u3042".repeat(84), "zz");

    assertThat(run("cp", "-r", tree.toString(), root).exitCode()).isZero();
    assertThat(run("cp", "-r", root + "/tree", home.resolve("down").toString()).exitCode())
        .isZero();
    assertThat(contents(home.resolve("down/tree"))).isEqualTo(contents(tree));
    Path alone = home.resolve(longest);
    assertThat(run("get", root + "/tree/" + longest, alone.toString()).exitCode()).isZero();
    assertThat(alone).hasContent(longest);
  }

  /** The grid takes the name {@code ..}, for which no file here can stand. */
  @Test
  void aCopyDown_leavesOutWhatCantBeHere_orCantBeRead_andCopiesTheRest() throws IOException {
    String lost =
        "URI:DIR2-RO:ctmtx2awdo4xt77x5xxaz6nyxm:n5t546ddvd6xlv4v6se6sjympbdbvo7orwizuzl42urm73sxazqa";
    String file = run("put", tree("f").resolve("f").toString()).text().strip();
    String children =
        """
        {"..": ["filenode", {"ro_uri": "%1$s"}], "a": ["filenode", {"ro_uri": "%1$s"}],
         "lost": ["dirnode", {"ro_uri": "%2$s"}], "z": ["filenode", {"ro_uri": "%1$s"}],
         "odd": ["filenode", {"ro_uri": "imm.future:x"}]}
        """
            .formatted(file, lost);
    grid.web()
        .send(
            "POST",
            WebPort.path(root) + "?t=set_children",
            children.getBytes(StandardCharsets.UTF_8));

    CommandRun run = run("cp", "-r", root, home.resolve("down").toString());

    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.errors()).contains("/lost'", "'..'", "/odd'").doesNotContain("Exception");
    assertThat(contents(home.resolve("down")).keySet()).containsExactly("a", "z");
  }

  @Test
  void aDirectoryThatCantBeWritten_isNamed_andTheOthersAreFilled() throws IOException {
    Path tree = tree("a/1", "b/2");
    run("cp", "-r", tree.toString(), root);
    Path down = Files.createDirectories(home.resolve("down/tree"));
    Files.writeString(down.resolve("a"), "a file where a directory is to be");

    CommandRun run = run("cp", "-r", root + "/tree", home.resolve("down").toString());

    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.errors()).contains("'tree/a'", "in the way");
    assertThat(down.resolve("b/2")).hasContent("b/2");
  }

  @Test
  void severalThings_areCopiedButForThoseThatAreNotThere() throws IOException {
    Path tree = tree("a", "b");

    CommandRun run =
        run("cp", tree.resolve("a") + "", home + "/none", tree.resolve("b") + "", root + "/");

    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.errors()).contains(home + "/none");
    assertThat(names(root)).containsExactly("a", "b");
    assertThat(run("cp", home + "/none", root + "/").exitCode()).isEqualTo(4);
  }

  @Test
  void aFileThatCanBeRun_canBeRunAgain() throws IOException {
    Path tree = tree("tool", "text");
    assertThat(tree.resolve("tool").toFile().setExecutable(true)).isTrue();

    run("cp", "-r", tree.toString(), root);
    run("backup", tree.toString(), root + "/backups");
    run("cp", "-r", root + "/tree", home.resolve("down").toString());
    run("cp", "-r", root + "/backups/Latest", home.resolve("down").toString());

    for (String copy : List.of("down/tree", "down/Latest")) {
      assertThat(home.resolve(copy).resolve("tool")).isExecutable();
      assertThat(Files.isExecutable(home.resolve(copy).resolve("text"))).isFalse();
    }
  }

  /** One after the other, they would wait for each other forever. */
  @Test
  void directories_areMadeAndListedAsManyAtATimeAsThereAreConnections() throws IOException {
    int together = WebApi.CONNECTIONS;
    Path tree =
        tree(IntStream.range(0, 2 * together).mapToObj(i -> "d" + i + "/f").toArray(String[]::new));

    try (MeetingPoint point = meeting("POST .*/d\\d+\\?t=mkdir", together)) {
      CommandRun up = run("cp", "-r", "-u", point.url(), tree.toString(), root);
      assertThat(up).returns(0, CommandRun::exitCode).returns("", CommandRun::errors);
      assertThat(point.meetings()).isEqualTo(2);
    }
    try (MeetingPoint point = meeting("GET /uri/[^/]+\\?t=json", together)) {
      String down = home.resolve("down").toString();
      CommandRun back = run("cp", "-r", "-u", point.url(), root + "/tree", down);
      assertThat(back).returns(0, CommandRun::exitCode).returns("", CommandRun::errors);
      assertThat(point.meetings()).isEqualTo(2);
    }
    assertThat(contents(home.resolve("down/tree"))).isEqualTo(contents(tree));
  }

  private static MeetingPoint meeting(String requests, int together) throws IOException {
    return new MeetingPoint(grid.web().address(), requests, together);
  }

  private Path tree(String... files) throws IOException {
    Path tree = home.resolve("tree");
    for (String file : files) {
      Path path = tree.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, file);
    }
    return tree;
  }

  private static SortedMap<String, String> contents(Path root) throws IOException {
    SortedMap<String, String> contents = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
      for (Path path : all.filter(Files::isRegularFile).toList())
        contents.put(root.relativize(path).toString(), Files.readString(path));
    }
    return contents;
  }

  private List<String> names(String place) throws IOException {
    CommandRun listing = run("ls", "--json", place);
    List<String> names = new ArrayList<>();
    new ObjectMapper()
        .readTree(listing.text())
        .path(1)
        .path("children")
        .fieldNames()
        .forEachRemaining(names::add);
    return names.stream().sorted().toList();
  }

  private CommandRun run(String... command) {
    return commands.run(command);
  }
}
