package org.truckee.testing.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.truckee.testing.Waiting;

/**
 * A real haproxy on loopback, in a process of its own, by the configuration that the documents
 * show; but a lower limit on open files than it asks for keeps it from nothing here. Debian's
 * program is used; where there is none, the test is skipped. Blocks.
 */
public final class Haproxy implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/haproxy");
  private static final Path DOCUMENT = Path.of("docs/operating.md");
  private static final Pattern SHOWN = Pattern.compile("(?m)^    global\n(?:(?:    .*)?\n)+");
  private static final Pattern SERVER = Pattern.compile("10\\.0\\.0\\.1([1-9]):3457");
  private static final int TRIES = 5;

  private final Process process;
  private final int port;

  private Haproxy(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * One before up to three {@code gateways}, their ports in turn; its files are in {@code
   * directory}.
   */
  public static Haproxy start(Path directory, List<Integer> gateways)
      throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      int port = freePort();
      Path file = directory.resolve("haproxy.cfg");
      Files.writeString(file, configuration(port, gateways));
      Path log = directory.resolve("haproxy.log");
      Process process =
          new ProcessBuilder(PROGRAM.toString(), "-W", "-db", "-f", file.toString())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      Waiting.untilTrue(() -> !process.isAlive() || answers(port));
      if (process.isAlive()) return new Haproxy(process, port);
      if (attempt == TRIES) throw new IOException(Files.readString(log));
    }
  }

  /** Skips the test where the program is missing. */
  public static void orSkip() {
    Assumptions.assumeTrue(
        Files.isExecutable(PROGRAM), "haproxy is not installed (Debian's package haproxy)");
  }

  private static String configuration(int port, List<Integer> gateways) throws IOException {
    Matcher shown = SHOWN.matcher(Files.readString(DOCUMENT));
    if (!shown.find()) throw new IOException("no haproxy.cfg in " + DOCUMENT);
    String here =
        shown
            .group()
            .replaceFirst("bind :443 ssl crt .*", "bind 127.0.0.1:" + port)
            .replaceFirst("maxconn .*", "$0\n        no strict-limits");
    return here.lines()
        .filter(line -> server(line) <= gateways.size())
        .map(line -> SERVER.matcher(line).replaceAll(at -> address(gateways, server(at.group()))))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** The number of the gateway that {@code line} names, from 1; 0 if it names none. */
  private static int server(String line) {
    Matcher server = SERVER.matcher(line);
    return server.find() ? Integer.parseInt(server.group(1)) : 0;
  }

  private static String address(List<Integer> gateways, int number) {
    return "127.0.0.1:" + gateways.get(number - 1);
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  /**
   * Has it read its configuration again, as an operator does, and returns when a new process serves
   * in the place of the old one, which ends what is under way.
   */
  public void reload() throws IOException {
    Set<Long> before = children();
    new ProcessBuilder("kill", "-USR2", "" + process.pid()).inheritIO().start();
    Waiting.untilTrue(() -> !before.containsAll(children()) && answers(port));
  }

  private Set<Long> children() {
    return process.children().map(ProcessHandle::pid).collect(Collectors.toSet());
  }

  /** Its master process, of which the one that serves is a child. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Its frontend, as users see it. */
  public WebPort web() {
    return new WebPort(URI.create("http://127.0.0.1:" + port + "/"));
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
