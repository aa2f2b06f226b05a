package org.truckee.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.testing.command.CommandRun;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestVdrive;

/** The exit code and the words of each command where it can't do its work. */
class SituationsTest {
  @TempDir static Path home;
  private static TestVdrive vdrive;
  private static TestGrid grid;
  private static String directory;
  private static String readOnly;
  private static String file;

  @BeforeAll
  static void start() throws IOException {
    vdrive = TestVdrive.start(home.resolve("v"));
    GatewaySettings settings = GatewaySettings.encoding(1, 1, 1).vdrive(vdrive, vdrive.makeRoot());
    grid = TestGrid.start(home.resolve("grid"), 1, settings);
    Files.createDirectories(home.resolve(".truckee/private"));
    Files.writeString(home.resolve(".truckee/node.url"), grid.web().address() + "\n");
    Files.writeString(home.resolve("one"), "one");
    Files.writeString(Files.createDirectories(home.resolve("tree/sub")).resolve("two"), "two");
    directory = run("mkdir").text().strip();
    file = run("put ~/one DIR/f").text().strip();
    run("mkdir DIR/d");
    run("put ~/one DIR/d/f");
    readOnly = grid.web().get(url() + "?t=readonly-uri").text();
  }

  private static String url() {
    return "/uri/" + directory.replace(":", "%3A");
  }

  @AfterAll
  static void stop() {
    grid.close();
    vdrive.close();
  }

  private static CommandRun run(String line) {
    String[] words =
        Arrays.stream(line.strip().split(" +"))
            .map(word -> word.equals("''") ? "" : word)
            .map(word -> word.replaceFirst("^~", home.toString()))
            .map(word -> word.replaceFirst("^DIR", String.valueOf(directory)))
            .map(word -> word.replaceFirst("^READONLY", String.valueOf(readOnly)))
            .map(word -> word.replaceFirst("^FILE", String.valueOf(file)))
            .toArray(String[]::new);
    return CommandRun.of("truckee", home, "", words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "get none:x                | 1 | Unknown alias",
        "cp none:x ~/o             | 1 | Unknown alias",
        "cp -r ~/tree none:        | 1 | Unknown alias",
        "backup ~/tree none:       | 1 | Unknown alias",
        "get DIR/none              | 4 | No such child: none",
        "get DIR/none ~/o          | 4 | No such child: none",
        "ls DIR/none               | 4 | No such file or directory: 'none'",
        "rm DIR/none               | 4 | No such child: none",
        "mv DIR/none DIR/x         | 4 | No such child: none",
        "ln DIR/none DIR/x         | 4 | No such child: none",
        "cp DIR/none ~/o           | 4 | No such file or directory",
        "cp ~/none DIR/x           | 4 | No such file or directory",
        "put ~/none DIR/x          | 4 | there is no file",
        "backup ~/none DIR         | 4 | there is no directory",
        "check DIR/none            | 4 | No such child: none",
        "deep-check DIR/none       | 4 | No such child: none",
        "manifest DIR/none         | 4 | No such child: none",
        "stats DIR/none            | 4 | No such child: none",
        "get DIR/d                 | 1 | is a directory: use cp -r",
        "get ''                    | 1 | shared: is a directory: use cp -r",
        "get DIR/f ~/none/o        | 1 | there is no directory",
        "put ~/tree DIR/x          | 1 | is a directory: cp -r copies those",
        "put ~/one DIR/d           | 1 | is a directory: to put the file into it",
        "cp ~/tree DIR/x           | 1 | cannot copy directories without --recursive",
        "cp DIR/d ~/o              | 1 | cannot copy directories without --recursive",
        "cp -r DIR/d ~/one         | 1 | cannot copy directory into a file",
        "cp ~/one ~/tree DIR/f     | 1 | cannot copy directories without --recursive",
        "backup ~/one DIR/x        | 4 | there is no directory",
        "mv DIR/f DIR/d            | 1 | You can't overwrite a directory with a file",
        "ln DIR/f DIR/d            | 1 | You can't overwrite a directory with a file",
        "mv DIR/d DIR/d/x          | 1 | can't be moved into itself",
        "mv DIR/f DIR/f            | 2 | both names are the same",
        "mkdir DIR/f               | 1 | bad t=mkdir",
        "deep-check DIR/f          | 1 | bad t=stream-deep-check",
        "manifest DIR/f            | 1 | bad t=",
        "stats DIR/f               | 1 | bad t=",
        "put ~/one READONLY/x      | 1 | only reads the directory",
        "put ~/one READONLY/f      | 1 | only reads the directory",
        "mkdir READONLY/x          | 1 | only reads the directory",
        "rm READONLY/f             | 1 | only reads the directory",
        "mv READONLY/f READONLY/x  | 1 | only reads the directory",
        "ln READONLY/f READONLY/x  | 1 | only reads the directory",
        "cp ~/one READONLY/x       | 1 | only reads the directory",
        "cp -r ~/tree READONLY     | 5 | only reads the directory",
        "backup ~/tree READONLY    | 1 | only reads the directory",
        "get URI:CHK:bad           | 1 | not the whole of a capability",
        "ls URI:DIR2:bad           | 1 | not the whole of a capability",
        "check URI:CHK:bad         | 1 | a capability that it does not know",
        "add-alias a URI:bad       | 1 | malformed capability",
        "add-alias a FILE          | 1 | an alias stands for a directory",
        "ls -                      | 2 | standard input holds no capability",
        "get DIR/..                | 2 | leads down only",
      })
  void whatCanNotBeDone_isSaid_andNotEndedWith0(String line, int code, String words) {
    CommandRun run = run(line);
    assertThat(run.errors()).contains(words).doesNotContain("\\n", "Exception", "foresaw");
    assertThat(run.exitCode()).isEqualTo(code);
    assertThat(new String(run.output(), StandardCharsets.UTF_8)).doesNotContain("OK", "Success");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ls -u http://127.0.0.1:99999       | not an address of a gateway",
        "ls -u http://                      | not an address of a gateway",
        "ls -u http://[::1                  | not an address of a gateway",
        "ls -u ftp://127.0.0.1              | not an address of a gateway",
        "ls -u 127.0.0.1:3456               | not an address of a gateway",
        "get a b c                          | Too many arguments: 'c'",
        "ls a b                             | Too many arguments: 'b'",
        "cp a                               | Missing required parameters: FROM... TO",
        "cp                                 | Missing required parameters: FROM... TO",
        "mv a                               | Missing required parameter: 'TO'",
        "get                                | Missing required parameter: 'FROM'",
        "put --nonsense x                   | Unknown option: '--nonsense'",
        "ls -u                              | Missing required parameter for option '--node-url'",
        "man nonsense                       | there is no command nonsense",
      })
  void aWrongLine_isToldInPlainWords(String line, String words) {
    CommandRun run = run(line);
    assertThat(run.errors()).contains(words).doesNotContain("index", "Exception", "foresaw");
    assertThat(run.exitCode()).isEqualTo(2);
  }
}
