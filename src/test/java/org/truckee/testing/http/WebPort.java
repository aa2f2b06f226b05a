package org.truckee.testing.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The web port of a gateway, as its users see it: they come by two connections in turn, which two
 * event loops serve. Blocks.
 */
public final class WebPort {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final URI address;
  private final List<HttpClient> clients = List.of(client(), client());
  private final AtomicInteger turn = new AtomicInteger();

  /** The one at {@code address}, which ends with a slash. */
  public WebPort(URI address) {
    this.address = address;
  }

  private static HttpClient client() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  private HttpClient next() {
    return clients.get(Math.floorMod(turn.getAndIncrement(), clients.size()));
  }

  /** An answer, its body as text too. */
  public record Answer(int status, HttpResponse<byte[]> response) {
    /** The body. */
    public byte[] bytes() {
      return response.body();
    }

    /** The body as text. */
    public String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** A header, or the empty text if it is not there. */
    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  /** Its address, with a slash at the end. */
  public URI address() {
    return address;
  }

  /** Asks for {@code path}, with {@code headers} (a name and a value in turn). */
  public Answer get(String path, String... headers) {
    return send("GET", path, new byte[0], headers);
  }

  /** Sends {@code body} by {@code method}, with {@code headers} (a name and a value in turn). */
  public Answer send(String method, String path, byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path))
            .timeout(PATIENCE)
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    if (headers.length > 0) request.headers(headers);
    try {
      HttpResponse<byte[]> response = next().send(request.build(), BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Puts a file in, and returns its capability. */
  public String put(byte[] file) {
    Answer answer = send("PUT", "/uri", file);
    if (answer.status() != 200)
      throw new IllegalStateException(answer.status() + " " + answer.text());
    return answer.text().strip();
  }

  /** Gets the file that {@code cap} reads, whole. */
  public Answer read(String cap, String... headers) {
    return get(path(cap), headers);
  }

  /** The path of {@code cap}. */
  public static String path(String cap) {
    return "/uri/" + URLEncoder.encode(cap, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Opens a connection, for tests that speak HTTP by themselves. */
  public Socket connect() throws IOException {
    Socket socket = new Socket(address.getHost(), address.getPort());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    return socket;
  }

  /** Opens a connection and sends {@code request}, which need not be whole. */
  public Socket begin(String request) {
    try {
      Socket socket = connect();
      say(socket, request.getBytes(StandardCharsets.ISO_8859_1));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Begins to put a file of {@code length} bytes in by {@code path}. */
  public Socket beginPut(String path, long length) {
    return begin(
        "PUT %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
            .formatted(path, length));
  }

  /** Sends more. */
  public static void say(Socket socket, byte[] more) {
    try {
      socket.getOutputStream().write(more);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The whole answer until the gateway ends the connection, which this closes. */
  public static String hear(Socket socket) {
    try (socket) {
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(answer);
      return answer.toString(StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends {@code request}, and returns the whole answer until the gateway ends the connection. */
  public String speak(String request) {
    return hear(begin(request));
  }

  /** The same, with an end of the request that the gateway notices. */
  public String speakAndStop(String request) {
    try {
      Socket socket = begin(request);
      socket.shutdownOutput();
      return hear(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
