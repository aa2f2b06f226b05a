package org.truckee.node.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/** The log of a node as it lies on the disk, whatever strangers make it say. */
class LogFileTest {
  private static final String FORGED = "2026-01-01T00:00:00.000Z ERROR o.t.Node all is lost";

  @TempDir Path directory;

  /** The lines of the file after {@code life} has logged. */
  private List<String> lines(Consumer<Logger> life) throws IOException, JoranException {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    context.putProperty(LogFile.DIRECTORY, directory.toString());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(LogFile.class.getResource("/logback.xml"));
    life.accept(context.getLogger("org.truckee.node.process.LogFileTest"));
    context.stop();
    return Files.readAllLines(directory.resolve("truckee.log"), UTF_8);
  }

  @Test
  void aLoggerThatWasUsedBeforeTheNodeWasKnown_writesToItsLogAllTheSame() throws Exception {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(LogFile.class.getResource("/logback.xml"));
    Logger early = context.getLogger("org.truckee.node.process.LogFileTest");
    early.info("nobody knows where to");

    System.setProperty(LogFile.DIRECTORY, directory.toString());
    try {
      LogFile.begin(context);
      early.info("the node starts");
    } finally {
      System.clearProperty(LogFile.DIRECTORY);
      context.stop();
    }

    assertThat(Files.readAllLines(directory.resolve("truckee.log"), UTF_8))
        .singleElement()
        .satisfies(line -> assertThat(line).contains("the node starts"));
  }

  @Test
  void aMessage_isOneLine_whateverStandsInIt() throws Exception {
    for (String end : List.of("\n", "\r", "\r\n", "\u0085", "\u2028", "\u2029", "\u000b")) {
      List<String> lines = lines(log -> log.info("the server {} answers", "s1" + end + FORGED));

      assertThat(lines).noneMatch(line -> line.startsWith("2026-01-01"));
      assertThat(lines.get(lines.size() - 1)).contains("the server s1").endsWith("answers");
    }
  }

  @Test
  void whatWouldChangeTheTerminal_becomesAMark() throws Exception {
    List<String> lines = lines(log -> log.warn("called {}", "a\u001b[2J\u009b31m\u202eb\u0000c"));

    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).endsWith("called a\uFFFD[2J\uFFFD31m\uFFFDb\uFFFDc");
  }

  @Test
  void anException_posesAsNoLineOfTheLog() throws Exception {
    List<String> lines =
        lines(log -> log.error("it failed", new IOException("why\n" + FORGED + "\u001b[2J")));

    assertThat(lines.get(0)).endsWith("it failed");
    assertThat(lines.subList(1, lines.size()))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("    "))
        .noneMatch(line -> line.contains("\u001b"))
        .anyMatch(line -> line.startsWith("        at org.truckee.node.process.LogFileTest"));
  }

  @Test
  void linesOfJson_holdTheSame_andNoMore() throws Exception {
    System.setProperty(LogFile.FORMAT, "json");
    try {
      List<String> lines =
          lines(
              log -> {
                log.info("read {}", "URI:CHK:abc:def:1:2:3\n" + FORGED);
                log.error("it failed", new IOException("why pb://secret@host\n" + FORGED));
              });
      assertThat(lines).hasSize(2);
      JsonNode first = new ObjectMapper().readTree(lines.get(0));
      assertThat(first.path("message").asText()).startsWith("read URI:CHK:...");
      assertThat(first.path("level").asText()).isEqualTo("INFO");
      assertThat(first.path("logger").asText()).endsWith("LogFileTest");
      assertThat(Instant.parse(first.path("time").asText())).isBefore(Instant.MAX);
      JsonNode second = new ObjectMapper().readTree(lines.get(1));
      assertThat(second.path("trace").asText())
          .startsWith("java.io.IOException: why pb://...\n")
          .contains("\n at org.truckee.node.process.LogFileTest")
          .doesNotContain("secret");
    } finally {
      System.clearProperty(LogFile.FORMAT);
    }
  }

  @Test
  void aCapability_isMasked_percentEncodedToo() throws Exception {
    List<String> lines =
        lines(log -> log.info("{} {} {}", "URI:CHK:aaaa:bbbb", "URI%3aDIR2%3Acccc", "pb://d@e"));

    assertThat(lines.get(0)).endsWith("URI:CHK:... URI%3aDIR2%3A... pb://...");
  }

  @Test
  void aLogOnStandardError_writesNoFile_andTellsNothingElse() throws Exception {
    PrintStream real = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, UTF_8));
    ErrorLog.choose();
    try {
      assertThatThrownBy(() -> lines(log -> log.warn("the disk is full")))
          .isInstanceOf(NoSuchFileException.class);
    } finally {
      ErrorLog.forget();
      System.setErr(real);
    }

    assertThat(printed.toString(UTF_8).lines())
        .singleElement()
        .satisfies(line -> assertThat(line).contains("WARN").endsWith("the disk is full"));
  }
}
