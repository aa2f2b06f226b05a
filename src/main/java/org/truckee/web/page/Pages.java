package org.truckee.web.page;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.Writer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.truckee.bytes.Base32;
import org.truckee.protocol.ReportAddress;
import org.truckee.web.http.RootPath;
import org.truckee.web.http.SafeHeaders;

/** Sends pages to people, with the headers that keep them safe. Thread-safe. */
public final class Pages {
  private static final Pattern WANTS_PAGE = Pattern.compile("(?i)(^|[,\\s])text/html([;,\\s]|$)");

  private static final Pattern NAMES_TEXT =
      Pattern.compile("(?i)text/plain|application/(json|octet-stream)");

  /** The types in which a page may be sent. */
  private enum Part {
    BEGIN,
    ROWS,
    END
  }

  private static final List<Crumb> OF_A_GATEWAY =
      List.of(
          new Crumb("Activity", "/status/"),
          new Crumb("Statistics", "/statistics"),
          new Crumb("Sizing", "/provisioning"));

  private final String kind;
  private final List<Crumb> places;
  private final String nickname;
  private final String version;
  private final RandomGenerator random;
  private final String formToken;
  private final Optional<ReportAddress> report;

  /**
   * The pages of the gateway {@code nickname}; {@code random}, a secure one, makes the secrets that
   * only our own script knows.
   */
  public Pages(String nickname, String version, RandomGenerator random) {
    this("gateway", OF_A_GATEWAY, nickname, version, random, Optional.empty());
  }

  private Pages(
      String kind,
      List<Crumb> places,
      String nickname,
      String version,
      RandomGenerator random,
      Optional<ReportAddress> report) {
    this.kind = kind;
    this.places = List.copyOf(places);
    this.nickname = nickname;
    this.version = version;
    this.random = random;
    this.report = report;
    this.formToken = token();
  }

  /**
   * The pages of the admin port of {@code nickname}, a storage server if they lead to {@code
   * places}.
   */
  public static Pages ofNode(
      List<Crumb> places, String nickname, String version, RandomGenerator random) {
    String kind = places.isEmpty() ? "node" : "storage server";
    return new Pages(kind, places, nickname, version, random, Optional.empty());
  }

  /** The same, each of which leads to {@code place}, too. */
  public Pages and(Crumb place) {
    List<Crumb> more = new ArrayList<>(places);
    more.add(place);
    return new Pages(kind, more, nickname, version, random, report);
  }

  /** The same, each of which says where abuse is reported. */
  public Pages reporting(Optional<ReportAddress> address) {
    return new Pages(kind, places, nickname, version, random, address);
  }

  /** The address at which abuse is reported, if they say one. */
  public Optional<ReportAddress> report() {
    return report;
  }

  /** Returns whether the answer is to be looked at: browsers ask for HTML, programs do not. */
  public static boolean wanted(HttpServerRequest request) {
    String accept = request.getHeader("Accept");
    return accept != null && WANTS_PAGE.matcher(accept).find();
  }

  /**
   * Returns whether the answer is to be a page, as in Tahoe, since the request names no other type.
   */
  public static boolean unlessText(HttpServerRequest request) {
    String accept = request.getHeader("Accept");
    return wanted(request) || accept == null || !NAMES_TEXT.matcher(accept).find();
  }

  /** Answers with {@code page}. */
  public void send(RoutingContext ctx, Page page) {
    send(ctx, 200, page);
  }

  /** Answers with {@code page} and {@code status}. */
  public void send(RoutingContext ctx, int status, Page page) {
    String nonce = describe(ctx.response(), status);
    if (page.computes()) SafeHeaders.withWorker(ctx.response());
    ResponseWriter out = new ResponseWriter(ctx.response());
    write(ctx, page, nonce, EnumSet.allOf(Part.class), out);
    out.close();
  }

  /**
   * Answers with the beginning of {@code page}, up to its heading; its content may become known
   * until its end is sent.
   */
  public UnfinishedPage begin(RoutingContext ctx, Page page) {
    String nonce = describe(ctx.response(), 200);
    ResponseWriter out = new ResponseWriter(ctx.response());
    write(ctx, page, nonce, EnumSet.of(Part.BEGIN), out);
    out.pass();
    return new UnfinishedPage() {
      @Override
      public Future<Void> add(Page part) {
        write(ctx, part, nonce, EnumSet.of(Part.ROWS), out);
        return out.pass();
      }

      @Override
      public void end(Page last) {
        write(ctx, last, nonce, EnumSet.of(Part.END), out);
        out.close();
      }
    };
  }

  /** Returns what our own script shows that it is ours by. */
  private String describe(HttpServerResponse response, int status) {
    String nonce = token();
    SafeHeaders.ownPage(response, nonce);
    response.setStatusCode(status).putHeader("Content-Type", "text/html; charset=utf-8");
    return nonce;
  }

  /** A page that breaks off must not look whole. */
  private void write(RoutingContext ctx, Page page, String nonce, Set<Part> parts, Writer out) {
    Map<String, Object> model =
        Map.ofEntries(
            Map.entry("page", page),
            Map.entry("nonce", nonce),
            Map.entry("kind", kind),
            Map.entry("places", places),
            Map.entry("nickname", nickname),
            Map.entry("version", version),
            Map.entry("report", report.stream().toList()),
            Map.entry("form", formToken),
            Map.entry("begin", parts.contains(Part.BEGIN)),
            Map.entry("rows", parts.contains(Part.ROWS)),
            Map.entry("end", parts.contains(Part.END)));
    try {
      Templates.write(page.template(), model, new RelativeLinks(out, RootPath.from(ctx.request())));
    } catch (RuntimeException broken) {
      if (ctx.response().headWritten()) ctx.response().reset();
      throw broken;
    }
  }

  /** The token that the forms of our own pages send along, and no other site's. */
  public String formToken() {
    return formToken;
  }

  /** A text that nobody can guess. */
  public String token() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return Base32.encode(bytes);
  }
}
