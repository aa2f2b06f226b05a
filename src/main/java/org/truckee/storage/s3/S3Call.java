package org.truckee.storage.s3;

import io.vertx.core.http.HttpMethod;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A request to an S3 server, not signed yet.
 *
 * @param path the whole path, of characters that need no escape
 * @param query the arguments, by name
 * @param headers the headers, by their names in lower case
 */
record S3Call(
    HttpMethod method,
    String path,
    SortedMap<String, String> query,
    SortedMap<String, String> headers) {
  S3Call {
    query = Collections.unmodifiableSortedMap(new TreeMap<>(query));
    headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
  }

  /** A call that concerns the whole bucket. */
  static S3Call bucket(HttpMethod method, S3Place place) {
    return new S3Call(
        method, "/" + place.bucket(), Collections.emptySortedMap(), Collections.emptySortedMap());
  }

  /** A call that concerns the object {@code name}. */
  static S3Call object(HttpMethod method, S3Place place, String name) {
    return new S3Call(
        method,
        "/" + place.bucket() + "/" + place.key(name),
        Collections.emptySortedMap(),
        Collections.emptySortedMap());
  }

  /** The same with one argument more. */
  S3Call with(String argument, String value) {
    SortedMap<String, String> more = new TreeMap<>(query);
    more.put(argument, value);
    return new S3Call(method, path, more, headers);
  }

  /** The same with one header more. */
  S3Call header(String name, String value) {
    SortedMap<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new S3Call(method, path, query, more);
  }

  /** The arguments as they are sent and signed. */
  String queryText() {
    return query.entrySet().stream()
        .map(entry -> escaped(entry.getKey()) + "=" + escaped(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** The path with the arguments. */
  String target() {
    return query.isEmpty() ? path : path + "?" + queryText();
  }

  /** {@code text} in which only letters, digits and {@code -._~} stand for themselves. */
  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
