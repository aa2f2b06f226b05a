package org.truckee.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.truckee.cli.session.ExitCodes;
import org.truckee.testing.command.CommandRun;
import picocli.CommandLine.Command;

class CommandsTest {
  @TempDir Path home;

  static Iterable<String> names() {
    return Commands.gateway().keySet();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyCommand_isKnownByItsNames_andListsItsExitCodes(String name) {
    Command command = Commands.gateway().get(name).getAnnotation(Command.class);
    assertThat(name).isIn(command.name(), String.join(" ", command.aliases()));

    CommandRun help = run(name, "--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.text()).contains("Exit codes:", "3   no gateway answers");
  }

  @ParameterizedTest
  @CsvSource({
    "put x, put",
    "-q put x, put",
    "-d dir put x, put",
    "--node-directory dir -q ls, ls",
    "--help, ''",
    "'', ''",
  })
  void theCommand_isTheFirstWordThatIsNoOption(String line, String command) {
    String[] words = line.isEmpty() ? new String[0] : line.split(" ", -1);
    assertThat(Commands.named(words)).isEqualTo(command);
  }

  @ParameterizedTest
  @CsvSource({"ls, 4, 2", "get, 4, 1", "put, 2, 1", "backup, 5, 2", "ls, 3, 1", "ls, 0, 0"})
  void underTahoesName_exitCodesAreTahoes(String command, int ours, int tahoes) {
    assertThat(ExitCodes.asTahoe(command, ours)).isEqualTo(tahoes);
  }

  @Test
  void aWrongCommandLine_isExplained() {
    assertThat(run("put", "--nonsense").exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(run("put", "--format=xyz", "x"))
        .returns(ExitCodes.USAGE, CommandRun::exitCode)
        .returns("xyz is an invalid format\n", CommandRun::errors);
    assertThat(run("nonsense"))
        .returns(ExitCodes.USAGE, CommandRun::exitCode)
        .extracting(CommandRun::errors)
        .asString()
        .startsWith("There is no command 'nonsense'.\n")
        .endsWith("For help: truckee --help\n");
    assertThat(run("statsu").errors()).contains("Did you mean").doesNotContain("Usage:");
  }

  @Test
  void aGatewayThatIsAway_isNamed() {
    assertThat(run("ls"))
        .returns(ExitCodes.UNREACHABLE, CommandRun::exitCode)
        .extracting(CommandRun::errors)
        .asString()
        .contains("node.url can't be read");
    assertThat(run("ls", "-u", "http://127.0.0.1:1/").errors())
        .isEqualTo("no gateway answers at http://127.0.0.1:1. Is it started?\n");
  }

  @Test
  void aShell_isToldOfEveryCommand() {
    assertThat(run("completion", "fish").text())
        .contains("complete -c truckee -f -n __fish_use_subcommand -a deep-check -d ")
        .contains("-n '__fish_seen_subcommand_from ls' -s l -l long -d ");
    assertThat(run("completion", "bash").text()).contains("deep-check", "list-aliases", "compgen");
    assertThat(run("completion", "zsh").text()).contains("bashcompinit");
    assertThat(run("completion", "csh").exitCode()).isEqualTo(ExitCodes.USAGE);
  }

  /** Asks the shells themselves, as far as this machine has them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bash | -c | source %s; COMP_WORDS=(truckee deep); COMP_CWORD=1; _complete_truckee; echo"
            + " ${COMPREPLY[@]}",
        "zsh  | -fc | autoload -U compinit; compinit -u; source %s; echo"
            + " ${_comps[truckee]/_bash_complete*/deep-check}",
        "fish | -c | source %s; complete -C 'truckee deep'",
      })
  void aShell_completesCommands(String shell, String option, String script)
      throws IOException, InterruptedException {
    assumeThat(Path.of("/usr/bin", shell)).exists();
    Path completion = home.resolve("completion");
    Files.writeString(completion, run("completion", shell).text());

    ProcessBuilder builder =
        new ProcessBuilder(shell, option, script.formatted(completion)).redirectErrorStream(true);
    builder.environment().put("HOME", home.toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(said).contains("deep-check");
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void everyCommand_hasAManualPage() throws IOException {
    assertThat(run("man", "--to", home.resolve("man").toString()).exitCode()).isZero();

    for (String name : names()) {
      String page = Commands.gateway().get(name).getAnnotation(Command.class).name();
      assertThat(home.resolve("man/truckee-" + page + ".1")).exists();
    }
    assertThat(Files.readString(home.resolve("man/truckee-put.1")))
        .startsWith(".TH \"TRUCKEE\\-PUT\" 1")
        .contains(
            ".SH NAME\ntruckee-put \\- Puts a file on the grid", "\\fB\\-\\-format FORMAT\\fR");
  }

  private CommandRun run(String... arguments) {
    return CommandRun.of("truckee", home.resolve("nobody"), "", arguments);
  }
}
