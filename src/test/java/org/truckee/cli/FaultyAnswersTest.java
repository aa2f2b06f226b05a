package org.truckee.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truckee.testing.command.CommandRun;

/** Odd answers at the gateway's address: a user reads a sentence and no part of the program. */
class FaultyAnswersTest {
  private static final List<String> ANSWERS =
      List.of(
          "",
          "nonsense\r\n\r\n",
          "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n",
          "HTTP/1.1 500 Oops\r\nContent-Length: 50\r\n\r\n<html>cut",
          "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n[\"dirnode\", {\"chil",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n[\"dir",
          "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n{\"a\": nonsens",
          "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnull",
          "HTTP/1.1 200 OK\r\nContent-Length: 22\r\n\r\n[\"dirnode\", {\"children\"",
          "HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\n[[1], \"filenode\"",
          "HTTP/1.1 200 OK\r\nContent-Length: 21\r\n\r\n{\"results\": \"a\", \"b\":1",
          "HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n",
          "HTTP/1.1 204 No Content\r\n\r\n");

  @TempDir Path home;

  @BeforeEach
  void makeFiles() throws IOException {
    Files.createDirectories(home.resolve(".truckee/private"));
    Files.writeString(Files.createDirectories(home.resolve("tree/d")).resolve("f"), "f");
    Files.write(home.resolve("big"), new byte[300_000]);
  }

  static List<String> commands() {
    return List.of(
        "put ~/tree/d/f",
        "put ~/big shared:x",
        "get shared:x",
        "get shared:x ~/out",
        "ls",
        "ls --json",
        "mkdir d",
        "rm d",
        "mv d e",
        "ln d e",
        "cp ~/big shared:x",
        "cp -r ~/tree shared:x",
        "cp -r shared:x ~/down",
        "cp -r shared:x shared:y",
        "backup ~/tree shared:b",
        "check x",
        "check --repair x",
        "deep-check x",
        "manifest x",
        "stats x",
        "status",
        "create-alias new");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommand_saysInASentenceWhatIsWrong(String command) throws IOException {
    for (String answer : ANSWERS) {
      try (Answering gateway = new Answering(answer)) {
        Files.writeString(home.resolve(".truckee/node.url"), gateway.url() + "\n");

        CommandRun run = CommandRun.of("truckee", home, "", words(command));

        assertThat(run.errors())
            .as(answer)
            .doesNotContain(
                "Exception", "at org.truckee", "java.", "Source:", "stream", "nobody foresaw");
        assertThat(run.exitCode()).isIn(0, 1, 3, 4, 5);
        if (!answer.startsWith("HTTP/1.1 2")) assertThat(run.exitCode()).as(answer).isNotZero();
      }
    }
    try (Stream<Path> left = Files.list(home)) {
      assertThat(left).noneMatch(path -> path.toString().endsWith(".part"));
    }
  }

  private String[] words(String command) {
    String[] words = command.split(" ");
    for (int i = 0; i < words.length; i++) words[i] = words[i].replaceFirst("^~", home.toString());
    return words;
  }

  /** Reads a request, says one and the same thing to all, and ends the connection. */
  private static final class Answering implements AutoCloseable {
    private final ServerSocket server;
    private final String answer;

    Answering(String answer) throws IOException {
      this.answer = answer;
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      Thread thread = new Thread(this::serve, "faulty gateway");
      thread.setDaemon(true);
      thread.start();
    }

    String url() {
      return "http://127.0.0.1:" + server.getLocalPort();
    }

    private void serve() {
      while (!server.isClosed()) {
        try (Socket socket = server.accept()) {
          read(socket.getInputStream());
          OutputStream out = socket.getOutputStream();
          out.write(answer.getBytes(StandardCharsets.UTF_8));
          out.flush();
        } catch (IOException e) {
          // The client went away, or the test ends.
        }
      }
    }

    /** Reads the head, and of the body what came with it. */
    private static void read(InputStream in) throws IOException {
      byte[] buffer = new byte[1 << 16];
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int read = in.read(buffer);
        if (read < 0) return;
        head.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
      }
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }
}
