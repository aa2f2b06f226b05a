package org.truckee.web.browser;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Another site, which serves whatever pages it is given and notes where its visitors come from. */
final class EvilSite implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, String> pages = new ConcurrentHashMap<>();
  private final Map<String, String> referrers = new ConcurrentHashMap<>();

  EvilSite() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          String referrer = exchange.getRequestHeaders().getFirst("Referer");
          referrers.put(path, referrer == null ? "none" : referrer);
          byte[] page = pages.getOrDefault(path, "").getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
          exchange.sendResponseHeaders(200, page.length == 0 ? -1 : page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
  }

  /** Serves {@code html} from now on, and returns its address. */
  String serve(String path, String html) {
    pages.put(path, "<!doctype html><title>evil</title>" + html);
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** The referrer that the last visitor of {@code path} sent. */
  String referrer(String path) {
    return referrers.get(path);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
