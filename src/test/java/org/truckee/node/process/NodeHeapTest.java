package org.truckee.node.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.truckee.node.config.NodeConfig;
import org.truckee.testing.command.LaunchedOptions;

/** The sizes of a node's heap, as this program chooses them and as the launcher does. */
class NodeHeapTest {
  private static final long MIB = 1 << 20;

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"gateway\": {}}                | GATEWAY",
        "{\"gateway\": {}, \"storage\": {}} | GATEWAY",
        "{\"storage\": {}}                | SERVER",
        "{\"introducer\": {}}             | SERVER",
        "{\"vdrive\": {}}                 | SERVER"
      })
  void theHeap_isChosenByWhatTheNodeDoes(String configuration, NodeHeap expected) {
    assertThat(NodeHeap.of(NodeConfig.parse("conf.json", configuration))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"GATEWAY, 32, 64, 512", "SERVER, 8, 24, 256"})
  void aJvmOfTheseOptions_hasSuchAHeap(NodeHeap heap, long young, long first, long most)
      throws IOException, InterruptedException {
    String flags = flags(heap);

    assertThat(flag(flags, "MaxNewSize")).isEqualTo(young * MIB);
    assertThat(flag(flags, "InitialHeapSize")).isEqualTo(first * MIB);
    assertThat(flag(flags, "MaxHeapSize")).isEqualTo(most * MIB);
    assertThat(flag(flags, "SurvivorRatio")).isEqualTo(3);
  }

  /** The number is in milliseconds; a JVM without the flag has started as well to come here. */
  @ParameterizedTest
  @EnumSource
  void freedNativeMemory_goesBackToTheSystem(NodeHeap heap)
      throws IOException, InterruptedException {
    String flags = flags(heap);
    assumeThat(flags).contains("TrimNativeHeapInterval");
    assertThat(flag(flags, "TrimNativeHeapInterval")).isEqualTo(30_000);
  }

  @Test
  void theLauncher_givesRunTheSizesOfAGateway() throws IOException, InterruptedException {
    List<String> sizes =
        NodeHeap.GATEWAY.jvmOptions().stream().filter(NodeHeapTest::isBound).toList();

    assertThat(launched("run")).containsAll(sizes);
    assertThat(launched("grid")).containsAll(sizes);
    assertThat(launched("bench")).doesNotContainAnyElementsOf(sizes);
    assertThat(launched("ls")).doesNotContainAnyElementsOf(sizes);
  }

  @Test
  void theLauncher_leavesAllSizesToWhoeverGivesOne() throws IOException, InterruptedException {
    List<String> options = LaunchedOptions.of(directory, "", "run", "-Xmx4g");

    assertThat(options).noneMatch(option -> option.startsWith("-Xm"));
    assertThat(options).doesNotContain("-XX:SurvivorRatio=3");
  }

  /** The most that a heap may take is left to the machine's memory there. */
  private static boolean isBound(String option) {
    return !option.startsWith("-Xmx");
  }

  private static String flags(NodeHeap heap) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(Processes.command(heap.jvmOptions()));
    command.subList(command.indexOf("-cp"), command.size()).clear();
    command.addAll(List.of("-XX:+PrintFlagsFinal", "-version"));
    return printed(new ProcessBuilder(command));
  }

  private static long flag(String flags, String name) {
    String line =
        flags.lines().filter(text -> text.contains(" " + name + " ")).findFirst().orElseThrow();
    return Long.parseLong(line.replaceAll(".*= *([0-9]+).*", "$1"));
  }

  private List<String> launched(String command) throws IOException, InterruptedException {
    return LaunchedOptions.of(directory, "", command);
  }

  private static String printed(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return text;
  }
}
