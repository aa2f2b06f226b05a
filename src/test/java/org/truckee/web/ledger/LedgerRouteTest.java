package org.truckee.web.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.protocol.account.AccountToken;
import org.truckee.protocol.account.MemberAccount;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGateway;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.known.Golden;
import org.truckee.web.guard.WebSettings;

/** The ledger of a grid with accounts, as the gateways with accounts show it. */
class LedgerRouteTest {
  private static final Ed25519SigningKey OPERATOR = Ed25519SigningKey.generate(new Random(1));
  private static final GatewaySettings SETTINGS = GatewaySettings.encoding(1, 2, 2);
  private static final AccountNames NAMES = () -> Future.succeededFuture(Map.of(2, "ann"));

  @TempDir static Path directory;
  private static TestGrid grid;
  private static TestGateway ann;
  private static TestGateway bob;

  @BeforeAll
  static void start() {
    grid = TestGrid.start(directory, 2, SETTINGS);
    for (TestServer server : grid.servers()) server.takeAccounts(OPERATOR, true);
    ann = gateway(2, 1 << 20, SETTINGS);
    bob = gateway(3, 50_000, SETTINGS);
    ann.web().put(Golden.stream("ledger of ann", 30_000));
    bob.web().put(Golden.stream("ledger of bob", 10_000));
  }

  private static TestGateway gateway(int account, long quota, GatewaySettings settings) {
    Instant now = grid.clock().instant();
    AccountToken token = new AccountToken(account, now, now.plusSeconds(1_000_000_000), quota);
    MemberAccount member = new MemberAccount(OPERATOR.verifyingKey(), token.signed(OPERATOR));
    return grid.gateway(settings.secret("secret of account " + account).account(member));
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  private static JsonNode ledger(WebPort web) throws JsonProcessingException {
    return new ObjectMapper().readTree(web.get("/ledger?t=json").text());
  }

  private static long used(int server, int account) {
    return grid.server(server).used().getOrDefault(account, 0L);
  }

  @Test
  void eachHolder_seesWhatAllTake_andWhatEachServerGives() throws JsonProcessingException {
    JsonNode told = ledger(bob.web());
    assertThat(told.get("account").asInt()).isEqualTo(3);
    assertThat(told.get("accounts").findValuesAsText("account")).containsExactly("2", "3");
    JsonNode most = told.get("accounts").get(0);
    assertThat(most.get("bytes").asLong()).isEqualTo(used(0, 2) + used(1, 2)).isPositive();
    assertThat(most.get("servers").asInt()).isEqualTo(2);
    assertThat(most.has("name")).isFalse();
    for (JsonNode server : told.get("servers")) {
      assertThat(server.get("accounts").get("2").asLong()).isEqualTo(used(0, 2));
      assertThat(server.get("bytes").asLong()).isEqualTo(used(0, 2) + used(0, 3));
      assertThat(server.get("quota").asLong()).isEqualTo(50_000);
      assertThat(server.get("available_space").asLong()).isPositive();
      assertThat(server.get("failure").isNull()).isTrue();
    }
    assertThat(told.get("servers")).hasSize(2);
  }

  @Test
  void thePage_isTheSameForPeople_andEveryPageLeadsThere() {
    String page = bob.web().get("/ledger", "Accept", "text/html").text();
    assertThat(page)
        .contains("This gateway&#39;s is account 3.")
        .contains("<th scope=\"row\"><bdi>3 (yours)</bdi></th>")
        .contains("<caption>What servers give</caption>")
        .contains("48.8 KiB");
    assertThat(bob.web().get("/", "Accept", "text/html").text())
        .contains("<a href=\"./ledger\">Ledger</a>");
  }

  @Test
  void names_areForTheOperatorOnTheSameMachine() throws JsonProcessingException {
    WebPort operator = ann.web(service -> service.calling(NAMES));
    assertThat(ledger(operator).get("accounts").get(0).get("name").asText()).isEqualTo("ann");
    assertThat(operator.get("/ledger", "Accept", "text/html").text()).contains("2, ann (yours)");
    assertThat(operator.get("/ledger?t=json", "X-Forwarded-For", "203.0.113.9").text())
        .contains("\"account\": 2")
        .doesNotContain("ann");
  }

  @Test
  void whoHasNoAccount_isToldNothing() throws JsonProcessingException {
    JsonNode told = ledger(grid.web());
    assertThat(told.get("account").isNull()).isTrue();
    assertThat(told.get("servers")).isEmpty();
    assertThat(grid.web().get("/ledger", "Accept", "text/html").text())
        .contains("This gateway has no account")
        .doesNotContain(">Ledger</a>");
  }

  @Test
  void strangers_areToldNothing() {
    WebSettings open = WebSettings.usual("gateway", "truckee/test").forStrangers();
    WebPort web = gateway(4, 1000, SETTINGS.web(open)).web();
    assertThat(web.get("/ledger", "X-Forwarded-For", "203.0.113.9").status()).isEqualTo(403);
  }

  @Test
  void aServerThatIsAway_isNamed_andTheOthersTell() throws JsonProcessingException {
    grid.server(1).stop();
    try {
      grid.clock().advance(Duration.ofMinutes(1));
      JsonNode told = ledger(ann.web());
      assertThat(told.get("accounts").get(0).get("servers").asInt()).isOne();
      assertThat(told.get("servers").findValuesAsText("failure"))
          .hasSize(2)
          .anySatisfy(failure -> assertThat(failure).contains("did not answer"));
      assertThat(ann.web().get("/ledger", "Accept", "text/html").text()).contains("did not answer");
    } finally {
      grid.server(1).start();
      grid.clock().advance(Duration.ofMinutes(1));
    }
  }
}
