package org.truckee.web.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells a request of a browser from one of a program. New browsers name the site that makes them
 * ask; old ones are known by headers that every browser sends and programs have no reason to.
 */
public final class Browsers {
  private static final Pattern HEADERS =
      Pattern.compile(
          "sec-.*|origin|referer|cookie2?|accept-language|upgrade-insecure-requests|dnt|x-moz"
              + "|(x-)?purpose|access-control-request-.*|ping-(from|to)");
  private static final String AGENT = "Mozilla/";

  private Browsers() {}

  /** Returns whether a browser made {@code request}. */
  public static boolean made(HttpServerRequest request) {
    String agent = request.getHeader("User-Agent");
    return (agent != null && agent.contains(AGENT))
        || request.headers().names().stream().anyMatch(Browsers::send);
  }

  /** Returns whether browsers send the header {@code name}, and programs do not. */
  private static boolean send(String name) {
    return HEADERS.matcher(name.toLowerCase(Locale.ROOT)).matches();
  }
}
