package org.truckee.testing.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/**
 * A library that stands between a process and the C library, and lets the n-th call of a kind fail
 * below a folder.
 */
public final class FaultShim {
  /** The kinds of calls, in the order of their numbers, from 1. */
  public static final List<String> KINDS =
      List.of("write", "sync", "rename", "unlink", "truncate", "mkdir", "read", "open");

  private static final int SIZE = 12;

  private final Path library;
  private final Path control;
  private final Path below;
  private final ByteBuffer faults;

  /** A shim for a process that works {@code below} a folder, with the compiled {@code library}. */
  public FaultShim(Path library, Path control, Path below) throws IOException {
    this.library = library;
    this.control = control;
    this.below = below;
    Files.write(control, new byte[SIZE]);
    try (FileChannel file =
        FileChannel.open(control, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      faults = file.map(FileChannel.MapMode.READ_WRITE, 0, SIZE).order(ByteOrder.nativeOrder());
    }
  }

  /** The environment that the process needs. */
  public Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD", library.toString(),
        "TRUCKEE_FAULTS", control.toString(),
        "TRUCKEE_FAULTS_BELOW", below.toString());
  }

  /** Lets the {@code n}-th call of {@code kind} from now on fail. */
  public void fail(String kind, int n) {
    faults.putInt(0, 0).putInt(8, 0).putInt(4, n).putInt(0, 1 + KINDS.indexOf(kind));
  }

  /** Lets nothing fail any more; returns whether a call has failed. */
  public boolean stop() {
    faults.putInt(0, 0);
    return faults.getInt(8) > 0;
  }

  /** Compiles the library into {@code directory}; without a compiler, the test is skipped. */
  public static Path compile(Path directory) throws IOException, InterruptedException {
    Path source = directory.resolve("failing-disk.c");
    try (InputStream in = FaultShim.class.getResourceAsStream("/faults/failing-disk.c")) {
      Files.copy(in, source);
    }
    Path library = directory.resolve("failing-disk.so");
    assumeTrue(
        compiles("gcc", "-shared", "-fPIC", "-O1", "-o", library + "", source + "", "-ldl"),
        "there is no C compiler here, so no disk can be made to fail");
    return library;
  }

  private static boolean compiles(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (IOException noCompiler) {
      return false;
    }
  }
}
