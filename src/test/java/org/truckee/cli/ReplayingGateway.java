package org.truckee.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import org.truckee.testing.known.Golden;

/**
 * A gateway that knows only what Tahoe's own gateway was seen to answer while Tahoe's own command
 * line talked to it ({@code golden/cli-exchanges.jsonl.gz}). Values that are new each time
 * (handles, times) are blotted out on both sides; of long contents only the length is known.
 */
final class ReplayingGateway implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Deque<JsonNode>> answers = new HashMap<>();
  private final List<String> expected = new ArrayList<>();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final HttpServer server;

  /** Answers what was asked while {@code label} was done. */
  ReplayingGateway(String label) throws IOException {
    JsonNode row =
        Golden.rows("cli-exchanges.jsonl.gz").stream()
            .filter(candidate -> candidate.path("cli").asText().equals(label))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(label));
    for (JsonNode exchange : row.path("exchanges")) {
      String request = blotted(exchange.path("request").asText());
      JsonNode body = exchange.path("body");
      String told = told(request, body.isTextual() ? body.asText() : body + " bytes");
      answers.computeIfAbsent(told, r -> new ArrayDeque<>()).add(exchange);
      expected.add(told);
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::answer);
    server.start();
  }

  /** Its address. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Tahoe's requests, in any order. */
  List<String> expected() {
    return expected;
  }

  /** The requests that came. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String request = blotted(exchange.getRequestMethod() + " " + exchange.getRequestURI());
      byte[] body = exchange.getRequestBody().readAllBytes();
      String text = new String(body, StandardCharsets.UTF_8);
      String told = told(request, body.length >= 5000 ? body.length + " bytes" : text);
      asked.add(told);
      JsonNode known = next(told);
      byte[] reply = known == null ? new byte[0] : reply(known.path("reply"));
      exchange.sendResponseHeaders(
          known == null ? 500 : known.path("status").asInt(),
          reply.length == 0 ? -1 : reply.length);
      if (reply.length > 0) exchange.getResponseBody().write(reply);
    }
  }

  private synchronized JsonNode next(String request) {
    Deque<JsonNode> left = answers.get(request);
    if (left == null) return null;
    return left.size() > 1 ? left.poll() : left.peek();
  }

  private static byte[] reply(JsonNode reply) {
    return reply.isNumber()
        ? new byte[reply.asInt()]
        : reply.asText().getBytes(StandardCharsets.UTF_8);
  }

  private static String blotted(String request) {
    return request
        .replaceAll("(ophandle=|/operations/)[a-z2-7]{26}", "$1HANDLE")
        .replaceAll("/Archives/[^?]*Z\\?", "/Archives/NOW?");
  }

  /** JSON is compared as such, and without what the file system alone decides. */
  private static String told(String request, String body) {
    if (!body.startsWith("{")) return request + " " + body;
    try {
      ObjectNode children = (ObjectNode) JSON.readTree(body);
      children.forEach(child -> ((ObjectNode) child.path(1)).remove("metadata"));
      Map<String, Object> sorted = new TreeMap<>();
      children.properties().forEach(child -> sorted.put(child.getKey(), child.getValue()));
      return request + " " + sorted;
    } catch (IOException e) {
      throw new IllegalArgumentException(body, e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
