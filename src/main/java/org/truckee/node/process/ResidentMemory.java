package org.truckee.node.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** The memory of the machine that a process holds, where the system tells it (Linux). */
public final class ResidentMemory {
  /** The word by which Linux takes the memory of now for the most. */
  private static final String FORGET = "5";

  private ResidentMemory() {}

  /** The most memory that process {@code pid} ever held, in MiB. */
  public static OptionalDouble peakMib(long pid) throws IOException {
    return mib(pid, "VmHWM:");
  }

  /** Forgets the most that process {@code pid} held before, where the system can. */
  public static void forgetPeak(long pid) throws IOException {
    Path file = Path.of("/proc/" + pid + "/clear_refs");
    if (Files.exists(file)) Files.writeString(file, FORGET);
  }

  /** The memory that process {@code pid} holds now, in MiB. */
  public static OptionalDouble nowMib(long pid) throws IOException {
    return mib(pid, "VmRSS:");
  }

  private static OptionalDouble mib(long pid, String field) throws IOException {
    Path status = Path.of("/proc/" + pid + "/status");
    if (!Files.exists(status)) return OptionalDouble.empty();
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith(field))
        .mapToDouble(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0)
        .findFirst();
  }
}
