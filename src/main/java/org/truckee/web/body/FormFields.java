package org.truckee.web.body;

import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.truckee.GridException;

/**
 * Names with a value each, as queries and forms send them: {@code name=value&name=value}. Nothing
 * but the ampersand separates them. Of several values of one name the first counts.
 */
public final class FormFields {
  /** The most names of one query or form. */
  static final int MOST = 1000;

  private static final FormFields NONE = new FormFields(Map.of());

  private final Map<String, String> values;

  private FormFields(Map<String, String> values) {
    this.values = values;
  }

  /** No names at all. */
  public static FormFields none() {
    return NONE;
  }

  static FormFields of(Map<String, String> values) {
    return new FormFields(Map.copyOf(values));
  }

  /** Reads {@code encoded}, which may be null for nothing. */
  static FormFields parse(String encoded) {
    if (encoded == null || encoded.isEmpty()) return NONE;
    String[] pairs = encoded.split("&", MOST + 2);
    if (pairs.length > MOST) throw tooMany();
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : pairs) {
      if (pair.isEmpty()) continue;
      int equals = pair.indexOf('=');
      String name = Percent.decodeField(equals < 0 ? pair : pair.substring(0, equals));
      values.putIfAbsent(name, equals < 0 ? "" : Percent.decodeField(pair.substring(equals + 1)));
    }
    return new FormFields(values);
  }

  /** The fields in the query of {@code request}. */
  public static FormFields of(HttpServerRequest request) {
    return parse(request.query());
  }

  static GridException tooMany() {
    return new GridException(
        GridException.Kind.TOO_LARGE, "a query or a form has at most " + MOST + " fields here");
  }

  /** The value called {@code name}, or nothing. */
  public String text(String name) {
    return values.getOrDefault(name, "");
  }

  /** The value called {@code name}. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }
}
