package org.truckee.testing.database;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.truckee.testing.Waiting;
import org.truckee.vdrive.VdriveLimits;
import org.truckee.vdrive.postgres.DatabaseAddress;
import org.truckee.vdrive.postgres.DatabaseConfig;

/**
 * A real PostgreSQL on loopback, in a process and a folder of its own, which a test may end and
 * start again. Debian's program is used; where there is none, the test is skipped. PostgreSQL does
 * not run as root, so root starts it as the user that Debian made for it. Blocks.
 */
public final class PostgresServer implements AutoCloseable {
  /** The password of its users, with all that an address has to encode. */
  public static final String PASSWORD = "p@ss:w/rd%";

  /** A database that asks for no password: those of many connections take time to check. */
  public static final String OPEN = "contract";

  private static final String ENCODED = "p%40ss%3Aw%2Frd%25";
  private static final String USER = "truckee";
  private static final String ACCOUNT = "postgres";
  private static final int TRIES = 5;
  private static PostgresServer shared;

  private final Path programs;
  private final Path directory;
  private final List<String> options;
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private Process process;
  private int port;

  private PostgresServer(Path programs, Path directory, List<String> options) {
    this.programs = programs;
    this.directory = directory;
    this.options = options;
  }

  /** One that keeps nothing through a power cut, which is all that most tests need. */
  public static PostgresServer start() {
    return start("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off");
  }

  /** One for all tests of this process, which ends with it. */
  public static synchronized PostgresServer shared() {
    if (shared == null) {
      shared = start();
      Runtime.getRuntime().addShutdownHook(new Thread(shared::close, "end-postgres"));
    }
    return shared;
  }

  /** One with {@code options} of its program. */
  public static PostgresServer start(String... options) {
    Optional<Path> programs = programs();
    assumeTrue(programs.isPresent(), "there is no PostgreSQL here (Debian's package postgresql)");
    try {
      Path directory = Files.createTempDirectory("truckee-postgres");
      PostgresServer server = new PostgresServer(programs.get(), directory, List.of(options));
      server.make();
      server.startAgain();
      server.ask("postgres", "CREATE ROLE truckee LOGIN PASSWORD '" + PASSWORD + "'");
      return server;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("PostgreSQL does not start", e);
    }
  }

  /** The folder of the newest version that is installed. */
  private static Optional<Path> programs() {
    try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.comparing(Path::toString));
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  private void make() throws IOException, InterruptedException {
    own(directory);
    Path password = Files.writeString(directory.resolve("password"), PASSWORD + "\n");
    own(password);
    run(
        List.of(
            "initdb",
            "-D",
            data().toString(),
            "-U",
            ACCOUNT,
            "-A",
            "scram-sha-256",
            "--no-sync",
            "-E",
            "UTF8",
            "--locale=C",
            "--pwfile=" + password));
  }

  /** Gives {@code file} to the user who runs it. */
  static void own(Path file) throws IOException {
    if (!isRoot()) return;
    UserPrincipal account =
        file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(ACCOUNT);
    Files.setOwner(file, account);
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  /** The folder of its data. */
  public Path data() {
    return directory.resolve("data");
  }

  private List<String> asItsUser(List<String> command) {
    List<String> all = new ArrayList<>(notRoot());
    all.add(programs.resolve(command.get(0)).toString());
    all.addAll(command.subList(1, command.size()));
    return all;
  }

  /** The words before a command that keep root from running it. */
  static List<String> notRoot() {
    return isRoot()
        ? List.of("setpriv", "--reuid=" + ACCOUNT, "--regid=" + ACCOUNT, "--clear-groups")
        : List.of();
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    Process once = begin(command);
    if (once.waitFor() != 0)
      throw new IOException(command.get(0) + " failed: " + Files.readString(log()));
  }

  private Process begin(List<String> command) throws IOException {
    return new ProcessBuilder(asItsUser(command))
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
        .start();
  }

  private Path log() {
    return directory.resolve("log");
  }

  /** Starts it, on the same port as the last time, and returns when it answers. */
  public void startAgain() throws IOException, InterruptedException {
    for (int i = 0; i < TRIES; i++) {
      if (port == 0) port = freePort();
      process = begin(command());
      if (isUp()) return;
    }
    throw new IOException("PostgreSQL does not start: " + Files.readString(log()));
  }

  private List<String> command() {
    List<String> command = new ArrayList<>(List.of("postgres", "-D", data().toString()));
    command.addAll(List.of("-c", "listen_addresses=127.0.0.1", "-c", "port=" + port));
    command.addAll(List.of("-c", "unix_socket_directories=", "-c", "max_connections=60"));
    command.addAll(options);
    return command;
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Returns whether it answers before its process ends. */
  private boolean isUp() {
    boolean[] up = new boolean[1];
    Waiting.untilTrue(
        () -> {
          up[0] = answers();
          return up[0] || !process.isAlive();
        });
    return up[0];
  }

  private boolean answers() {
    try {
      ask("postgres", "SELECT 1");
      return true;
    } catch (RuntimeException notYet) {
      return false;
    }
  }

  /** Ends it as a power cut of its machine does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Its first process, of which all others are children. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Ends it in order, and all connections with it. */
  public void stop() throws IOException, InterruptedException {
    run(List.of("pg_ctl", "-D", data().toString(), "-m", "fast", "-w", "stop"));
    process.waitFor();
  }

  /** Dumps database {@code name} to {@code file}, as an operator does. */
  public void dump(String name, String file) throws IOException, InterruptedException {
    run(List.of("pg_dump", "--format=custom", "--file=" + file, "--dbname=" + address(name)));
  }

  /** Brings the dump in {@code file} into database {@code name}, which is empty. */
  public void bringBack(String name, String file) throws IOException, InterruptedException {
    run(List.of("pg_restore", "--exit-on-error", "--dbname=" + address(name), file));
  }

  /**
   * A copy that follows it: from now on, what it acknowledges is on the disk of both. The copy only
   * reads until it is promoted.
   */
  public PostgresServer follower() throws IOException, InterruptedException {
    Path place = Files.createTempDirectory("truckee-postgres");
    own(place);
    PostgresServer follower = new PostgresServer(programs, place, options);
    follower.run(
        List.of(
            "pg_basebackup",
            "-R",
            "-X",
            "stream",
            "-c",
            "fast",
            "-D",
            follower.data().toString(),
            "-d",
            "postgresql://%s:%s@127.0.0.1:%d".formatted(ACCOUNT, ENCODED, port)));
    follower.startAgain();
    set("synchronous_standby_names", "*");
    ask("postgres", "SELECT pg_reload_conf()");
    Waiting.untilTrue(
        () ->
            ask("postgres", "SELECT FROM pg_stat_replication WHERE sync_state = 'sync'").size()
                == 1);
    return follower;
  }

  /** Makes a copy the one that writes. */
  public void promote() {
    ask("postgres", "SELECT pg_promote()");
  }

  /** Has it speak TLS, to those who wish so, with the certificate and key in {@code pem}. */
  public void serveTls(String pem) throws IOException {
    Path file = Files.writeString(data().resolve("server.pem"), pem);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    own(file);
    set("ssl_cert_file", file.toString());
    set("ssl_key_file", file.toString());
    switchTls("on");
  }

  /** Has it speak no TLS, as at its start. */
  public void serveNoTls() {
    switchTls("off");
  }

  private void switchTls(String state) {
    set("ssl", state);
    ask("postgres", "SELECT pg_reload_conf()");
    Waiting.untilTrue(
        () -> ask("postgres", "SHOW ssl").iterator().next().getString(0).equals(state));
  }

  private void set(String setting, String value) {
    ask("postgres", "ALTER SYSTEM SET %s = '%s'".formatted(setting, value));
  }

  /** Its port. */
  public int port() {
    return port;
  }

  /** Makes a new and empty database that belongs to the user of addresses. */
  public void makeDatabase(String name) {
    ask("postgres", "CREATE DATABASE " + name + " OWNER " + USER);
  }

  /** The address of database {@code name} for its user. */
  public String address(String name) {
    return address(port, name);
  }

  static String address(int port, String name) {
    return "postgresql://%s:%s@127.0.0.1:%d/%s".formatted(USER, ENCODED, port, name);
  }

  /** The settings of a vdrive server that uses {@code address}. */
  public static DatabaseConfig config(String address, VdriveLimits limits) {
    DatabaseAddress parsed = DatabaseAddress.parse(address);
    return new DatabaseConfig(
        parsed,
        parsed.password(),
        "\"vdrive.store\" in conf.json",
        limits,
        DatabaseConfig.Use.USUAL);
  }

  /** Has the owner of the whole server say {@code sql} in database {@code name}. */
  public RowSet<Row> ask(String name, String sql) {
    PgConnectOptions owner =
        new PgConnectOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setDatabase(name)
            .setUser(ACCOUNT)
            .setPassword(PASSWORD);
    return Waiting.of(
        PgConnection.connect(vertx, owner)
            .compose(
                connection ->
                    connection.query(sql).execute().eventually(() -> connection.close())));
  }

  @Override
  public void close() {
    try {
      if (process.isAlive()) stop();
      Waiting.of(vertx.close());
      delete(directory);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("PostgreSQL does not end", e);
    }
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
    }
  }
}
