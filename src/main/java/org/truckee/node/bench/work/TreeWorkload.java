package org.truckee.node.bench.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.truckee.node.process.Processes;

/**
 * A tree of small files that {@code cp -r} copies into a grid directory and back, as a process of
 * its own. Blocks.
 */
final class TreeWorkload {
  private static final int FILES_IN_A_FOLDER = 100;

  /** The program says on descriptor 3 what goes wrong. */
  private static final String SHELL = "exec \"$@\" 3>&2";

  private final BenchTarget target;
  private final BenchHttp http;
  private final Random contents = new Random();

  TreeWorkload(BenchTarget target) {
    this.target = target;
    this.http = new BenchHttp(target.gateway());
  }

  /** Copies {@code folders} folders of 100 files of 1 KiB. */
  List<Measurement> run(int folders) throws IOException, InterruptedException {
    Path scratch = Files.createTempDirectory(target.scratch(), "tree");
    try {
      Path tree = grow(scratch.resolve("tree"), folders);
      String root = http.send("POST", "/uri?t=mkdir", new byte[0]);
      int files = folders * FILES_IN_A_FOLDER;
      double up = seconds(tree.toString(), root + "/");
      double down = seconds(root + "/tree", scratch.resolve("back").toString());
      return List.of(
          new Measurement("copy_tree_up_files_per_s", files / up),
          new Measurement("copy_tree_down_files_per_s", files / down));
    } finally {
      remove(scratch);
    }
  }

  private Path grow(Path tree, int folders) throws IOException {
    byte[] file = new byte[1 << 10];
    for (int i = 0; i < folders; i++) {
      Path folder = Files.createDirectories(tree.resolve("folder" + i));
      for (int j = 0; j < FILES_IN_A_FOLDER; j++) {
        contents.nextBytes(file);
        Files.write(folder.resolve("file" + j), file);
      }
    }
    return tree;
  }

  /** The seconds that a copy takes, with the start of the command. */
  private double seconds(String from, String to) throws IOException, InterruptedException {
    String gateway = target.gateway().toString();
    List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", SHELL, "truckee"));
    line.addAll(Processes.command(List.of(), "cp", "-r", "--quiet", "-u", gateway, from, to));
    long start = System.nanoTime();
    Process copy =
        new ProcessBuilder(line)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int code = copy.waitFor();
    if (code != 0) throw new IOException("cp -r ended with " + code);
    return (System.nanoTime() - start) / 1e9;
  }

  private static void remove(Path scratch) throws IOException {
    try (Stream<Path> all = Files.walk(scratch)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
    }
  }
}
