package org.truckee.cli.session;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.truckee.platform.HomePath;
import org.truckee.platform.TextFiles;

/**
 * One run of the program: its streams, its environment, the name that it was called by, and the
 * options that stand before the command. Commands reach the process through a session only.
 */
public final class Session {
  /** The name of Tahoe's own program; under it, the program follows Tahoe's ways. */
  public static final String TAHOE = "tahoe";

  /** The place, in a home directory, of the grid that an installed program makes. */
  private static final String INSTALLED_GRID = "truckee-grid";

  private final String name;
  private final Streams streams;
  private final Map<String, String> environment;
  private final Path home;
  private Path nodeDirectory;
  private final Map<String, String> node = new LinkedHashMap<>();
  private boolean quiet;
  private boolean answers;

  /** A run called by {@code name}. */
  public Session(String name, Streams streams, Map<String, String> environment, Path home) {
    this.name = name;
    this.streams = streams;
    this.environment = Map.copyOf(environment);
    this.home = home;
  }

  /** The run of this process. The launcher passes on the facts that a JVM can't see. */
  public static Session ofProcess() {
    return new Session(
            System.getProperty("truckee.name", "truckee"),
            new Streams(
                new StandardInput(),
                printer(new FileOutputStream(FileDescriptor.out)),
                System.err,
                Boolean.getBoolean("truckee.terminal")),
            System.getenv(),
            HomePath.home())
        .withAnswers(Boolean.getBoolean("truckee.answers"));
  }

  /** Prints to {@code out}, and fails if anything gets lost. */
  public static PrintStream printer(OutputStream out) {
    return new PrintStream(
        new BufferedOutputStream(new StandardOutput(out), 1 << 16), false, StandardCharsets.UTF_8);
  }

  /** The home directory of the user. */
  public Path home() {
    return home;
  }

  /** The name that the program was called by. */
  public String name() {
    return name;
  }

  /** Returns whether it was called by Tahoe's name. */
  public boolean asTahoe() {
    return name.equals(TAHOE);
  }

  /** Standard input. */
  public InputStream in() {
    return streams.in();
  }

  /** Standard output; flushed at the end, and by commands that go on for long. */
  public PrintStream out() {
    return streams.out();
  }

  /** Standard error. */
  public PrintStream err() {
    return streams.err();
  }

  /** The clock of this machine. */
  public Clock clock() {
    return Clock.systemUTC();
  }

  /** Sets the directory that was given before the command. */
  public void useNodeDirectory(Path directory) {
    nodeDirectory = directory;
    noteNode("-C", directory.toAbsolutePath().toString());
  }

  /** Takes note that the user chose the node by {@code option} and its {@code value}, too. */
  public void noteNode(String option, String value) {
    node.put(option, value);
  }

  /** The options, followed by a space, that choose the same node in a line for a shell. */
  public String node() {
    StringBuilder options = new StringBuilder();
    node.forEach(
        (option, value) ->
            options.append(option).append(' ').append(Quoting.shell(value)).append(' '));
    return options.toString();
  }

  /** Says that only results and failures are to be printed. */
  public void beQuiet() {
    quiet = true;
  }

  /** Returns whether only results and failures are to be printed. */
  public boolean quiet() {
    return quiet;
  }

  /**
   * Asks {@code question}, and returns whether the answer is yes. If standard input is no terminal,
   * nobody can answer: the command line alone counts, and the answer is yes.
   */
  public boolean confirms(String question) throws IOException {
    if (!answers) return true;
    err().print(question);
    err().flush();
    String answer =
        new BufferedReader(new InputStreamReader(in(), StandardCharsets.UTF_8)).readLine();
    return answer != null && answer.strip().matches("(?i)y|yes");
  }

  /** Returns whether standard input is a terminal, at which somebody can answer. */
  public boolean answers() {
    return answers;
  }

  /** Notes that standard input is a terminal, at which somebody can answer. */
  public Session withAnswers(boolean on) {
    answers = on;
    return this;
  }

  /** Progress of {@code what}, shown on a terminal, unless the user asked for quiet. */
  public Progress progress(String what, long size) {
    return new Progress(streams.terminal() && !quiet ? err() : null, what, size);
  }

  /** The node's directory, if the command itself names none. */
  public Path nodeDirectory() {
    if (nodeDirectory != null) return nodeDirectory;
    if (asTahoe()) return newNodeDirectory();
    String variable = environment.get("TRUCKEE_NODE");
    if (variable != null && !variable.isBlank()) return HomePath.of(variable, home);
    Path grid = Path.of("grid", "gateway");
    if (Files.isDirectory(grid)) return grid;
    Path installed = home.resolve(INSTALLED_GRID).resolve("gateway");
    Path node = newNodeDirectory();
    return Files.isDirectory(installed) && !Files.isDirectory(node) ? installed : node;
  }

  /** The place of a new node, if the command itself does not say. */
  public Path newNodeDirectory() {
    return nodeDirectory != null ? nodeDirectory : home.resolve("." + name);
  }

  /**
   * {@code argument}, or the first line of standard input if that is {@code -}: for secrets. A name
   * in it keeps its spaces.
   */
  public String argument(String argument) throws IOException {
    if (!argument.equals("-")) return argument;
    String line =
        new BufferedReader(new InputStreamReader(in(), StandardCharsets.UTF_8)).readLine();
    String given = line == null ? "" : TextFiles.unmarked(line);
    if (given.isBlank()) throw CommandFailure.usage("standard input holds no capability");
    return given;
  }
}
