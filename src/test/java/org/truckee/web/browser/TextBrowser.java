package org.truckee.web.browser;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.truckee.testing.Waiting;

/** A text browser, run by the keys that a person would press, in a home of its own. */
abstract class TextBrowser {
  private static final String DOWN = "\u0000";

  private final Path home;

  private TextBrowser(Path home) {
    this.home = home;
  }

  /** The browser that this machine has under {@code name}. */
  static TextBrowser of(String name, Path home) {
    return name.equals("w3m") ? new W3m(home) : new Lynx(home);
  }

  /** Returns whether this machine has the programs. */
  static boolean present() {
    return Stream.of("w3m", "lynx", "script")
        .allMatch(name -> Files.isExecutable(Path.of("/usr/bin", name)));
  }

  /** The page at {@code url} as the browser shows it. */
  abstract String dump(String url) throws IOException, InterruptedException;

  /** The source at {@code url}. */
  abstract String source(String url) throws IOException, InterruptedException;

  /** The targets of the links on the page at {@code url}. */
  abstract List<String> links(String url) throws IOException, InterruptedException;

  /**
   * Opens {@code url} and presses keys, of which {@link #DOWN} goes to the next link or field.
   * Returns what was on its screen.
   */
  abstract String press(String url, List<String> keys) throws IOException, InterruptedException;

  /** The keys that open the current field and empty it. */
  abstract List<String> emptyField();

  /** The keys that leave the current field. */
  abstract List<String> leaveField();

  /**
   * Goes to the field after {@code stops} links, writes {@code text} and presses the button.
   * Returns what was on its screen.
   */
  final String fill(String url, int stops, String text) throws IOException, InterruptedException {
    List<String> keys = goTo(stops);
    keys.addAll(emptyField());
    for (char letter : text.toCharArray()) keys.add(String.valueOf(letter));
    keys.addAll(leaveField());
    keys.add(DOWN);
    keys.add("\r");
    return press(url, keys);
  }

  /** Presses the button after {@code stops} links. Returns what was on its screen. */
  final String push(String url, int stops) throws IOException, InterruptedException {
    List<String> keys = goTo(stops);
    keys.add("\r");
    return press(url, keys);
  }

  private static List<String> goTo(int stops) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < stops; i++) keys.add(DOWN);
    return keys;
  }

  final String run(String input, String... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile(home, "output", "");
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(output.toFile());
    builder.environment().put("HOME", home.toString());
    builder.environment().put("LANG", "C.UTF-8");
    builder.environment().put("TERM", "vt100");
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (OutputStream keyboard = process.getOutputStream()) {
      if (!input.isEmpty()) awaitScreen(output);
      keyboard.write(input.getBytes(StandardCharsets.UTF_8));
      keyboard.flush();
      if (process.waitFor(60, TimeUnit.SECONDS)) return Files.readString(output);
    }
    process.destroyForcibly();
    throw new IllegalStateException(command[0] + " does not end");
  }

  /** Keys that come before a terminal is set up may be lost. */
  private static void awaitScreen(Path output) {
    Waiting.untilTrue(() -> output.toFile().length() > 0);
  }

  /** Takes its keys from a terminal. */
  private static final class W3m extends TextBrowser {
    W3m(Path home) {
      super(home);
    }

    @Override
    String dump(String url) throws IOException, InterruptedException {
      return run("", "w3m", "-cols", "100", "-dump", url);
    }

    @Override
    String source(String url) throws IOException, InterruptedException {
      return run("", "w3m", "-dump_source", url);
    }

    @Override
    List<String> links(String url) throws IOException, InterruptedException {
      String dump = run("", "w3m", "-cols", "1000", "-o", "display_link_number=1", "-dump", url);
      return dump.lines()
          .filter(line -> line.matches("\\[[0-9]+] http.*"))
          .map(line -> line.replaceFirst("\\[[0-9]+] ", ""))
          .toList();
    }

    @Override
    String press(String url, List<String> keys) throws IOException, InterruptedException {
      String all = String.join("", keys).replace(DOWN, "\t") + "qy";
      return run(all, "script", "-qec", "w3m '" + url + "'", "/dev/null");
    }

    @Override
    List<String> emptyField() {
      return List.of("\r", "\u0001", "\u000b");
    }

    @Override
    List<String> leaveField() {
      return List.of("\r");
    }
  }

  /** Takes its keys from a file, and waits after none of its messages. */
  private static final class Lynx extends TextBrowser {
    private static final String SETTINGS = "INFOSECS:0\nMESSAGESECS:0\nALERTSECS:0\n";

    private final Path script;
    private final Path settings;

    Lynx(Path home) {
      super(home);
      script = home.resolve("keys");
      settings = home.resolve("settings");
    }

    @Override
    String dump(String url) throws IOException, InterruptedException {
      return run("", "lynx", "-dump", url);
    }

    @Override
    String source(String url) throws IOException, InterruptedException {
      return run("", "lynx", "-source", url);
    }

    @Override
    List<String> links(String url) throws IOException, InterruptedException {
      return run("", "lynx", "-dump", "-listonly", "-nonumbers", url).lines().toList();
    }

    @Override
    String press(String url, List<String> keys) throws IOException, InterruptedException {
      List<String> lines = new ArrayList<>();
      for (String key : keys) lines.add("key " + name(key));
      lines.addAll(List.of("key q", "key y"));
      Files.write(script, lines);
      Files.writeString(settings, SETTINGS);
      return run("", "lynx", "-cfg=" + settings, "-cmd_script=" + script, url);
    }

    private static String name(String key) {
      return switch (key) {
        case DOWN -> "<tab>";
        case "\r" -> "^J";
        case "\u0015" -> "^U";
        default -> key;
      };
    }

    @Override
    List<String> emptyField() {
      return List.of("\u0015");
    }

    @Override
    List<String> leaveField() {
      return List.of();
    }
  }
}
