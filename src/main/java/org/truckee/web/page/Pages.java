package org.truckee.web.page;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.truckee.bytes.Base32;

/** Sends pages to people, with the headers that keep them safe. Event loop only. */
public final class Pages {
  private static final Pattern WANTS_PAGE = Pattern.compile("(?i)(^|[,\\s])text/html([;,\\s]|$)");

  private final Templates templates = new Templates();
  private final String nickname;
  private final String version;
  private final RandomGenerator random;

  /**
   * The pages of the gateway {@code nickname}; {@code random}, a secure one, makes what only our
   * own script knows.
   */
  public Pages(String nickname, String version, RandomGenerator random) {
    this.nickname = nickname;
    this.version = version;
    this.random = random;
  }

  /**
   * Whether whoever asks wants to look at the answer: programs do not ask for HTML, browsers do.
   */
  public static boolean wanted(RoutingContext ctx) {
    String accept = ctx.request().getHeader("Accept");
    return accept != null && WANTS_PAGE.matcher(accept).find();
  }

  /** Answers with {@code page}. */
  public void send(RoutingContext ctx, Page page) {
    send(ctx, 200, page);
  }

  /** Answers with {@code page} and {@code status}. */
  public void send(RoutingContext ctx, int status, Page page) {
    HttpServerResponse response = ctx.response();
    String nonce = nonce();
    SafeHeaders.ownPage(response, nonce);
    response.setStatusCode(status).putHeader("Content-Type", "text/html; charset=utf-8");
    write(ctx, page, nonce);
  }

  /** A page that breaks off must not look whole. */
  private void write(RoutingContext ctx, Page page, String nonce) {
    ResponseWriter out = new ResponseWriter(ctx.response());
    try {
      templates.write(page.template(), model(page, nonce), out);
    } catch (RuntimeException broken) {
      if (ctx.response().headWritten()) ctx.response().reset();
      throw broken;
    }
    out.close();
  }

  private Map<String, Object> model(Page page, String nonce) {
    return Map.of("page", page, "nonce", nonce, "nickname", nickname, "version", version);
  }

  private String nonce() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return Base32.encode(bytes);
  }
}
