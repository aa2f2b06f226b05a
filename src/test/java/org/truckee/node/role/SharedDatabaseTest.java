package org.truckee.node.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.node.DeployedNodes;
import org.truckee.node.command.VdriveCommand;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.testing.command.CommandRun;
import org.truckee.testing.database.MovablePort;
import org.truckee.testing.database.PostgresServer;
import org.truckee.testing.http.WebPort;

/** Whole vdrive servers whose directories are in PostgreSQL. */
@Tag("slow")
class SharedDatabaseTest {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  @TempDir Path home;

  private final PostgresServer server = PostgresServer.shared();
  private final String database = "drive" + DATABASES.incrementAndGet();
  private DeployedNodes nodes;

  @BeforeEach
  void start() {
    server.makeDatabase(database);
    nodes = new DeployedNodes(home);
  }

  @AfterEach
  void stop() {
    nodes.close();
    server.ask("postgres", "DROP DATABASE " + database + " WITH (FORCE)");
  }

  private String withoutPassword() {
    return "{\"vdrive\": {\"store\": \"postgresql://truckee@127.0.0.1:%d/%s\"}}"
        .formatted(server.port(), database);
  }

  /** Makes a vdrive server that has the database's password in its private directory. */
  private NodeDirectory make(String name) throws IOException {
    NodeDirectory directory = new NodeDirectory(home.resolve(name), new SecureRandom());
    directory.create(withoutPassword());
    Files.writeString(
        home.resolve(name).resolve("private/vdrive.password"), PostgresServer.PASSWORD + "\n");
    return directory;
  }

  /** Deploys a gateway that knows and trusts these vdrive servers alone. */
  private void gateway(String... names) throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode configuration = json.createObjectNode();
    ObjectNode servers = configuration.putObject("servers");
    for (String name : names) {
      Path entry = home.resolve(name).resolve("private/servers.json");
      servers.setAll((ObjectNode) json.readTree(entry.toFile()));
    }
    ObjectNode gateway = configuration.putObject("gateway");
    gateway.putObject("web").put("port", 0);
    ArrayNode trusted = gateway.putArray("vdrive_servers");
    servers.fieldNames().forEachRemaining(trusted::add);
    nodes.deploy("gateway-of-" + String.join("-", names), configuration.toString());
  }

  private String done(String name, String command, String... arguments) {
    CommandRun run = nodes.run("gateway-of-" + name, command, arguments);
    assertThat(run.exitCode()).as(run.errors()).isZero();
    return run.text();
  }

  private CommandRun vdrive(String... arguments) {
    return CommandRun.of(Map.of("vdrive", VdriveCommand.class), "truckee", home, "", arguments);
  }

  @Test
  void twoServersOnOneDatabase_serveTheSameDrive_andStandInForEachOther() throws IOException {
    make("one");
    make("two");
    nodes.start("one");
    Path cap = Path.of("private/global_root.cap");
    Files.copy(home.resolve("one").resolve(cap), home.resolve("two").resolve(cap));
    nodes.start("two");
    gateway("one", "two");
    gateway("two");

    done("one-two", "put", "-", "Documents/notes.txt");
    assertThat(done("two", "get", "Documents/notes.txt")).isEqualTo("notes");
    done("two", "mv", "Documents/notes.txt", "Documents/letter.txt");
    assertThat(done("one-two", "ls", "Documents")).isEqualTo("letter.txt\n");
    nodes.stop("one");
    done("one-two", "put", "-", "Documents/other.txt");
    assertThat(done("two", "ls", "Documents")).isEqualTo("letter.txt\nother.txt\n");
    nodes.start("one");
    nodes.stop("two");
    assertThat(done("one-two", "ls", "Documents")).isEqualTo("letter.txt\nother.txt\n");
  }

  @Test
  void theDirectoriesOfAFile_moveToADatabase() throws IOException {
    nodes.deploy("one", "{\"vdrive\": {}}");
    gateway("one");
    done("one", "put", "-", "Documents/notes.txt");
    done("one", "put", "-", "Documents/other.txt");
    done("one", "rm", "Documents/other.txt");
    String copy = home.resolve("copy").toString();
    String node = home.resolve("one").toString();
    assertThat(vdrive("vdrive", "backup", "-C", node, copy).exitCode()).isZero();
    nodes.stop("one");
    Files.writeString(home.resolve("one/conf.json"), withoutPassword());
    Files.writeString(home.resolve("one/private/vdrive.password"), PostgresServer.PASSWORD);

    assertThat(vdrive("vdrive", "restore", "-C", node, copy).text())
        .isEqualTo("Restored 2 directories and 3 entries.\n");
    assertThat(vdrive("vdrive", "restore", "-C", node, copy).text())
        .isEqualTo("Restored 0 directories and 0 entries.\n");
    nodes.start("one");

    assertThat(done("one", "ls", "Documents")).isEqualTo("notes.txt\n");
    done("one", "put", "-", "Documents/other.txt");
    assertThat(done("one", "get", "Documents/other.txt")).isEqualTo("notes");
    assertThat(vdrive("vdrive", "restore", "-C", node, copy).text())
        .isEqualTo(
            "Restored 0 directories and 0 entries (1 are newer in the server, deletions"
                + " included).\n");
  }

  @Test
  void whileTheDatabaseIsAway_peopleAreToldToTryAgain_andNothingNeedsARestart() throws IOException {
    try (MovablePort port = new MovablePort(server.port())) {
      nodes.deploy(
          "one",
          "{\"vdrive\": {\"durable\": false, \"store\": \"" + port.address(database) + "\"}}");
      gateway("one");
      done("one", "put", "-", "notes.txt");
      WebPort web = nodes.web("gateway-of-one");
      port.cut();

      for (int i = 0; i < 3; i++) {
        WebPort.Answer away =
            web.send("PUT", "/vdrive/global/letter.txt", "letter".getBytes(StandardCharsets.UTF_8));
        assertThat(away.status()).as(away.text()).isEqualTo(503);
        assertThat(away.header("Retry-After")).isEqualTo("5");
        assertThat(away.text())
            .contains("the database of this vdrive server does not answer; try again in a moment");
      }
      CommandRun put = nodes.run("gateway-of-one", "put", "-", "letter.txt");
      assertThat(put.exitCode()).isPositive();
      assertThat(put.errors()).contains("does not answer").hasLineCount(1);

      port.leadTo(server.port());
      done("one", "put", "-", "letter.txt");
      assertThat(done("one", "ls")).isEqualTo("letter.txt\nnotes.txt\n");
    }
  }

  @Test
  void theBackupOfADatabase_isLeftToItsOwnProgram() throws IOException {
    make("one");

    CommandRun run = vdrive("vdrive", "backup", "-C", home.resolve("one") + "", home + "/copy");

    assertThat(run.exitCode()).isPositive();
    assertThat(run.errors())
        .contains("\"vdrive.store\" in " + home.resolve("one/conf.json"))
        .contains("run pg_dump --format=custom --host=127.0.0.1 --port=" + server.port())
        .contains("--username=truckee --file=" + home.resolve("copy") + " " + database)
        .doesNotContain(PostgresServer.PASSWORD);
    assertThat(home.resolve("copy")).doesNotExist();
  }

  @Test
  void whatIsNoBackup_isNotBroughtIntoADatabase() throws IOException {
    make("one");
    String dump = Files.writeString(home.resolve("dump"), "PGDMP").toString();

    CommandRun run = vdrive("vdrive", "restore", "-C", home.resolve("one").toString(), dump);

    assertThat(run.exitCode()).isPositive();
    assertThat(run.errors()).contains("no backup of a vdrive", "pg_restore").hasLineCount(1);
    assertThat(server.ask(database, "SELECT FROM pg_tables WHERE tablename LIKE 'vdrive%'").size())
        .isZero();
  }

  @Test
  void aServerThatCantUseItsDatabase_doesNotStart() throws IOException {
    make("one");
    Path password = home.resolve("one/private/vdrive.password");
    Files.writeString(password, "another-secret\n");
    assertThatThrownBy(() -> nodes.start("one"))
        .hasMessageStartingWith("\"vdrive.store\" in " + home.resolve("one/conf.json") + " names ")
        .hasMessageContaining("does not let the user truckee in")
        .hasMessageNotContaining("another-secret");

    Files.writeString(password, "\n");
    assertThatThrownBy(() -> nodes.start("one")).hasMessage(password + " is empty");

    Files.delete(password);
    assertThatThrownBy(() -> nodes.start("one"))
        .hasMessageContaining("put the password into private/vdrive.password");
  }
}
