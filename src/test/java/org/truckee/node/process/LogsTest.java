package org.truckee.node.process;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.truckee.cap.Capability;
import org.truckee.cap.ChkReadCap;
import org.truckee.crypto.StorageIndex;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGateway;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.known.Golden;

/** The contents of logs, and the things that must never be there. */
class LogsTest {
  private static final byte[] FILE = Golden.stream("logs", 50_000);

  @TempDir Path directory;

  /** Everything that is logged while {@code life} goes on; our own classes tell all they can. */
  private static List<String> logged(Runnable life) {
    Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    Logger ours = (Logger) LoggerFactory.getLogger("org.truckee");
    Level before = root.getLevel();
    ListAppender<ILoggingEvent> memory = new ListAppender<>();
    memory.start();
    root.addAppender(memory);
    root.setLevel(Level.INFO);
    ours.setLevel(Level.TRACE);
    try {
      life.run();
    } finally {
      root.detachAppender(memory);
      root.setLevel(before);
      ours.setLevel(null);
    }
    return List.copyOf(memory.list).stream().map(LogsTest::text).toList();
  }

  private static String text(ILoggingEvent event) {
    StringBuilder text = new StringBuilder(event.getFormattedMessage());
    for (IThrowableProxy cause = event.getThrowableProxy(); cause != null; cause = cause.getCause())
      text.append("\n").append(cause.getMessage());
    return text.toString();
  }

  @Tag("slow")
  @Test
  void noCapabilityAndNoSecret_isInAnyLineOrAnyError() {
    List<String> secrets = new ArrayList<>(List.of("URI:", "pb://", "swissnum-of-a-test-server"));
    secrets.add(TestGateway.CONVERGENCE.reveal());
    List<String> errors = new ArrayList<>();

    List<String> lines = logged(() -> live(secrets, errors));

    assertThat(lines).as("something was logged").isNotEmpty();
    assertThat(errors).hasSizeGreaterThan(5);
    for (String secret : secrets) {
      assertThat(lines).noneMatch(line -> line.contains(secret));
      assertThat(errors).noneMatch(error -> error.contains(secret));
    }
  }

  /** A life of successes and failures; adds what must stay secret, and what errors said. */
  private void live(List<String> secrets, List<String> errors) {
    try (TestGrid grid = TestGrid.start(directory, 4, GatewaySettings.encoding(2, 3, 4))) {
      WebPort web = grid.web();
      String cap = web.put(FILE);
      String random = web.send("PUT", "/uri?convergent=false", FILE).text();
      secrets.add(((ChkReadCap) Capability.parse(cap)).key().reveal());
      secrets.add(((ChkReadCap) Capability.parse(random)).key().reveal());
      web.read(cap);
      web.read(cap, "Range", "bytes=1-2");
      StorageIndex file = TestGrid.storageIndex(cap);
      List<TestServer> permuted = grid.permuted(file);
      permuted.get(0).damage(file, 0, 1_000);
      web.read(cap);
      permuted.get(1).misbehave(Faults.status(500));
      permuted.get(2).misbehave(Faults.breakOff());
      errors.add(web.read(cap).text());
      errors.add(web.send("PUT", "/uri", Golden.stream("other", 9_000)).text());
      permuted.get(3).stop();
      errors.add(web.read(cap).text());
      errors.add(web.read(random, "Range", "bytes=99999999-").text());
      errors.add(web.get(WebPort.path(cap) + "?t=nonsense").text());
      errors.add(web.get(WebPort.path(cap.substring(0, cap.length() - 9))).text());
      errors.add(web.get("/nothing/" + WebPort.path(cap)).text());
      errors.add(web.send("DELETE", WebPort.path(cap), new byte[0]).text());
      Socket broken = web.beginPut("/uri?convergent=false", 100_000);
      WebPort.say(broken, FILE);
      WebPort.hear(web.begin("nonsense " + cap + "\r\n\r\n"));
      broken.close();
      tellOfItself(web).forEach(errors::add);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The pages of a gateway for anybody, without a capability's address. */
  private static List<String> tellOfItself(WebPort web) {
    List<String> pages =
        List.of(
            "/",
            "/?t=json",
            "/status/",
            "/status/?all",
            "/status/?t=json",
            "/status/1",
            "/statistics",
            "/statistics?t=json",
            "/statistics?t=openmetrics",
            "/provisioning",
            "/storage");
    return pages.stream()
        .flatMap(path -> List.of(web.get(path), web.get(path, "Accept", "text/html")).stream())
        .map(answer -> answer.text() + answer.response().headers())
        .map(text -> text.replace("It starts with <code>URI:</code>", ""))
        .toList();
  }

  @Test
  void theShippedConfiguration_rolls_isBounded_andMasksWhatLooksSecret() throws Exception {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    context.putProperty("truckee.logs", directory.toString());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    String shipped = System.getProperty("truckee.base", ".") + "/src/main/resources/logback.xml";
    configurator.doConfigure(shipped);
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);

    root.error("a slip: URI:CHK:secret:secret:3:10:5 and pb://key@host:1/swissnum#v=1 there");
    root.error("a failure", new IllegalStateException("of URI:LIT:secret"));
    var file = (RollingFileAppender<ILoggingEvent>) root.getAppender("FILE");
    context.stop();

    assertThat(file.getTriggeringPolicy()).isInstanceOf(SizeAndTimeBasedRollingPolicy.class);
    assertThat(Files.readString(Path.of(shipped)))
        .contains("<totalSizeCap>200MB</totalSizeCap>", "<maxFileSize>10MB</maxFileSize>");
    assertThat(Files.readString(directory.resolve("truckee.log")))
        .contains("a slip: URI:CHK:... and pb://... there", "of URI:LIT:...")
        .doesNotContain("secret", "swissnum");
  }
}
