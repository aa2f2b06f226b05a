package org.truckee.node.crowd;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.node.process.Processes;
import org.truckee.storage.s3.S3Keys;
import org.truckee.storage.s3.S3Place;
import org.truckee.testing.database.PostgresServer;
import org.truckee.testing.http.Haproxy;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.s3.S3Server;

/**
 * The grid of an operator, as the documents describe it, each part in processes of its own: haproxy
 * before gateways, vdrive servers on one PostgreSQL, an introducer, and storage servers, some of
 * them on one S3 server. Blocks; one thread only.
 */
final class CrowdGrid implements AutoCloseable {
  /** What opens the private drive that the gateways share. */
  static final String SECRET = "opens-the-private-drive";

  private static final List<String> SECRETS =
      List.of("convergence", "secret", "api_auth_token", "root_dir.cap");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Sixteen programs that start at once, on a machine that does something else beside. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Sixteen nodes on a few processors would compile for minutes otherwise. */
  private static final List<String> LIGHT = List.of("-XX:TieredStopAtLevel=1");

  private final Path root;
  private final GridSize size;
  private final GridProfile profile;
  private final Map<String, Process> nodes = new LinkedHashMap<>();
  private final List<Runnable> closing = new ArrayList<>();
  private final Optional<S3Server> objects;
  private final PostgresServer database;
  private Haproxy haproxy;

  /** A grid below {@code root}; skips the test where a program is missing. */
  CrowdGrid(Path root, GridSize size, GridProfile profile)
      throws IOException, InterruptedException {
    this.root = root;
    this.size = size;
    this.profile = profile;
    Haproxy.orSkip();
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end-crowd-grid"));
    objects = size.buckets().isEmpty() ? Optional.empty() : Optional.of(S3Server.start());
    objects.ifPresent(started -> closing.add(started::close));
    database = PostgresServer.start(new String[0]);
    closing.add(database::close);
  }

  /** Starts everything, and returns when haproxy has three gateways that are ready. */
  void start() throws IOException, InterruptedException {
    ObjectNode introducer = JSON.createObjectNode();
    introducer.putObject("introducer");
    make("introducer", introducer);
    startAgain("introducer");
    database.makeDatabase("drive");
    for (String name : size.vdrives()) {
      makeVdrive(name);
      if (!name.equals(size.vdrives().get(0)))
        copy("private/global_root.cap", size.vdrives().get(0), name);
      startAgain(name);
    }
    for (String name : size.disks()) makeStorage(name, following());
    for (String name : size.buckets()) makeBucket(name);
    for (String name : size.disks()) begin(name);
    for (String name : size.disks()) awaitUp(name);
    for (String name : size.buckets()) startAgain(name);
    startGateways();
  }

  private void startGateways() throws IOException, InterruptedException {
    List<Integer> ports = new ArrayList<>();
    for (String name : size.gateways()) {
      ports.add(freePort());
      makeGateway(name, ports.get(ports.size() - 1));
      if (ports.size() > 1)
        for (String secret : SECRETS) copy("private/" + secret, size.gateways().get(0), name);
      startAgain(name);
      if (ports.size() == 1)
        await()
            .atMost(PATIENCE)
            .until(() -> Files.exists(root.resolve(name).resolve("private/root_dir.cap")));
    }
    haproxy = Haproxy.start(root, ports);
    closing.add(haproxy::close);
    for (String name : size.gateways()) awaitServers(name);
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private void make(String name, ObjectNode configuration) throws IOException {
    NodeDirectory node = directory(name);
    node.prepare();
    profile.change(node, configuration);
    node.create(configuration.toString());
  }

  /** The directory of node {@code name}. */
  NodeDirectory directory(String name) {
    return new NodeDirectory(root.resolve(name), new SecureRandom());
  }

  private void copy(String file, String from, String to) throws IOException {
    Files.copy(root.resolve(from).resolve(file), root.resolve(to).resolve(file));
  }

  /** The configuration of a node that follows the introducer. */
  private ObjectNode following() throws IOException {
    ObjectNode configuration = JSON.createObjectNode();
    Path nurl = directory("introducer").nurl("introducer");
    configuration.putArray("introducers").add(Files.readString(nurl).strip());
    return configuration;
  }

  private void makeVdrive(String name) throws IOException {
    ObjectNode configuration = following();
    String store = "postgresql://truckee@127.0.0.1:%d/drive".formatted(database.port());
    configuration.putObject("vdrive").put("store", store);
    make(name, configuration);
    Path password = root.resolve(name).resolve("private/vdrive.password");
    Files.writeString(password, PostgresServer.PASSWORD + "\n");
  }

  private void makeStorage(String name, ObjectNode configuration) throws IOException {
    configuration.withObject("/storage").put("reserved_space", 0);
    make(name, configuration);
  }

  private void makeBucket(String name) throws IOException {
    S3Place place = objects().bucket();
    ObjectNode configuration = following();
    configuration
        .putObject("storage")
        .put("store", place.toString())
        .put("endpoint", place.endpoint().toString());
    makeStorage(name, configuration);
    S3Keys keys = S3Server.KEYS;
    String pair = keys.id() + "\n" + keys.secret().bytes().toUtf8() + "\n";
    Files.writeString(root.resolve(name).resolve("private/s3.key"), pair);
  }

  private void makeGateway(String name, int proxyPort) throws IOException {
    ObjectNode configuration = following();
    ObjectNode gateway = configuration.putObject("gateway");
    gateway.putObject("upkeep").put("enabled", name.equals(size.gateways().get(0)));
    gateway.putObject("mutable").put("keys_ahead", 0);
    ArrayNode trusted = gateway.putArray("vdrive_servers");
    for (String vdrive : size.vdrives())
      JSON.readTree(directory(vdrive).servers().toFile())
          .fieldNames()
          .forEachRemaining(trusted::add);
    ObjectNode web = gateway.putObject("web");
    web.put("port", 0).put("proxy_port", proxyPort).put("secret", SECRET);
    web.putArray("proxies").add("127.0.0.1");
    web.putArray("hosts").add("files.example.org");
    web.putObject("stop").put("notice", 3).put("finish", 25);
    make(name, configuration);
  }

  private void begin(String name) throws IOException {
    nodes.put(name, Processes.startNode(directory(name), LIGHT));
  }

  private void awaitUp(String name) throws IOException {
    Process process = nodes.get(name);
    Path log = root.resolve(name).resolve("logs/console.log");
    await(name).atMost(PATIENCE).until(() -> directory(name).isUp(process) || !process.isAlive());
    if (!process.isAlive()) throw new IllegalStateException(name + ": " + Files.readString(log));
  }

  /** Waits until gateway {@code name} is ready and reaches all storage servers. */
  void awaitServers(String name) {
    await().atMost(PATIENCE).until(() -> reached(name) == size.servers().size());
    await().atMost(PATIENCE).until(() -> web(name).get("/readyz").status() == 200);
  }

  private long reached(String name) throws IOException {
    return JSON
        .readTree(web(name).get("/?t=json").bytes())
        .path("servers")
        .findValuesAsText("connection_status")
        .stream()
        .filter("Connected"::equals)
        .count();
  }

  /** The web port of gateway {@code name} itself. */
  WebPort web(String name) throws IOException {
    return new WebPort(URI.create(Files.readString(directory(name).nodeUrl()).strip()));
  }

  /** The port that everybody comes by. */
  int port() {
    return haproxy.web().address().getPort();
  }

  /** Kills node {@code name} as a power cut does. */
  void kill(String name) throws InterruptedException {
    nodes.get(name).destroyForcibly().waitFor();
  }

  /** Starts node {@code name}, and returns when it is up. */
  void startAgain(String name) throws IOException {
    begin(name);
    awaitUp(name);
  }

  /** The database of the vdrive servers. */
  PostgresServer database() {
    return database;
  }

  /** The S3 server. */
  S3Server objects() {
    return objects.orElseThrow();
  }

  /** What everybody comes by. */
  Haproxy haproxy() {
    return haproxy;
  }

  /** The processes that run now, by their kind; each has children of its own. */
  Map<String, List<ProcessHandle>> processes() {
    Map<String, List<ProcessHandle>> kinds = new LinkedHashMap<>();
    kinds.put("haproxy", List.of(haproxy.handle()));
    kinds.put("gateway", handles(size.gateways()));
    kinds.put("storage server", handles(size.disks()));
    kinds.put("storage server with a bucket", handles(size.buckets()));
    kinds.put("vdrive server", handles(size.vdrives()));
    kinds.put("introducer", handles(List.of("introducer")));
    kinds.put("PostgreSQL", List.of(database.handle()));
    kinds.put("S3Proxy", objects.stream().map(S3Server::handle).toList());
    return kinds;
  }

  private List<ProcessHandle> handles(List<String> names) {
    return names.stream().map(name -> nodes.get(name).toHandle()).toList();
  }

  /** Ends every process, also when this one is interrupted. */
  private void end() {
    nodes.values().forEach(Process::destroyForcibly);
    for (int i = closing.size() - 1; i >= 0; i--) closing.get(i).run();
    closing.clear();
  }

  @Override
  public void close() {
    end();
  }
}
