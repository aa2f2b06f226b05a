package org.truckee.testing.command;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.truckee.cli.Commands;
import org.truckee.cli.session.FailureLine;
import org.truckee.cli.session.Session;
import org.truckee.cli.session.Streams;
import picocli.CommandLine.Command;

/** One run of a command in this process: its output and its exit code. */
public record CommandRun(int exitCode, byte[] output, String errors) {
  /** Runs {@code arguments}, under {@code name}, with {@code input} on standard input. */
  public static CommandRun of(String name, Path home, String input, String... arguments) {
    return of(Commands.gateway(), name, home, input, arguments);
  }

  /** Runs {@code arguments} at a terminal, where {@code input} answers. */
  public static CommandRun answered(Path home, String input, String... arguments) {
    return of(Commands.gateway(), true, "truckee", home, input, arguments);
  }

  /** Runs one of {@code known}. */
  public static CommandRun of(
      Map<String, Class<?>> known, String name, Path home, String input, String... arguments) {
    return of(known, false, name, home, input, arguments);
  }

  private static CommandRun of(
      Map<String, Class<?>> known,
      boolean answers,
      String name,
      Path home,
      String input,
      String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    Session session =
        new Session(
                name,
                new Streams(
                    new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    errors,
                    false),
                Map.of(),
                home)
            .withAnswers(answers);
    int code =
        Commands.line(new Root(), session, known, arguments)
            .setExecutionExceptionHandler((failure, line, parsed) -> told(errors, failure))
            .execute(arguments);
    return new CommandRun(
        code, out.toByteArray(), new String(err.toByteArray(), StandardCharsets.UTF_8));
  }

  /** The output, as text. */
  public String text() {
    return new String(output, StandardCharsets.UTF_8);
  }

  private static int told(PrintStream errors, Exception failure) {
    FailureLine explanation = FailureLine.of(failure);
    errors.println(explanation.text());
    return explanation.exitCode();
  }

  @Command(name = "truckee")
  private static final class Root {}
}
