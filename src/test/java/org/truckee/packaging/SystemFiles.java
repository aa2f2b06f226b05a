package org.truckee.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.truckee.packaging.TarFile.Access;

/**
 * The files of this system (a Linux with the GNU C library) that a Java runtime needs in an
 * otherwise empty root, and a shell for the launcher: programs, the libraries that these ask for,
 * and the copyrights of the Debian packages that they are from.
 */
final class SystemFiles {
  private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x");
  private static final Pattern PACKAGE = Pattern.compile("(?m)^([a-z0-9.+-]+)(?::[a-z0-9]+)?: /");
  private static final Pattern MERGED = Pattern.compile("^/(bin|sbin|lib\\w*)/");

  /** The libraries that native code in the jar asks for, beside the C library. */
  private static final List<String> BESIDE =
      List.of("libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libgcc_s.so.1");

  /** Where each file goes, below the root, and what is there. */
  private final SortedMap<String, Path> files = new TreeMap<>();

  private final SortedSet<String> packages = new TreeSet<>();

  /** What {@code programs} need, and those of them that are not below {@code excluded}. */
  static SystemFiles neededBy(Collection<Path> programs, Path excluded) throws IOException {
    SystemFiles system = new SystemFiles();
    Deque<Path> open = new ArrayDeque<>(programs);
    while (!open.isEmpty()) {
      Path next = open.pop();
      if (!next.startsWith(excluded) && system.files.put(place(next), next) != null) continue;
      for (Path library : libraries(next))
        if (!library.startsWith(excluded) && !system.files.containsKey(place(library)))
          open.push(library);
    }
    for (Path file : List.copyOf(system.files.values())) system.addCopyright(file);
    return system;
  }

  /** The programs of the runtime in {@code directory}, all native code there is. */
  static List<Path> programs(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).filter(SystemFiles::isProgram).sorted().toList();
    }
  }

  private static boolean isProgram(Path file) {
    return file.toString().endsWith(".so") || file.getParent().endsWith("bin");
  }

  /** The place in a root whose {@code /lib} is a link to {@code /usr/lib}. */
  private static String place(Path file) {
    return MERGED.matcher(file.normalize().toString()).replaceFirst("/usr/$1/").substring(1);
  }

  private static List<Path> libraries(Path program) throws IOException {
    List<Path> found =
        LIBRARY
            .matcher(output("ldd", program.toString()))
            .results()
            .map(match -> Path.of(match.group(1)))
            .toList();
    return Stream.concat(found.stream(), found.stream().flatMap(SystemFiles::beside)).toList();
  }

  private static Stream<Path> beside(Path library) {
    return library.endsWith("libc.so.6")
        ? BESIDE.stream().map(library::resolveSibling).filter(Files::exists)
        : Stream.empty();
  }

  private void addCopyright(Path file) throws IOException {
    String known = output("dpkg-query", "--search", file.toString());
    for (MatchResult match : PACKAGE.matcher(known).results().toList()) {
      Path copyright = Path.of("/usr/share/doc", match.group(1), "copyright");
      if (packages.add(match.group(1)) && Files.exists(copyright))
        files.put(place(copyright), copyright);
    }
  }

  /** What {@code command} prints; nothing, if this system has no such program. */
  private static String output(String... command) throws IOException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException none) {
      return "";
    }
    try (var out = process.getInputStream()) {
      return new String(out.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The Debian packages that the files are from. */
  SortedSet<String> packages() {
    return packages;
  }

  /** Adds the files to {@code tar}, and the links {@code /bin}, {@code /lib} and their like. */
  void addTo(TarFile tar) throws IOException {
    SortedSet<String> links = new TreeSet<>(List.of("bin", "lib"));
    for (String place : files.keySet()) {
      String below = place.replaceFirst("^usr/", "");
      if (below.startsWith("lib")) links.add(below.substring(0, below.indexOf('/')));
    }
    for (String link : links) tar.directory("usr/" + link, Access.PROGRAM);
    for (String link : links) tar.link(link, "usr/" + link);
    for (String place : files.keySet()) {
      Path file = files.get(place);
      tar.file(place, Files.isExecutable(file) ? Access.PROGRAM : Access.DATA, file.toRealPath());
    }
  }
}
