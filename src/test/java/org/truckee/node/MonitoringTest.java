package org.truckee.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.testing.Waiting;
import org.truckee.testing.command.Promtool;
import org.truckee.testing.http.WebPort;

/** Every node of a grid tells its figures and its health at its admin port, and no secret. */
class MonitoringTest {
  private static final Path BOARD = Path.of("docs/monitoring/board.json");
  private static final Path RULES = Path.of("docs/monitoring/alerts.yml");
  private static final Path CASES = Path.of("src/test/resources/monitoring/alerts-test.yml");
  private static final Pattern METRIC =
      Pattern.compile("\\b(?:truckee|jvm|process|system)_[a-z0-9_]+");
  private static final Pattern STORAGE_INDEX = Pattern.compile("\\b[a-z2-7]{26}\\b");

  /** The first word of the names of what only nodes of one role tell. */
  private static final Map<String, String> TOLD_BY =
      Map.of(
          "storage", "store", "message", "store", "vdrive", "tables", "introducer", "introducer");

  @TempDir static Path home;

  private static DeployedNodes nodes;
  private static final Map<String, WebPort> ADMIN = new HashMap<>();
  private static String secret;

  @BeforeAll
  static void start() throws IOException {
    nodes = new DeployedNodes(home);
    deploy("introducer", "{\"introducer\": {}}");
    String introduced = "{\"introducers\": [" + nodes.nurl("introducer", "introducer") + "], ";
    deploy("store", introduced + "\"storage\": {\"reserved_space\": 0}}");
    deploy("tables", introduced + "\"vdrive\": {\"durable\": false}}");
    deploy(
        "gateway",
        introduced
            + "\"timeout\": {\"keepalive\": 1}, \"gateway\": {\"web\": {\"port\": 0}, \"mutable\":"
            + " {\"keys_ahead\": 0}, \"encoding\": {\"needed\": 1, \"happy\": 1, \"total\": 1}}}");
    Waiting.until(() -> assertThat(web().get("/readyz").status()).isEqualTo(200));
    use();
  }

  private static void deploy(String name, String configuration) throws IOException {
    NodeDirectory directory = nodes.deploy(name, configuration);
    String url = Files.readString(directory.adminUrl()).strip();
    ADMIN.put(name, new WebPort(URI.create(url)));
  }

  private static WebPort web() throws IOException {
    return nodes.web("gateway");
  }

  /** Stores and reads something of which monitors must not hear. */
  private static void use() throws IOException {
    byte[] body =
        "a secret that is longer than a capability is, so that it has shares"
            .getBytes(StandardCharsets.UTF_8);
    secret = web().send("PUT", "/uri", body).text();
    assertThat(web().get("/uri/" + secret).bytes()).isEqualTo(body);
    assertThat(web().get("/uri/" + secret.replace("URI:CHK:a", "URI:CHK:b")).status())
        .isNotEqualTo(500);
    assertThat(web().send("PUT", "/vdrive/private/name", body).status()).isEqualTo(201);
    assertThat(web().get("/vdrive/private/missing").status()).isEqualTo(404);
  }

  @AfterAll
  static void stop() {
    nodes.close();
    ADMIN.clear();
  }

  private static String metrics(String name) {
    WebPort.Answer answer = ADMIN.get(name).get("/metrics");
    assertThat(answer.header("content-type")).startsWith("text/plain; version=0.0.4");
    assertThat(answer.status()).isEqualTo(200);
    return answer.text();
  }

  private static double value(String metrics, String series) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + series));
  }

  @ParameterizedTest
  @ValueSource(strings = {"introducer", "store", "tables", "gateway"})
  void everyNode_tellsItsHealthAndItsFigures_andNoCapability(String name) {
    assertThat(ADMIN.get(name).get("/healthz").text()).isEqualTo("alive\n");
    assertThat(ADMIN.get(name).get("/readyz").text()).isEqualTo("ready\n");
    String metrics = metrics(name);
    assertThat(metrics)
        .contains("jvm_memory_used_bytes{area=\"heap\"", "truckee_port_connections{port=");
    assertThat(value(metrics, "truckee_event_loop_lag_seconds_count")).isNotNegative();
    assertThat(metrics).doesNotContain("URI:", "secret", home.toString(), "introduced");
    assertThat(STORAGE_INDEX.matcher(metrics).results().toList()).isEmpty();
    for (String part : secret.split(":", -1))
      if (part.length() > 9) assertThat(metrics).doesNotContain(part);
  }

  @Test
  void callsAndRequests_areCountedByTheirKinds() {
    String store = metrics("store");
    assertThat(value(store, "truckee_storage_call_seconds_count{call=\"allocate\"}")).isPositive();
    assertThat(value(store, "truckee_storage_call_seconds_count{call=\"read\"}")).isPositive();
    assertThat(value(store, "truckee_storage_accepting")).isEqualTo(1);
    assertThat(value(store, "truckee_storage_available_bytes")).isPositive();
    String tables = metrics("tables");
    assertThat(value(tables, "truckee_vdrive_call_seconds_count{call=\"write\"}")).isPositive();
    String gateway = metrics("gateway");
    assertThat(value(gateway, "truckee_web_request_seconds_count{kind=\"store\"}")).isEqualTo(2);
    assertThat(value(gateway, "truckee_web_requests{kind=\"store\"}")).isZero();
    assertThat(value(gateway, "truckee_gateway_servers_reached{service=\"storage\"}")).isEqualTo(1);
    assertThat(value(gateway, "truckee_gateway_pool_wait_seconds_count{pool=\"transfers\"}"))
        .isPositive();
    for (String pool : List.of("arriving", "transfers", "reads"))
      assertThat(value(gateway, "truckee_gateway_pool_waiting{pool=\"" + pool + "\"}")).isZero();
    assertThat(value(gateway, "truckee_gateway_files_total{way=\"stored\"}")).isEqualTo(2);
    assertThat(gateway)
        .contains("truckee_web_failures_total{kind=\"read\",reason=\"not_found\",status=\"404\"} ");
    String introducer = metrics("introducer");
    assertThat(value(introducer, "truckee_introducer_announcements{service=\"storage\"}"))
        .isEqualTo(1);
  }

  @Test
  void allThatBoardAndRulesName_isThere() throws IOException {
    Map<String, Set<String>> told = new HashMap<>();
    for (String name : ADMIN.keySet()) told.put(name, names(metrics(name)));
    Set<String> wanted = new TreeSet<>(named(Files.readString(RULES)));
    JsonNode board = new ObjectMapper().readTree(BOARD.toFile());
    board.findValuesAsText("expr").forEach(expression -> wanted.addAll(named(expression)));

    assertThat(wanted).hasSizeGreaterThan(30);
    for (String metric : wanted) {
      String role = metric.replaceFirst("^truckee_([a-z]+)_.*", "$1");
      // The pools of threads are those of a process, which is one of this test here.
      if (!role.equals("pool"))
        assertThat(told.get(TOLD_BY.getOrDefault(role, "gateway"))).contains(metric);
    }
  }

  private static Set<String> named(String expression) {
    return METRIC
        .matcher(expression)
        .results()
        .map(name -> name.group())
        .collect(Collectors.toSet());
  }

  private static Set<String> names(String metrics) {
    return metrics.lines().map(line -> line.replaceFirst("[{ ].*", "")).collect(Collectors.toSet());
  }

  @Test
  void prometheus_acceptsFiguresAndRules() throws Exception {
    Promtool promtool = Promtool.orSkip();
    for (String name : ADMIN.keySet())
      assertThat(promtool.run(metrics(name), "check", "metrics")).as(name).isEmpty();
    assertThat(promtool.run("", "check", "rules", RULES.toString())).contains("SUCCESS");
    assertThat(promtool.run("", "test", "rules", CASES.toString())).contains("SUCCESS");
  }

  @Test
  void everyRule_hasACaseInWhichItIsBroken() throws IOException {
    String cases = Files.readString(CASES);
    List<String> alerts =
        Files.readString(RULES)
            .lines()
            .filter(line -> line.contains("alert: "))
            .map(line -> line.replaceFirst(".*alert: ", ""))
            .toList();
    assertThat(alerts).hasSizeGreaterThan(10).allSatisfy(name -> assertThat(cases).contains(name));
  }

  /** Tahoe tells its figures without a word about them, one in a line, to an end. */
  @Test
  void tahoesFigures_stayValid() throws IOException {
    for (WebPort port : List.of(web(), ADMIN.get("store"))) {
      WebPort.Answer answer = port.get("/statistics?t=openmetrics");
      assertThat(answer.header("content-type"))
          .isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
      assertThat(answer.text())
          .matches("(tahoe_(counters|stats)_[a-zA-Z0-9_]+ (NaN|-?[0-9.]+(E-?[0-9]+)?)\n)+# EOF\n");
      assertThat(names(answer.text())).hasSize((int) answer.text().lines().count());
    }
  }

  @Test
  void aGatewayWhoseServersAreAway_isNotReady_andSaysWhy() throws IOException {
    nodes.stop("tables");
    try {
      for (WebPort port : List.of(web(), ADMIN.get("gateway")))
        Waiting.until(
            () ->
                assertThat(port.get("/readyz").text())
                    .startsWith("not ready: ")
                    .endsWith("the vdrive server that this gateway uses does not answer\n"));
      assertThat(web().get("/readyz").status()).isEqualTo(503);
      assertThat(ADMIN.get("gateway").get("/healthz").status()).isEqualTo(200);
    } finally {
      ADMIN.put(
          "tables",
          new WebPort(URI.create(Files.readString(nodes.start("tables").adminUrl()).strip())));
    }
    Waiting.until(() -> assertThat(web().get("/readyz").status()).isEqualTo(200));
  }

  /** A balancer's question names no host, and is the shortest that there is. */
  @Test
  void aBalancer_isAnswered() throws IOException {
    assertThat(web().speak("GET /readyz HTTP/1.0\r\n\r\n"))
        .contains(" 200 OK\r\n")
        .endsWith("ready\n");
    assertThat(web().get("/metrics").status()).isEqualTo(404);
    assertThat(web().get("/healthz").status()).isEqualTo(404);
    assertThat(ADMIN.get("store").speak("HEAD /readyz HTTP/1.0\r\n\r\n")).contains(" 200 OK\r\n");
  }

  @Test
  void aGatewayThatKnowsTooFewServers_isNotReady() throws IOException {
    nodes.deploy(
        "alone", "{\"gateway\": {\"web\": {\"port\": 0}, \"mutable\": {\"keys_ahead\": 0}}}");
    assertThat(nodes.web("alone").get("/readyz"))
        .satisfies(answer -> assertThat(answer.status()).isEqualTo(503))
        .satisfies(
            answer ->
                assertThat(answer.text())
                    .isEqualTo("not ready: 0 storage servers answer, and a new file needs 7\n"));
    nodes.stop("alone");
  }

  @Test
  void aStorageServerWithoutRoom_isNotReady() throws IOException {
    NodeDirectory full = nodes.deploy("full", "{\"storage\": {\"reserved_space\": \"1000 PiB\"}}");
    WebPort admin = new WebPort(URI.create(Files.readString(full.adminUrl()).strip()));
    assertThat(admin.get("/readyz").text())
        .isEqualTo("not ready: the disk of this server is full\n");
    assertThat(admin.get("/readyz").status()).isEqualTo(503);
    assertThat(admin.get("/metrics").text()).contains("truckee_storage_accepting 0.0\n");
    Files.delete(full.storage().resolve("shares/incoming"));
    assertThat(admin.get("/readyz").text())
        .isEqualTo("not ready: the disk of this server can't be written\n");
    Files.createDirectory(full.storage().resolve("shares/incoming"));
    nodes.stop("full");
  }
}
