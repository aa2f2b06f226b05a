package org.truckee.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * A way to a gateway on which certain requests wait until so many of them are there, and are
 * refused if these never come together.
 */
final class MeetingPoint implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final URI gateway;
  private final Pattern waiting;
  private final CyclicBarrier barrier;
  private final AtomicInteger meetings = new AtomicInteger();
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  /** A way to {@code gateway}; requests such as {@code GET /uri/…} that match wait. */
  MeetingPoint(URI gateway, String waiting, int together) throws IOException {
    this.gateway = gateway;
    this.waiting = Pattern.compile(waiting);
    this.barrier = new CyclicBarrier(together, meetings::incrementAndGet);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Its address. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The number of times that so many requests were there. */
  int meetings() {
    return meetings.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (waiting.matcher(asked).matches()) barrier.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      HttpRequest request =
          HttpRequest.newBuilder(gateway.resolve(exchange.getRequestURI().toString()))
              .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body))
              .build();
      HttpResponse<byte[]> reply = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      byte[] answer = reply.body();
      exchange.sendResponseHeaders(reply.statusCode(), answer.length == 0 ? -1 : answer.length);
      exchange.getResponseBody().write(answer);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IOException("the requests never came together", e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
