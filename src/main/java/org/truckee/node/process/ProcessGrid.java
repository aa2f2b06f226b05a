package org.truckee.node.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.node.directory.NodeDirectory;

/**
 * A whole grid on this machine with a process of its own for each node: an introducer, storage
 * servers and gateways, all on loopback. Blocks; one thread only. Closing it ends every process.
 */
public final class ProcessGrid implements AutoCloseable {
  private static final long UP_SECONDS = 120;
  private static final long LOOK_MILLIS = 10;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path root;
  private final Map<String, Process> processes = new ConcurrentHashMap<>();
  private final List<String> storageServers = new ArrayList<>();
  private volatile boolean ended;
  private Function<String, Map<String, String>> environment = name -> Map.of();
  private final Thread atExit = new Thread(this::end, "truckee-end-processes");

  /** An empty grid below {@code root}. */
  public ProcessGrid(Path root) {
    this.root = root;
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** From now on, starts each node with the environment that {@code of} has for its name. */
  public void setEnvironment(Function<String, Map<String, String>> of) {
    environment = of;
  }

  /** Makes and starts the introducer, and returns when it is up. */
  public void startIntroducer() throws IOException, InterruptedException {
    ObjectNode configuration = configuration("introducer");
    configuration.putObject("introducer");
    create("introducer", configuration);
    start("introducer", List.of());
  }

  /** Makes and starts the vdrive server, which is announced if there is an introducer. */
  public void startVdrive() throws IOException, InterruptedException {
    ObjectNode configuration =
        processes.containsKey("introducer") ? following("vdrive") : configuration("vdrive");
    configuration.putObject("vdrive");
    create("vdrive", configuration);
    start("vdrive", List.of());
  }

  /** Makes and starts {@code count} storage servers, all at once, and returns when all are up. */
  public void startStorageServers(int count, List<String> jvmOptions)
      throws IOException, InterruptedException {
    for (int i = 1; i <= count; i++) {
      String name = "storage" + i;
      ObjectNode configuration = following(name);
      configuration.putObject("storage").put("reserved_space", 0);
      create(name, configuration);
      storageServers.add(name);
      startSoon(name, jvmOptions);
    }
    for (String name : storageServers) waitUntilUp(name);
  }

  /** Makes and starts a gateway for any free port, with {@code encoding} (keys as in conf.json). */
  public void startGateway(String name, Map<String, Integer> encoding, List<String> jvmOptions)
      throws IOException, InterruptedException {
    ObjectNode gateway = JSON.createObjectNode();
    encoding.forEach(gateway.putObject("encoding")::put);
    startGateway(name, gateway, jvmOptions);
  }

  /** The same with {@code settings}, which are those of the gateway in conf.json. */
  public void startGateway(String name, ObjectNode settings, List<String> jvmOptions)
      throws IOException, InterruptedException {
    settings.putObject("web").put("port", 0);
    ObjectNode configuration = following(name);
    configuration.set("gateway", settings);
    create(name, configuration);
    start(name, jvmOptions);
  }

  /** The same for one that knows {@code servers} alone, which are those of conf.json. */
  public void startGatewayOf(ObjectNode servers, String name, ObjectNode settings)
      throws IOException, InterruptedException {
    settings.putObject("web").put("port", 0);
    ObjectNode configuration = configuration(name);
    configuration.set("gateway", settings);
    configuration.set("servers", servers);
    create(name, configuration);
    start(name, List.of());
  }

  /** Makes and starts a gateway that knows no servers, and that {@code instances} loops serve. */
  public void startLoneGateway(String name, int instances, List<String> jvmOptions)
      throws IOException, InterruptedException {
    ObjectNode configuration = configuration(name);
    ObjectNode gateway = configuration.putObject("gateway").put("instances", instances);
    gateway.putObject("web").put("port", 0);
    create(name, configuration);
    start(name, jvmOptions);
  }

  /** The names of the storage servers. */
  public List<String> storageServers() {
    return List.copyOf(storageServers);
  }

  /** The directory of node {@code name}. */
  public NodeDirectory directory(String name) {
    return new NodeDirectory(root.resolve(name), new SecureRandom());
  }

  /** The process of node {@code name}. */
  public Process process(String name) {
    return processes.get(name);
  }

  /** The address of the web API of gateway {@code name}, with a slash at its end. */
  public URI url(String name) throws IOException {
    return URI.create(Files.readString(directory(name).nodeUrl()).strip());
  }

  /** Starts node {@code name} again, and returns when it is up. */
  public void start(String name, List<String> jvmOptions) throws IOException, InterruptedException {
    startSoon(name, jvmOptions);
    waitUntilUp(name);
  }

  /** Ends the process of node {@code name} as a power cut does, and returns when it has ended. */
  public void kill(String name) throws InterruptedException {
    processes.get(name).destroyForcibly().waitFor();
  }

  /** Waits until gateway {@code name} reaches {@code count} storage servers. */
  public void waitForServers(String name, int count) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(UP_SECONDS);
    while (reached(name) != count) {
      if (System.nanoTime() > end)
        throw failed(name, "reaches " + reached(name) + " of " + count + " storage servers");
      Thread.sleep(LOOK_MILLIS);
    }
  }

  /** Deletes every share, behind the servers' backs: the contents of the grid are lost. */
  public void deleteShares() throws IOException {
    deleteShares(storageServers);
  }

  /** Deletes every share of {@code servers}, behind their backs. */
  public void deleteShares(List<String> servers) throws IOException {
    for (String server : servers) {
      Path shares = directory(server).storage().resolve("shares");
      try (Stream<Path> files = Files.walk(shares)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) Files.deleteIfExists(file);
      }
    }
  }

  private int reached(String gateway) throws IOException {
    JsonNode welcome;
    try (InputStream in = url(gateway).resolve("?t=json").toURL().openStream()) {
      welcome = JSON.readTree(in);
    }
    int reached = 0;
    for (JsonNode server : welcome.get("servers"))
      if (server.get("connection_status").asText().equals("Connected")) reached++;
    return reached;
  }

  private static ObjectNode configuration(String name) {
    return JSON.createObjectNode().put("nickname", name);
  }

  private ObjectNode following(String name) throws IOException {
    ObjectNode configuration = configuration(name);
    Path nurl = directory("introducer").nurl("introducer");
    configuration.putArray("introducers").add(Files.readString(nurl).strip());
    return configuration;
  }

  private void create(String name, ObjectNode configuration) throws IOException {
    directory(name).create(configuration.toPrettyString() + "\n");
  }

  /** Starts node {@code name} again, and returns while it comes up. */
  public void startSoon(String name, List<String> jvmOptions) throws IOException {
    if (ended) throw new IOException("the grid has been told to end");
    Process process = Processes.startNode(directory(name), environment.apply(name), jvmOptions);
    processes.put(name, process);
    if (ended) process.destroyForcibly();
  }

  /** Waits until node {@code name} is up. */
  public void waitUntilUp(String name) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(UP_SECONDS);
    while (!directory(name).isUp(processes.get(name))) {
      if (processes.get(name).waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS))
        throw failed(name, "did not come up");
      if (System.nanoTime() > end) throw failed(name, "is not up after " + UP_SECONDS + " seconds");
    }
  }

  private GridException failed(String name, String what) {
    return new GridException(
        GridException.Kind.UNREACHABLE,
        new Subject("node", name),
        what,
        "see " + directory(name).root().resolve("logs"));
  }

  @Override
  public void close() {
    end();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  /** Ends every process, also when this one is interrupted. */
  public void end() {
    ended = true;
    processes.values().forEach(Process::destroy);
    processes.values().forEach(ProcessGrid::end);
  }

  private static void end(Process process) {
    try {
      if (!process.waitFor(UP_SECONDS, TimeUnit.SECONDS)) process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
