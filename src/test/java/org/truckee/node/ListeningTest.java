package org.truckee.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.node.role.Node;
import org.truckee.testing.Waiting;
import org.truckee.testing.command.CommandRun;

/** The addresses at which the ports of a node are open, and no others. */
class ListeningTest {
  private static final String LISTEN = "{\"listen\": {\"host\": \"HOST\"}, ";
  private static final String STORE =
      LISTEN + "INTRODUCED \"storage\": {\"reserved_space\": 0}, \"vdrive\": {\"durable\": false}}";
  private static final String GATEWAY =
      LISTEN
          + "INTRODUCED \"gateway\": {\"web\": {\"host\": \"HOST\", \"port\": 0},"
          + " \"encoding\": {\"needed\": 1, \"happy\": 1, \"total\": 1}}}";

  @TempDir Path home;

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() {
    Waiting.of(vertx.close());
  }

  @Test
  void thePortsOfALoopbackNode_areOpenOnThatAddressAndOnNoOther() throws IOException {
    NodeDirectory node =
        deploy("all", GATEWAY.replace("INTRODUCED", "\"introducer\": {},"), "127.0.0.1");
    int web = URI.create(Files.readString(node.nodeUrl()).strip()).getPort();
    int tls = Integer.parseInt(Files.readString(node.port()).strip());

    for (int port : new int[] {web, tls}) {
      new Socket(InetAddress.getLoopbackAddress(), port).close();
      for (InetAddress other : otherAddresses())
        assertThatThrownBy(() -> connect(other, port))
            .as("%s, port %d", other, port)
            .isInstanceOf(ConnectException.class);
    }
  }

  private static void connect(InetAddress address, int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 10_000);
    }
  }

  /** Another address of loopback, and all that this machine has beside it. */
  private static List<InetAddress> otherAddresses() throws IOException {
    List<InetAddress> others = new ArrayList<>();
    others.add(InetAddress.getByName("127.0.0.2"));
    NetworkInterface.networkInterfaces()
        .filter(ListeningTest::isUp)
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.getHostAddress().equals("127.0.0.1"))
        .forEach(others::add);
    return others;
  }

  private static boolean isUp(NetworkInterface network) {
    try {
      return network.isUp();
    } catch (SocketException gone) {
      return false;
    }
  }

  @Test
  void aWholeGrid_livesOnIpv6() throws IOException {
    String host = "::1";
    deploy("introducer", LISTEN + "\"introducer\": {}}", "[::1]");
    String nurl = Files.readString(home.resolve("introducer/private/introducer.nurl")).strip();
    assertThat(nurl).contains("@[::1]:");
    String introduced = "\"introducers\": [\"" + nurl + "\"],";
    NodeDirectory store = deploy("store", STORE.replace("INTRODUCED", introduced), host);
    assertThat(Files.readString(store.servers())).contains("@[::1]:", "@tcp:[::1]:");
    NodeDirectory gateway = deploy("gateway", GATEWAY.replace("INTRODUCED", introduced), host);
    assertThat(Files.readString(gateway.nodeUrl())).startsWith("http://[::1]:");

    String directory = gateway.root().toString();
    Waiting.untilTrue(
        () -> run("status", "-C", directory).text().contains("1 of 1 servers answer"));
    Waiting.untilTrue(() -> run("ls", "-C", directory, "private:").exitCode() == 0);
    assertThat(run("put", "-C", directory, "-", "private:notes.txt").exitCode()).isZero();
    assertThat(run("get", "-C", directory, "private:notes.txt").text()).isEqualTo("notes on IPv6");
  }

  private NodeDirectory deploy(String name, String configuration, String host) throws IOException {
    NodeDirectory directory = new NodeDirectory(home.resolve(name), new SecureRandom());
    directory.create(configuration.replace("HOST", host));
    Node node = new Node(directory, directory.readConfiguration(), new SecureRandom());
    Waiting.of(node.start(vertx));
    return directory;
  }

  private CommandRun run(String... command) {
    return CommandRun.of("truckee", home, "notes on IPv6", command);
  }
}
