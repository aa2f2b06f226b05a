package org.truckee.client.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.client.server.connection.ServerTimeouts;
import org.truckee.crypto.StorageIndex;
import org.truckee.testing.Waiting;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;

/** The health of servers, as a gateway learns it from their answers. */
class SuspicionTest {
  private static final ServerTimeouts LITTLE = new ServerTimeouts(1_000, 300, 1_000, 100);
  private static final StorageIndex FILE = StorageIndex.ofKey(new Secret(Bytes.wrap(new byte[16])));

  @TempDir Path directory;
  private TestGrid grid;
  private StorageServer server;

  @BeforeEach
  void start() {
    grid = TestGrid.start(directory, 1, GatewaySettings.encoding(1, 1, 1).patience(LITTLE));
    server = grid.gateway().servers().all().get(0);
  }

  @AfterEach
  void stop() {
    grid.close();
  }

  private void ask() {
    grid.run(() -> server.ask(client -> client.shares(FILE)));
  }

  @Test
  void aServerThatAnswers_isNotSuspected() {
    ask();

    assertThat(server.suspected()).isFalse();
    assertThat(server.lastFailure()).isEmpty();
  }

  @Test
  void oneThatHangs_isSuspectedUntilItAnswersAPoll() {
    grid.server(0).misbehave(Faults.stall());
    assertThatThrownBy(this::ask).hasMessageContaining("did not answer in time");

    assertThat(server.suspected()).isTrue();
    assertThat(server.state().reachable()).isFalse();
    assertThat(server.lastFailure().orElseThrow().reason()).contains("did not answer in time");

    grid.server(0).behave();
    Waiting.until(() -> assertThat(server.suspected()).isFalse());
    assertThat(server.state().reachable()).isTrue();
    assertThat(server.lastFailure()).isPresent();
  }

  @Test
  void oneThatAnswersPolls_butNothingElse_isNotShownAsWell() {
    grid.server(0).misbehave(Faults.onList(Faults.status(500)));
    assertThatThrownBy(this::ask).hasMessageContaining("answered 500");

    Waiting.until(() -> assertThat(server.suspected()).isFalse());

    assertThat(server.state().reachable()).isFalse();
    assertThat(server.lastFailure().orElseThrow().reason()).contains("answered 500");
    grid.server(0).behave();
    ask();
    assertThat(server.state().reachable()).isTrue();
  }

  @Test
  void failuresInARow_areToldSinceTheFirst_andOfTheLast() {
    grid.server(0).misbehave(Faults.onList(Faults.status(500)));
    assertThatThrownBy(this::ask).hasMessageContaining("answered 500");
    var first = server.lastFailure().orElseThrow().at();
    grid.clock().advance(Duration.ofMinutes(5));

    assertThatThrownBy(this::ask).hasMessageContaining("answered 500");

    assertThat(server.lastFailure().orElseThrow().since()).isEqualTo(first);
    assertThat(server.lastFailure().orElseThrow().at()).isAfter(first);
  }

  @Test
  void oneThatDrips_isNotWaitedForWithoutEnd() {
    grid.server(0).misbehave(Faults.onList(SuspicionTest::drip));

    assertThatThrownBy(this::ask).hasMessageContaining("did not answer in time");
  }

  /** A byte now and then, for ever, each within the patience for the next one. */
  private static void drip(RoutingContext ctx) {
    ctx.response().setChunked(true);
    ctx.vertx().setPeriodic(30, later -> ctx.response().write("x"));
  }

  @Test
  void aPollThatIsUnderWay_isNotDoubled() {
    AtomicInteger asked = new AtomicInteger();
    grid.server(0).misbehave(ctx -> asked.incrementAndGet());

    grid.run(() -> Future.join(server.poll(), server.poll()).otherwiseEmpty());

    assertThat(asked).hasValue(1);
  }

  @Test
  void aServerThatWasFull_isAskedAgainSoonWhetherItStillIs() {
    grid.server(0).fillUp();
    Waiting.of(server.poll());

    assertThat(server.isFull()).isTrue();
    assertThat(server.pollsAgain()).isTrue();
  }
}
