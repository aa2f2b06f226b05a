package org.truckee.web.http;

import io.vertx.core.http.HttpServerRequest;

/**
 * The way from a request's path to the root of the gateway, in relative steps, so that links work
 * under any path of a reverse proxy.
 */
public final class RootPath {
  private RootPath() {}

  /** For example {@code ../} from {@code /status/}. It ends with a slash. */
  public static String from(HttpServerRequest request) {
    return from(request.path());
  }

  private static String from(String path) {
    long steps = path.chars().filter(c -> c == '/').count() - 1;
    return steps <= 0 ? "./" : "../".repeat((int) steps);
  }

  /** The address {@code path}, from the root, as seen from {@code path} itself. */
  public static String toItself(String path) {
    return from(path) + path.substring(1);
  }

  /** The address {@code href}, which begins at the root if it begins with a slash. */
  public static String relative(HttpServerRequest request, String href) {
    return href.startsWith("/") ? from(request) + href.substring(1) : href;
  }
}
