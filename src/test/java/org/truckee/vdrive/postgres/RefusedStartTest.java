package org.truckee.vdrive.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.GridException;
import org.truckee.testing.Waiting;
import org.truckee.testing.database.HostCertificate;
import org.truckee.testing.database.PostgresServer;
import org.truckee.vdrive.VdriveLimits;
import org.truckee.worker.Codec;

/** What a vdrive server says of a database that it can't use. */
class RefusedStartTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static PostgresServer server;
  private static Codec codec;

  @BeforeAll
  static void start() {
    server = PostgresServer.shared();
    server.makeDatabase("refusals");
    codec = Waiting.of(Codec.deploy(VERTX, 1));
  }

  @AfterAll
  static void stop() {
    if (server != null) server.ask("postgres", "DROP DATABASE refusals WITH (FORCE)");
    Waiting.of(VERTX.close());
  }

  private static void refused(String address, String... words) {
    PostgresDirnodeStore store =
        new PostgresDirnodeStore(VERTX, codec, PostgresServer.config(address, VdriveLimits.USUAL));
    assertThatThrownBy(() -> Waiting.of(store.open()))
        .isInstanceOfSatisfying(
            GridException.class,
            refusal -> {
              assertThat(refusal.kind()).isEqualTo(GridException.Kind.BAD_CONFIG);
              assertThat(refusal.getMessage())
                  .startsWith("\"vdrive.store\" in conf.json names ")
                  .contains(words)
                  .doesNotContain(PostgresServer.PASSWORD, "p%40ss", "another-secret");
            });
    Waiting.of(store.close());
  }

  private static String address() {
    return server.address("refusals");
  }

  @Test
  void aWrongPassword_isRefused() {
    String address = "postgresql://truckee:another-secret@127.0.0.1:" + server.port() + "/refusals";

    refused(address, "does not let the user truckee in", "correct user and password");
    refused(
        address.replace(":another-secret", ""), "put the password into private/vdrive.password");
    refused(address.replace("truckee", "nobody"), "does not let the user nobody in");
  }

  @Test
  void aMissingDatabase_isRefused() {
    refused(server.address("nowhere"), "no such database", "CREATE DATABASE nowhere OWNER truckee");
  }

  @Test
  void aPlaceWhereNothingAnswers_isRefused() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    refused("postgresql://u:another-secret@127.0.0.1:" + free + "/d", "nothing answers there");
    refused("postgresql://u:another-secret@no-such-host.invalid/d", "the host is not known");
  }

  @Test
  void aPortOfAnotherProgram_isRefused() {
    NetServer http =
        VERTX
            .createNetServer()
            .connectHandler(
                socket ->
                    socket.handler(
                        in -> socket.end(Buffer.buffer("HTTP/1.1 400 Bad Request\r\n\r\n"))));
    int port = Waiting.of(http.listen(0, "127.0.0.1")).actualPort();

    refused("postgresql://u:another-secret@127.0.0.1:" + port + "/d", "correct host, port");
    Waiting.of(http.close());
  }

  @Test
  @Tag("slow")
  void aPlaceWhereSomethingListensAndSaysNothing_isRefused() {
    NetServer silent = VERTX.createNetServer().connectHandler(socket -> socket.pause());
    int port = Waiting.of(silent.listen(0, "127.0.0.1")).actualPort();

    refused("postgresql://u:another-secret@127.0.0.1:" + port + "/d", "nothing answers there");
    Waiting.of(silent.close());
  }

  @Test
  void aDatabaseWithoutTls_isRefusedWhereTlsIsAsked() {
    refused(address() + "?sslmode=require", "it speaks no TLS", "choose another sslmode");
  }

  @Test
  void aUserWithoutTheRightToMakeTables_isRefused() {
    server.ask("postgres", "CREATE DATABASE foreign_db");
    refused(
        server.address("foreign_db"),
        "may not make tables",
        "ALTER DATABASE foreign_db OWNER TO truckee");
    server.ask("postgres", "DROP DATABASE foreign_db WITH (FORCE)");
  }

  @Test
  void tablesOfAnotherProgram_areLeftAlone() {
    server.ask("refusals", "CREATE TABLE vdrive_entry (letter text)");
    refused(address(), "are not a vdrive's", "make a database for Truckee alone");
    assertThat(server.ask("refusals", "SELECT letter FROM vdrive_entry").size()).isZero();
    server.ask("refusals", "DROP TABLE vdrive_entry");
  }

  @Test
  void aDatabaseThatOnlyReads_isRefused() {
    server.ask("postgres", "ALTER DATABASE refusals SET default_transaction_read_only = on");
    refused(address(), "only reads");
    server.ask("postgres", "ALTER DATABASE refusals RESET default_transaction_read_only");
  }

  @Test
  @Tag("slow")
  void certificates_areChecked(@TempDir Path directory) throws IOException {
    String pem = HostCertificate.of("127.0.0.1");
    Path trusted = Files.writeString(directory.resolve("own.pem"), pem);
    Path foreign =
        Files.writeString(directory.resolve("other.pem"), HostCertificate.of("127.0.0.1"));
    server.serveTls(pem);
    try {
      refused(address() + "?sslmode=verify-ca&sslrootcert=" + foreign, "its certificate is not");
      refused(address() + "?sslmode=verify-full&sslrootcert=" + foreign, "its certificate is not");
      refused(address() + "?sslmode=verify-full", "sslrootcert");
      for (String mode : new String[] {"require", "prefer", "allow", "disable"})
        opens(address() + "?sslmode=" + mode);
      for (String mode : new String[] {"verify-ca", "verify-full"})
        opens(address() + "?sslmode=" + mode + "&sslrootcert=" + trusted);

      server.serveTls(HostCertificate.of("127.0.0.2"));
      Path elsewhere = Files.copy(server.data().resolve("server.pem"), directory.resolve("else"));
      Waiting.untilTrue(() -> isOpened("?sslmode=verify-ca&sslrootcert=" + elsewhere));
      refused(address() + "?sslmode=verify-full&sslrootcert=" + elsewhere, "the host as");
    } finally {
      server.serveNoTls();
    }
  }

  /** The database takes its new certificate a moment after it was told to. */
  private static boolean isOpened(String options) {
    try {
      opens(address() + options);
      return true;
    } catch (GridException notYet) {
      return false;
    }
  }

  private static void opens(String address) {
    PostgresDirnodeStore store =
        new PostgresDirnodeStore(VERTX, codec, PostgresServer.config(address, VdriveLimits.USUAL));
    Waiting.of(store.open());
    Waiting.of(store.close());
  }
}
