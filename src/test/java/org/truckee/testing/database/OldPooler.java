package org.truckee.testing.database;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.truckee.testing.Waiting;

/**
 * A pgbouncer before a database, which gives each transaction a connection of its own, and so
 * forgets what a client has prepared. Debian's is old enough for that; where there is none, the
 * test is skipped. Blocks.
 */
public final class OldPooler implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");

  private final Path directory;
  private final Process process;
  private final int port;

  private OldPooler(Path directory, Process process, int port) {
    this.directory = directory;
    this.process = process;
    this.port = port;
  }

  /** One before {@code server}. */
  public static OldPooler before(PostgresServer server) throws IOException {
    assumeTrue(Files.isExecutable(PROGRAM), "there is no pgbouncer here (Debian's package)");
    Path directory = Files.createTempDirectory("truckee-pooler");
    int port = PostgresServer.freePort();
    Path users = directory.resolve("users");
    Files.writeString(users, "\"truckee\" \"" + PostgresServer.PASSWORD + "\"\n");
    Path settings = directory.resolve("settings");
    Files.writeString(
        settings,
        """
        [databases]
        * = host=127.0.0.1 port=%d
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = %d
        unix_socket_dir =
        auth_type = scram-sha-256
        auth_file = %s
        pool_mode = transaction
        default_pool_size = 20
        """
            .formatted(server.port(), port, users));
    for (Path file : List.of(directory, users, settings)) PostgresServer.own(file);
    List<String> command = new ArrayList<>(PostgresServer.notRoot());
    command.addAll(List.of(PROGRAM.toString(), settings.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    OldPooler pooler = new OldPooler(directory, process, port);
    Waiting.untilTrue(pooler::answers);
    return pooler;
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** The address of database {@code name} by way of it. */
  public String address(String name) {
    return PostgresServer.address(port, name);
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    PostgresServer.delete(directory);
  }
}
