package org.truckee.node;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.node.role.GatewayRole;
import org.truckee.node.role.Node;
import org.truckee.protocol.announcement.Nurl;
import org.truckee.testing.Waiting;
import org.truckee.testing.command.CommandRun;
import org.truckee.testing.http.WebPort;

/** Whole nodes with directories of their own, all in this process. */
public final class DeployedNodes implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final Path home;
  private final Map<String, Node> nodes = new HashMap<>();

  /** No nodes yet, in no directories below {@code home}. */
  public DeployedNodes(Path home) {
    this.home = home;
  }

  /** Makes and starts the node {@code name}. */
  public NodeDirectory deploy(String name, String configuration) throws IOException {
    directory(name).create(configuration);
    return start(name);
  }

  /** Starts a node that was made before. */
  public NodeDirectory start(String name) throws IOException {
    NodeDirectory directory = directory(name);
    Node node = new Node(directory, directory.readConfiguration(), new SecureRandom());
    Waiting.of(node.start(vertx));
    nodes.put(name, node);
    return directory;
  }

  /** Stops the node {@code name}. */
  public void stop(String name) {
    Waiting.of(nodes.remove(name).stop());
  }

  /** The address of {@code role} of the node {@code name}, as a JSON text. */
  public String nurl(String name, String role) {
    Nurl nurl = nodes.get(name).nurl(role);
    return "\"" + nurl.toUri() + "\"";
  }

  /** The gateway {@code name}. */
  public GatewayRole gateway(String name) {
    return nodes.get(name).gateway();
  }

  /** The web port of the gateway {@code name}. */
  public WebPort web(String name) throws IOException {
    return new WebPort(URI.create(Files.readString(directory(name).nodeUrl()).strip()));
  }

  /** The port for proxies of the gateway {@code name}. */
  public WebPort proxies(String name) {
    return new WebPort(URI.create("http://127.0.0.1:" + nodes.get(name).proxyPort() + "/"));
  }

  /** Runs a command at the gateway {@code name}. */
  public CommandRun run(String name, String command, String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = command;
    all[1] = "-C";
    all[2] = home.resolve(name).toString();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return CommandRun.of("truckee", home, "notes", all);
  }

  /** The contents of a JSON file of a node. */
  public static String json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile()).toString();
  }

  private NodeDirectory directory(String name) {
    return new NodeDirectory(home.resolve(name), new SecureRandom());
  }

  @Override
  public void close() {
    nodes.values().forEach(node -> Waiting.of(node.stop()));
    Waiting.of(vertx.close());
  }
}
