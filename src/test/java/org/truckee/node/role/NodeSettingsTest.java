package org.truckee.node.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.truckee.bytes.Bytes;
import org.truckee.node.config.NodeConfig;
import org.truckee.node.config.WebAddress;
import org.truckee.node.directory.DirectoryLock;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.protocol.announcement.Nurl;
import org.truckee.testing.LoggedLines;
import org.truckee.testing.Waiting;
import org.truckee.testing.command.CommandRun;
import org.truckee.testing.http.RawConnection;
import org.truckee.testing.known.Golden;

/** The effects of a node's settings. */
class NodeSettingsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path home;

  private final Vertx vertx = Vertx.vertx();
  private final Map<String, Node> nodes = new HashMap<>();

  @AfterEach
  void stop() {
    Waiting.of(vertx.close());
  }

  private NodeDirectory make(String name, String configuration) throws IOException {
    NodeDirectory directory = new NodeDirectory(home.resolve(name), new SecureRandom());
    directory.create(configuration);
    return directory;
  }

  private void start(NodeDirectory directory) throws IOException {
    Node node = new Node(directory, directory.readConfiguration(), new SecureRandom());
    Waiting.of(node.start(vertx));
    nodes.put(directory.root().toString(), node);
  }

  private void stop(NodeDirectory directory) {
    Waiting.of(nodes.get(directory.root().toString()).stop());
  }

  private NodeDirectory started(String name, String configuration) throws IOException {
    NodeDirectory directory = make(name, configuration);
    start(directory);
    return directory;
  }

  private static String store(String more) {
    return "{\"storage\": {\"durable\": false, \"reserved_space\": 0" + more + "}}";
  }

  /** A gateway of 1-of-1 that knows {@code stores}, with {@code settings} besides. */
  private NodeDirectory gateway(String settings, NodeDirectory... stores) throws IOException {
    ObjectNode configuration = (ObjectNode) JSON.readTree(settings);
    ObjectNode servers = configuration.putObject("servers");
    for (NodeDirectory store : stores)
      servers.setAll((ObjectNode) JSON.readTree(store.servers().toFile()));
    return started("gateway", configuration.toString());
  }

  private static String id(NodeDirectory store) throws IOException {
    return JSON.readTree(store.servers().toFile()).fieldNames().next();
  }

  private String put(NodeDirectory gateway, String... options) {
    List<String> command = new ArrayList<>(List.of("put", "-C", gateway.root().toString()));
    command.addAll(List.of(options));
    CommandRun run = CommandRun.of("truckee", home, "", command.toArray(String[]::new));
    assertThat(run.errors()).isEmpty();
    return run.text();
  }

  private static long sharesIn(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) return 0;
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(path -> path.getFileName().toString().matches("[0-9]+"))
          .filter(Files::isRegularFile)
          .count();
    }
  }

  @Test
  void preferredServersComeFirst_sharesLieWhereTheyAreToLie_andTheFormatIsTheChosenOne()
      throws IOException {
    NodeDirectory one = started("one", store(", \"storage_dir\": \"../elsewhere\""));
    NodeDirectory other = started("other", store(""));
    NodeDirectory gateway =
        gateway(
            """
            {"gateway": {"web": {"port": 0}, "mutable": {"format": "mdmf"},
              "peers": {"preferred": ["%s"]},
              "encoding": {"needed": 1, "happy": 1, "total": 1}},
             "tempdir": "~/nowhere", "timeout": {"keepalive": 1, "disconnect": 1}}
            """
                .formatted(id(one)),
            one,
            other);
    for (int i = 0; i < 6; i++) {
      Path file = Files.write(home.resolve("file"), Golden.stream("preferred" + i, 1000));
      assertThat(put(gateway, file.toString())).startsWith("URI:CHK:");
    }
    Path file = home.resolve("file");

    assertThat(put(gateway, "--mutable", file.toString())).startsWith("URI:MDMF:");
    assertThat(put(gateway, "--format=sdmf", file.toString())).startsWith("URI:SSK:");
    assertThat(sharesIn(home.resolve("elsewhere/shares"))).isEqualTo(8);
    assertThat(sharesIn(other.storage())).isZero();
  }

  @Test
  void twoServersOnTheSameShares_areOneTooMany() throws IOException {
    String there = store(", \"storage_dir\": \"" + home.resolve("shares") + "\"");
    started("one", there);
    NodeDirectory other = make("other", there);

    assertThatThrownBy(() -> start(other)).hasMessageContaining(home.resolve("shares").toString());

    assertThat(DirectoryLock.holder(other.root())).as("it left its own directory").isEmpty();
  }

  @Test
  void aGatewayWhosePortWasNotAskedFor_takesAnotherOne_andKeepsIt() throws IOException {
    try (ServerSocket usual = new ServerSocket()) {
      takeUsualPort(usual);
      NodeDirectory gateway = make("gateway", "{\"gateway\": {}}");

      start(gateway);

      assertThat(port(gateway)).isNotEqualTo(WebAddress.USUAL_PORT);
      assertThat(gateway.lastWebPort()).as("for the next start").contains(port(gateway));
      stop(gateway);
      assertThat(DirectoryLock.holder(gateway.root())).as("it ends while it makes keys").isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', , 3456 0",
    "'', 3456, 3456 0",
    "'', 4711, 4711 3456 0",
    "'\"port\": 80', 4711, 80",
    "'\"port\": 0', 4711, 0"
  })
  void aPort_isTheOneAskedFor_orThatOfTheLastTime(String asked, Integer last, String tried) {
    NodeConfig config = NodeConfig.parse("conf.json", "{\"gateway\": {\"web\": {" + asked + "}}}");

    assertThat(config.gateway().orElseThrow().web().address().candidates(Optional.ofNullable(last)))
        .extracting(String::valueOf)
        .containsExactly(tried.split(" ", -1));
  }

  /** If somebody else has it, that serves as well. */
  private static void takeUsualPort(ServerSocket socket) throws IOException {
    try {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), WebAddress.USUAL_PORT));
    } catch (BindException taken) {
      assertThat(taken).hasMessageContaining("in use");
    }
  }

  private static int port(NodeDirectory gateway) throws IOException {
    return URI.create(Files.readString(gateway.nodeUrl()).strip()).getPort();
  }

  @Test
  void aTlsPort_bearsSoManyConnections_andAnIntroducerSoManyPublications() throws IOException {
    NodeDirectory node =
        started(
            "introducer",
            """
            {"listen": {"maximum_connections": 2}, "introducer": {"publications_per_minute": 1}}
            """);
    int port = Integer.parseInt(Files.readString(node.port()).strip());
    String request = "GET /%s HTTP/1.1\r\nHost: x\r\n\r\n";
    String publication =
        "PUT /introducer/v1/announcements HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n"
            + "Authorization: "
            + Nurl.parse(Files.readString(node.nurl("introducer")).strip())
                .authorization()
                .bytes()
                .toUtf8()
            + "\r\n\r\nx";

    try (RawConnection one = new RawConnection(port);
        RawConnection two = new RawConnection(port)) {
      for (RawConnection let : List.of(one, two))
        assertThat(let.send(request.formatted("")).statusLine()).endsWith(" 200 OK");
      assertThat(lastWord(port, request.formatted(""))).isEmpty();
    }
    Waiting.untilTrue(() -> lastWord(port, publication).contains(" 400 "));
    assertThat(lastWord(port, publication)).contains(" 429 ");
  }

  @Test
  void aPortOfNodes_saysInWords_whatHttpDoesNotKnow() throws IOException {
    NodeDirectory node = make("store", "{\"storage\": {\"reserved_space\": \"1 MiB\"}}");
    start(node);
    int port = Integer.parseInt(Files.readString(node.port()).strip());
    String put = "PUT /x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
    Map<String, String> answers =
        Map.of(
            "GARBAGE\r\n\r\n",
            " 400 [^\0]*no request that HTTP knows",
            "GET / HTTP/1.1\r\n\r\n",
            " 400 [^\0]*has a Host header",
            "GET /" + "a".repeat(9_000) + " HTTP/1.1\r\n\r\n",
            " 414 [^\0]*at most 4096 bytes",
            "GET / HTTP/1.1\r\nX: " + "a".repeat(9_000) + "\r\n\r\n",
            " 431 [^\0]*at most 8192",
            put + "zz\r\nhello\r\n",
            " 40[14] [^\0]*\r\n\r\n[^\0]+",
            put + "5\r\nhelloXX",
            " 40[14] ");

    for (Map.Entry<String, String> each : answers.entrySet()) {
      try (RawConnection connection = new RawConnection(port)) {
        assertThat(connection.send(each.getKey()).all()).containsPattern(each.getValue());
      }
    }
  }

  /** The status of the answer to {@code request}, or nothing if the connection is closed. */
  private static String lastWord(int port, String request) {
    try (RawConnection connection = new RawConnection(port)) {
      return connection.send(request).statusLine();
    } catch (IOException closed) {
      return "";
    }
  }

  @Test
  void aHostThatIsNoneOfThisMachine_isNamed() throws IOException {
    NodeDirectory gateway = make("gateway", "{\"gateway\": {\"web\": {\"host\": \"192.0.2.1\"}}}");
    NodeDirectory store = make("store", "{\"listen\": {\"host\": \"192.0.2.1\"}, \"storage\": {}}");

    assertThatThrownBy(() -> start(gateway))
        .hasMessage(
            "192.0.2.1 is no address of this machine: set \"gateway.web.host\" in "
                + gateway.configuration()
                + " to one");
    assertThatThrownBy(() -> start(store)).hasMessageContaining("\"listen.host\"");
  }

  @Test
  void aConfigurationAndSecrets_fromAnyEditor_areRead() throws IOException {
    NodeDirectory gateway = make("gateway", "{\"nickname\": \"g\", \"gateway\": {}}");
    String drive = gateway.secrets().privateRoot().toUri();
    Bytes key = gateway.secrets().certificate().spkiHash();
    for (String file : List.of("conf.json", "private/root_dir.cap", "private/node.pem")) {
      Path path = gateway.root().resolve(file);
      Files.writeString(path, "\uFEFF" + Files.readString(path).replace("\n", "\r\n"));
    }

    assertThat(gateway.readConfiguration().nickname()).isEqualTo("g");
    assertThat(gateway.secrets().privateRoot().toUri()).isEqualTo(drive);
    assertThat(gateway.secrets().certificate().spkiHash()).isEqualTo(key);
  }

  @Test
  void aDamagedNoteOfThePort_isNoReasonNotToStart() throws IOException {
    NodeDirectory introducer = make("introducer", "{\"introducer\": {}}");
    for (String port : List.of("", "no port", "99999999999")) {
      Files.writeString(introducer.port(), port);
      start(introducer);
      assertThat(Files.readString(introducer.port())).matches("[1-9][0-9]*\n");
      stop(introducer);
    }
  }

  @Test
  void aSecretThatIsDamaged_isNamed() throws IOException {
    NodeDirectory store = make("store", store(""));
    Path pem = store.root().resolve("private/node.pem");
    for (String text : List.of("", "no certificate")) {
      Files.writeString(pem, text);
      assertThatThrownBy(() -> start(store)).hasMessageStartingWith(pem + " ");
    }
  }

  @Test
  void theLog_tellsOfTheBeginningTheAddressesAndTheEnd() throws IOException {
    Logger log = (Logger) LoggerFactory.getLogger(Node.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    Level before = log.getLevel();
    log.setLevel(Level.INFO);
    log.addAppender(lines);
    try {
      for (String role : List.of("introducer", "storage", "vdrive"))
        stop(started(role, "{\"nickname\": \"n\", \"" + role + "\": {}}"));
    } finally {
      log.detachAppender(lines);
      log.setLevel(before);
    }

    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .filteredOn(line -> line.startsWith("node n in " + home.resolve("storage")))
        .satisfiesExactly(
            line -> assertThat(line).contains(" starts: truckee/", ", Java ", ", process "),
            line -> assertThat(line).endsWith(" stops"),
            line -> assertThat(line).contains(" has stopped"));
    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .filteredOn(line -> line.startsWith("up: "))
        .hasSize(3)
        .allMatch(line -> line.matches("up: .* n listens on 127\\.0\\.0\\.1:[0-9]+"));
  }

  @Test
  void theLog_tellsWhatTheDiskHolds_andThatTheLastProcessWasKilled() throws IOException {
    NodeDirectory store = make("store", "{\"storage\": {}, \"vdrive\": {}}");
    Files.writeString(store.pid(), "4711\n");

    try (LoggedLines log = new LoggedLines()) {
      start(store);
      assertThat(log.text())
          .contains("did not stop the last time: process 4711 ended")
          .contains("storage: shares are taken; ", " bytes are free for shares")
          .contains("vdrive: the database has ", " bytes of its disk are free");
    }
  }
}
