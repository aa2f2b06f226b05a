package org.truckee.web.http;

import io.vertx.core.http.HttpServerResponse;
import java.util.Locale;
import java.util.Set;

/**
 * The headers by which no page or file can be turned against its reader. An address here often
 * holds a capability, so no address is ever told to another site; and users' files come from the
 * same address as the pages, so they are kept from acting at all.
 */
public final class SafeHeaders {
  /** Types of files that browsers run, or show with programs of their own that do. */
  private static final Set<String> ACTIVE =
      Set.of(
          "text/html",
          "application/xhtml+xml",
          "image/svg+xml",
          "text/xml",
          "application/xml",
          "text/xsl",
          "application/pdf",
          "application/x-shockwave-flash",
          "application/java-archive",
          "message/rfc822",
          "multipart/related",
          "text/cache-manifest");

  private static final String RULES = "Content-Security-Policy";

  /** The rule for caches: they may keep a file, and have to ask whether it is still the same. */
  public static final String FILE_CACHE = "private, no-cache";

  private SafeHeaders() {}

  /**
   * For a page of our own: nothing but our own style, our own images, and the one script that knows
   * {@code nonce}; no frame around it; nothing of it is kept by the browser.
   */
  public static void ownPage(HttpServerResponse response, String nonce) {
    common(response)
        .putHeader(
            RULES,
            "default-src 'none'; style-src 'self'; img-src 'self'; connect-src 'self'; script-src"
                + " 'nonce-"
                + nonce
                + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Cache-Control", "no-store");
  }

  /** For a page of our own where a script of ours computes beside the reader's own work. */
  public static void withWorker(HttpServerResponse response) {
    String rules = response.headers().get(RULES);
    response.putHeader(RULES, rules + "; worker-src 'self'");
  }

  /** For a script of ours that computes: it loads nothing, and asks nobody. */
  public static void worker(HttpServerResponse response) {
    response.putHeader(RULES, "default-src 'none'");
  }

  /** For an answer to a program: no page, whatever a browser may think, and kept in no cache. */
  public static HttpServerResponse data(HttpServerResponse response) {
    return common(response)
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader(RULES, "default-src 'none'; sandbox")
        .putHeader("Cache-Control", "no-store");
  }

  /** For a user's file: it may be looked at, and may neither run nor load anything. */
  public static void storedFile(HttpServerResponse response) {
    common(response)
        .putHeader(
            RULES,
            "sandbox; default-src 'none'; img-src 'self'; media-src 'self';"
                + " style-src 'unsafe-inline'; frame-ancestors 'none'")
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Cache-Control", FILE_CACHE);
  }

  /**
   * For a file of a stranger, at a gateway that anybody uses: it is saved, and browsers that show
   * it nevertheless load and run nothing of it.
   */
  public static void savedFile(HttpServerResponse response) {
    storedFile(response);
    response.putHeader(RULES, "sandbox; default-src 'none'; frame-ancestors 'none'");
  }

  /**
   * Returns whether browsers would run a file of {@code contentType}, so that they have to be told
   * to save it.
   */
  public static boolean isActive(String contentType) {
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return ACTIVE.contains(type) || type.endsWith("+xml");
  }

  private static HttpServerResponse common(HttpServerResponse response) {
    return response
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("X-Robots-Tag", "noindex")
        .putHeader("Referrer-Policy", "no-referrer");
  }
}
