package org.truckee.web.monitor;

import io.vertx.core.http.HttpMethod;
import java.util.Locale;
import java.util.Set;

/** The kinds of requests that a web port is asked, as monitors tell them apart. */
public enum RequestKind {
  /** A file or a directory is read. */
  READ,
  /** What is known of a file or a directory is told, such as the list of its children. */
  DESCRIBE,
  /** A file is stored. */
  STORE,
  /** Directories are made, and children linked, moved and removed. */
  CHANGE,
  /** Something is checked or repaired, or a tree is walked through. */
  CHECK,
  /** A form of a page, which says in its body what it asks for; most of them store a file. */
  FORM,
  /** The work of an operation under way is asked for. */
  OPERATION,
  /** Servers are audited. */
  AUDIT,
  /** The gateway's upkeep is shown and steered, and friends entrust something to it. */
  UPKEEP,
  /** The gateway tells about itself. */
  STATE,
  /** A file that belongs to the pages. */
  STATIC,
  /** Something below {@code /private/}. */
  PRIVATE,
  /** Nothing that is served. */
  OTHER;

  private static final Set<String> CONTENTS = Set.of("", "download", "upload");
  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  /** The word of the kind. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The kind of a request.
   *
   * @param path the path, whose first name decides and of which nothing else is looked at
   * @param query the query, or null
   */
  static RequestKind of(HttpMethod method, String path, String query) {
    return switch (firstName(path)) {
      case "uri", "cap", "vdrive", "file", "named" -> ofResource(method, action(query));
      case "operations" -> OPERATION;
      case "audit" -> AUDIT;
      case "upkeep", "entrusted" -> UPKEEP;
      case "", "status", "statistics", "storage", "provisioning", "helper_status" -> STATE;
      case "servers", "report_incident", "readyz", "sign-in", "member", "ledger" -> STATE;
      case "static" -> STATIC;
      case "private" -> PRIVATE;
      default -> OTHER;
    };
  }

  private static String firstName(String path) {
    int end = path.indexOf('/', 1);
    return path.isEmpty() ? "" : path.substring(1, end < 0 ? path.length() : end);
  }

  /** The value of {@code t} in {@code query}. */
  private static String action(String query) {
    if (query == null) return "";
    int begin = query.startsWith("t=") ? 2 : query.indexOf("&t=") + 3;
    if (begin == 2 && !query.startsWith("t=")) return "";
    int end = query.indexOf('&', begin);
    return query.substring(begin, end < 0 ? query.length() : end);
  }

  private static RequestKind ofResource(HttpMethod method, String t) {
    if (READING.contains(method)) return CONTENTS.contains(t) ? READ : DESCRIBE;
    if (method.equals(HttpMethod.PUT)) return CONTENTS.contains(t) ? STORE : CHANGE;
    if (!method.equals(HttpMethod.POST)) return CHANGE;
    if (t.isEmpty()) return FORM;
    if (t.equals("upload")) return STORE;
    return t.equals("check") || t.startsWith("start-") || t.startsWith("stream-") ? CHECK : CHANGE;
  }
}
