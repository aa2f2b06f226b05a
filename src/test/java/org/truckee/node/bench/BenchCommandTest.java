package org.truckee.node.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.node.bench.work.BenchPart;
import org.truckee.node.bench.work.BenchTarget;
import org.truckee.node.bench.work.Measurement;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import picocli.CommandLine;

/** The parts of a bench, the gateways that they are measured at, and the report. */
class BenchCommandTest {
  @ParameterizedTest
  @CsvSource({
    "--only=nonsense, there is no part \"nonsense\"",
    "--gateway=http://127.0.0.1:1/ --only=crawl, needs a grid that bench makes itself",
    "--gateway=localhost:3456, such as http://127.0.0.1:3456/",
    "--gateway=http:///, such as http://127.0.0.1:3456/",
    "--gateway=http://127.0.0.1:1/uri/x, such as http://127.0.0.1:3456/",
    "--gateway=http://127.0.0.1:1/ --gateway-jvm=-Xmx1g, --gateway and --gateway-jvm can't be"
        + " given",
    "--gateway=http://127.0.0.1:1/ --server-jvm=-Xmx1g, --gateway and --server-jvm can't be given",
    "--runs=0, needs 1 or more",
    "--rtt=0, needs an even number",
    "--rtt=-2, needs an even number",
    "--rtt=601, needs an even number",
    "--rtt=600 --only=files, --rtt and --only can't be given together",
    "--rtt=600 --small-reads, --rtt and --small-reads can't be given together",
    "--rtt=600 --gateway=http://127.0.0.1:1/, --rtt and --gateway can't be given together",
    "--rtt=600 --gateway-jvm=-Xmx1g, --rtt and --gateway-jvm can't be given together",
    "--rtt=600 --server-jvm=-Xmx1g, --rtt and --server-jvm can't be given together",
    "--small-reads --only=files, --small-reads and --only can't be given together",
    "--small-reads --server-jvm=-Xmx1g, --small-reads and --server-jvm can't be given together",
    "--small-reads --gateway=http://127.0.0.1:1/, --small-reads and --gateway can't be given",
    "--growth=servers --only=files, --growth and --only can't be given together",
    "--growth=servers --rtt=600, --growth and --rtt can't be given together",
    "--growth=servers --server-jvm=-Xmx1g, --growth and --server-jvm can't be given together",
    "--growth=trees, nothing grows by \"trees\"",
    "--vdrive-store=postgresql://localhost/x, --vdrive-store needs --growth",
    "--gateway=http://127.0.0.1:1/ --only=cold, needs a grid that bench makes itself"
  })
  void aPartThatCantBeMeasured_isAWrongLine(String line, String expected) {
    StringWriter errors = new StringWriter();
    CommandLine command = new CommandLine(new BenchCommand()).setErr(new PrintWriter(errors));

    assertThat(command.execute(line.split(" ", -1))).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(errors.toString()).contains(expected);
  }

  @Test
  void everyPart_isToldInTheHelp() {
    String help = new CommandLine(new BenchCommand()).getUsageMessage().replaceAll("\\s+", " ");

    for (BenchPart part : BenchPart.ALL)
      assertThat(help).containsPattern("\\b" + part.name() + "\\b");
  }

  @Test
  void aReport_isLinesOrOneObject_withTheSpread() throws IOException {
    assertThat(report(false)).contains("put_ms", "2.0", "1.0 … 3.0   (3)");
    assertThat(new Measurement("slope", 0.0123).toLine()).contains(" 0.012 ");
    JsonNode object = new ObjectMapper().readTree(report(true));
    assertThat(object.path("put_ms").asDouble()).isEqualTo(2);
    assertThat(object.path("put_ms_spread").path("highest").asDouble()).isEqualTo(3);
  }

  private static String report(boolean json) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(text, true, StandardCharsets.UTF_8);
    FigureReport report = new FigureReport(out, json);
    report.add(List.of(new Measurement("put_ms", 3, 1, 2)));
    report.end();
    return text.toString(StandardCharsets.UTF_8);
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    "connections, put_1KiB_new_connection_ms",
    "directories, delete_from_1000_ms",
  })
  void anyGateway_isMeasured(String name, String figure, @TempDir Path directory) throws Exception {
    try (TestGrid grid = TestGrid.start(directory, 4, GatewaySettings.encoding(2, 3, 4))) {
      BenchTarget target = new BenchTarget(grid.web().address(), directory, Optional.empty());
      BenchPart part =
          BenchPart.ALL.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();

      assertThat(part.work().measure(target, 1)).extracting(Measurement::name).contains(figure);
    }
  }
}
