package org.truckee.client.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.truckee.cap.Capability;
import org.truckee.client.server.StorageServer;
import org.truckee.client.server.connection.ServerTimeouts;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGateway;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.known.Golden;

/** Checks beside servers that let others wait: what they have is not called lost. */
@Timeout(60)
class PatientCheckTest {
  private static final ServerTimeouts LITTLE = new ServerTimeouts(1_000, 3_000, 3_000, 50);

  /** Longer than a test may take. */
  private static final ServerTimeouts ENDLESS = new ServerTimeouts(1_000, 600_000, 600_000, 50);

  private static final List<String> FORMATS = List.of("chk", "sdmf");

  private static final Map<String, Capability> files = new HashMap<>();
  private static TestGrid grid;
  private static TestGateway endless;
  private static TestServer victim;

  /** One that is never suspected for long, since it keeps nobody waiting. */
  private static TestServer other;

  @BeforeAll
  static void start(@TempDir Path directory) {
    GatewaySettings settings = GatewaySettings.encoding(2, 3, 4);
    grid = TestGrid.start(directory, 4, settings.patience(LITTLE));
    endless = grid.gateway(settings.patience(ENDLESS));
    victim = grid.server(1);
    other = grid.server(2);
    FORMATS.forEach(format -> files.put(format, put(format)));
  }

  /** They need not be trusted for the next test, but to have answered. */
  @AfterEach
  void behave() {
    for (TestServer server : List.of(victim, other)) {
      server.behave();
      grid.run(() -> known(server).poll().recover(before -> known(server).poll()));
    }
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  private static Stream<Arguments> checks() {
    return FORMATS.stream()
        .flatMap(format -> Stream.of(Arguments.of(format, false), Arguments.of(format, true)));
  }

  private static Capability put(String format) {
    byte[] contents = Golden.stream("patience", 20_000);
    String path = "/uri?format=" + format;
    return Capability.parse(grid.web().send("PUT", path, contents).text().strip());
  }

  private CheckResults check(Capability cap, boolean verify) {
    return check(grid.gateway(), cap, verify);
  }

  private static CheckResults check(TestGateway by, Capability cap, boolean verify) {
    return grid.run(() -> by.gateway().checker().check(cap, new CheckOptions(verify, false)))
        .orElseThrow();
  }

  private static StorageServer known(TestServer wanted) {
    return known(grid.gateway(), wanted);
  }

  private static StorageServer known(TestGateway by, TestServer wanted) {
    return by.servers().all().stream()
        .filter(server -> server.name().equals(wanted.name()))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("checks")
  void aServerThatAnswersLate_isCounted_evenIfItIsSuspected(String format, boolean verify) {
    Capability cap = files.get(format);
    victim.misbehave(Faults.slow(300));
    CheckResults first = check(cap, verify);
    known(victim).dawdled();

    CheckResults results = check(cap, verify);

    assertThat(List.of(first.health().summary(), results.health().summary()))
        .containsOnly("Healthy");
    assertThat(results.servers().responding()).hasSize(4);
    assertThat(results.servers().silent()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("checks")
  void aServerThatNeverAnswers_isNamed(String format, boolean verify) {
    victim.misbehave(Faults.stall());

    assertThatOnlyTheVictimIsSilent(check(files.get(format), verify));
  }

  @ParameterizedTest
  @MethodSource("checks")
  void aServerThatKeptOthersWaiting_isNamed_andNotWaitedForAgain(String format, boolean verify) {
    victim.misbehave(Faults.stall());
    known(endless, victim).dawdled();

    assertThatOnlyTheVictimIsSilent(check(endless, files.get(format), verify));
  }

  private static void assertThatOnlyTheVictimIsSilent(CheckResults results) {
    assertThat(results.health().healthy()).isFalse();
    assertThat(results.counts().good()).isEqualTo(3);
    assertThat(results.health().summary()).endsWith("; no answer from " + victim.name());
    assertThat(results.servers().silent())
        .extracting(StorageServer::name)
        .isEqualTo(List.of(victim.name()));
    assertThat(results.servers().responding()).hasSize(3);
  }

  @ParameterizedTest
  @MethodSource("checks")
  void aServerThatBreaksOff_isAskedAgain(String format, boolean verify) {
    Capability cap = files.get(format);
    boolean[] broken = {false};
    other.misbehave(
        Faults.when(
            ctx -> {
              boolean first = !broken[0] && !ctx.request().path().endsWith("/version");
              broken[0] |= first;
              return first;
            },
            Faults.hangUp()));

    assertThat(check(cap, verify).health().summary()).isEqualTo("Healthy");
    assertThat(broken[0]).isTrue();
  }
}
