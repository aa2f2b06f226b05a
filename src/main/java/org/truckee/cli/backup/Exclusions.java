package org.truckee.cli.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.truckee.cli.local.GridNames;
import org.truckee.platform.TextFiles;

/**
 * Names that are left out of a backup, at any depth, by the patterns of shells: {@code *}, {@code
 * ?}, {@code [abc]} and {@code [!abc]}.
 */
public final class Exclusions {
  /** The files that version control systems keep beside the others. */
  private static final List<String> VERSION_CONTROL =
      List.of(
          "CVS",
          "RCS",
          "SCCS",
          ".git",
          ".gitignore",
          ".cvsignore",
          ".svn",
          ".arch-ids",
          "{arch}",
          "=RELEASE-ID",
          "=meta-update",
          "=update",
          ".bzr",
          ".bzrignore",
          ".bzrtags",
          ".hg",
          ".hgignore",
          "_darcs");

  private final List<Pattern> patterns = new ArrayList<>();

  /** Leaves out the names that {@code pattern} matches; none if it is empty. */
  public void add(String pattern) {
    if (!pattern.isEmpty()) patterns.add(Pattern.compile(regex(nfc(pattern)), Pattern.DOTALL));
  }

  /** Leaves out the names that {@code line} of a file matches; spaces around it do not count. */
  private void addLine(String line) {
    add(line.strip());
  }

  /** Leaves out the names that the lines of {@code file} match. */
  public void addLines(Path file) throws IOException {
    TextFiles.lines(file).forEach(this::addLine);
  }

  /** Leaves out the files of version control systems. */
  public void addVersionControl() {
    VERSION_CONTROL.forEach(this::add);
  }

  /** Returns whether {@code name} is left out. */
  boolean covers(String name) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
  }

  /**
   * The remaining contents of {@code directory}, by their names on the grid; those that can't be
   * named there are told to {@code leftOut}, with the reason.
   */
  SortedMap<String, Path> contents(Path directory, BiConsumer<Path, String> leftOut)
      throws IOException {
    return GridNames.of(remaining(directory), leftOut);
  }

  private List<Path> remaining(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(path -> !covers(nameOf(path))).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The number of files and directories that remain of {@code directory} and all below it. */
  int count(Path directory) {
    int count = 1;
    try {
      for (Path child : remaining(directory))
        count += Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS) ? count(child) : 1;
    } catch (IOException e) {
      return 1; // It will be skipped, which is said then.
    }
    return count;
  }

  private static String nameOf(Path path) {
    return nfc(path.getFileName().toString());
  }

  private static String nfc(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      int end = c == '[' ? glob.indexOf(']', i + (glob.startsWith("!", i + 1) ? 3 : 2)) : -1;
      if (c == '*') regex.append(".*");
      else if (c == '?') regex.append('.');
      else if (end < 0) regex.append(Pattern.quote(String.valueOf(c)));
      else {
        regex.append(set(glob.substring(i + 1, end)));
        i = end;
      }
    }
    return regex.toString();
  }

  private static String set(String members) {
    boolean not = members.startsWith("!");
    String escaped = members.substring(not ? 1 : 0).replaceAll("[\\\\\\[\\]&^]", "\\\\$0");
    return (not ? "[^" : "[") + escaped + "]";
  }
}
