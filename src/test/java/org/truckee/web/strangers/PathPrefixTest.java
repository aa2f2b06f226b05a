package org.truckee.web.strangers;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.WebPort;
import org.truckee.web.FormBody;

/** Behind a reverse proxy that serves the gateway below a path, every link leads to the gateway. */
class PathPrefixTest {
  private static final String PREFIX = "/tahoe/grid/";
  private static final Pattern LINK =
      Pattern.compile("\\b(?:href|src|action|data-upload)=\"([^\"]*)\"");
  private static final Pattern FORM = Pattern.compile("action=\"([^\"]*)\" method=\"post\"");

  @TempDir static Path directory;
  private static TestGrid grid;
  private static HttpServer proxy;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws IOException {
    grid = TestGrid.start(directory, 2, GatewaySettings.encoding(1, 1, 2));
    proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    proxy.createContext("/", PathPrefixTest::forward);
    proxy.start();
  }

  @AfterAll
  static void stop() {
    proxy.stop(0);
    grid.close();
  }

  /** Forwards as nginx does for {@code location /tahoe/grid/ { proxy_pass http://gateway/; }}. */
  private static void forward(HttpExchange exchange) throws IOException {
    String asked = exchange.getRequestURI().toString();
    if (!asked.startsWith(PREFIX)) {
      exchange.sendResponseHeaders(502, -1);
      return;
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(grid.web().address() + asked.substring(PREFIX.length())))
            .method(
                exchange.getRequestMethod(),
                BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    for (String name : List.of("Accept", "Content-Type")) {
      String value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) request.header(name, value);
    }
    try {
      HttpResponse<byte[]> answer = HTTP.send(request.build(), BodyHandlers.ofByteArray());
      for (String name : List.of("Location", "Content-Type"))
        answer
            .headers()
            .firstValue(name)
            .ifPresent(v -> exchange.getResponseHeaders().set(name, v));
      exchange.sendResponseHeaders(answer.statusCode(), 0);
      exchange.getResponseBody().write(answer.body());
      exchange.close();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static URI root() {
    return URI.create("http://127.0.0.1:" + proxy.getAddress().getPort() + PREFIX);
  }

  private static HttpResponse<String> send(URI address, Optional<byte[]> form) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Accept", "text/html")
            .header("Content-Type", FormBody.TYPE)
            .method(
                form.isPresent() ? "POST" : "GET",
                form.map(BodyPublishers::ofByteArray).orElseGet(BodyPublishers::noBody));
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(address.toString(), e);
    }
  }

  private static URI location(URI asked, HttpResponse<String> answer) {
    return asked.resolve(answer.headers().firstValue("Location").orElseThrow());
  }

  @Tag("slow")
  @Test
  void everyLinkOfEveryPage_staysBelowThePrefix_andLeadsSomewhere() {
    String at = WebPort.path(grid.web().send("POST", "/uri?t=mkdir", new byte[0]).text());
    for (String name : List.of("a%20b", "sub/deep/f", "sub/%C3%BC%22%3E"))
      grid.web().send("PUT", at + "/" + name, "text".getBytes(StandardCharsets.UTF_8));
    grid.web().put(new byte[1000]);
    Deque<URI> waiting = new ArrayDeque<>();
    waiting.add(root());
    waiting.add(root().resolve(at.substring(1)));
    waiting.add(root().resolve(at.substring(1) + "/sub/deep/f?t=info"));
    waiting.add(root().resolve("nothing/at/all"));
    Set<URI> seen = new HashSet<>(waiting);
    while (!waiting.isEmpty()) {
      URI page = waiting.remove();
      HttpResponse<String> answer = send(page, Optional.empty());
      assertThat(answer.statusCode()).as(page.toString()).isNotIn(500, 502);
      for (URI link : links(page, answer)) {
        if (seen.size() < 120 && seen.add(link)) waiting.add(link);
      }
    }
    assertThat(seen).hasSizeGreaterThan(40);
  }

  private static List<URI> links(URI page, HttpResponse<String> answer) {
    List<URI> links = new ArrayList<>();
    String type = answer.headers().firstValue("Content-Type").orElse("");
    if (!type.startsWith("text/html")) return links;
    Matcher found = LINK.matcher(answer.body());
    while (found.find()) {
      String link = found.group(1).replace("&amp;", "&");
      if (link.startsWith("#")) continue;
      assertThat(link).as("on " + page).doesNotStartWith("/").doesNotMatch("(?i)[a-z]+:.*");
      URI resolved =
          link.startsWith("?")
              ? URI.create(page.toString().replaceFirst("\\?.*", "") + link)
              : page.resolve(link);
      assertThat(resolved.getRawPath()).as(link + " on " + page).startsWith(PREFIX);
      boolean changes = link.contains("form=") || link.contains("t=cancel");
      if (!changes) links.add(resolved);
    }
    return links;
  }

  @Test
  void everyForm_leadsBackToTheGateway() {
    URI welcome = root();
    URI made =
        location(welcome, send(action(welcome, "t=mkdir"), Optional.of(new FormBody().bytes())));
    assertThat(made.getRawPath()).startsWith(PREFIX + "uri/");
    for (URI page : List.of(made, URI.create(made + "/"))) {
      String name = page.equals(made) ? "f" : "f2";
      URI upload = action(page, "t=upload");
      byte[] form = new FormBody().field("when_done", ".").file(name, "text").bytes();
      URI after = location(upload, send(upload, Optional.of(form)));
      assertThat(after.getRawPath()).isEqualTo(made.getRawPath() + "/");
      assertThat(send(after, Optional.empty()).body()).contains(">" + name + "<");
    }
    URI rename = URI.create(made + "/?t=rename-form&name=f");
    URI renaming = action(rename, "t=rename&");
    byte[] form =
        new FormBody()
            .field("from_name", "f")
            .field("to_name", "g")
            .field("when_done", ".")
            .bytes();
    assertThat(location(renaming, send(renaming, Optional.of(form))).getRawPath())
        .isEqualTo(made.getRawPath() + "/");
    URI info = URI.create(made + "?t=info");
    URI check = action(info, "t=start-deep-check");
    URI operation = location(check, send(check, Optional.of(new FormBody().bytes())));
    assertThat(operation.getRawPath()).startsWith(PREFIX + "operations/");
    URI open = root().resolve("uri?uri=URI:LIT:me");
    assertThat(location(open, send(open, Optional.empty())).getRawPath())
        .startsWith(PREFIX + "uri/");
  }

  private static URI action(URI page, String part) {
    Matcher forms = FORM.matcher(send(page, Optional.empty()).body());
    while (forms.find()) {
      String action = forms.group(1).replace("&amp;", "&");
      if (action.contains(part)) return page.resolve(action);
    }
    throw new AssertionError("no form with " + part + " on " + page);
  }
}
