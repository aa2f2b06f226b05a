package org.truckee.web.resource;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The web API, a row for each question to a kind of target: {@code docs/api.md} is its reference. A
 * request for a name is answered by a row for names, if there is one, else by a row for the kind of
 * thing that the name leads to.
 */
final class ApiTable {
  /** All rows, in the order of the reference. */
  static final List<Endpoint<?>> ROWS =
      Stream.of(
              UnlinkedRows.ALL,
              NameRows.ALL,
              FileRows.ALL,
              DirectoryRows.READING,
              DirectoryRows.CHILDREN,
              DirectoryRows.TREES)
          .<Endpoint<?>>flatMap(List::stream)
          .toList();

  private ApiTable() {}

  /** The row for {@code t} asked of a {@code target}, if there is one. */
  static Optional<Endpoint<?>> find(HttpMethod method, Target target, String t) {
    HttpMethod asked = method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method;
    return ROWS.stream().filter(row -> row.asked().is(asked, target, t)).findFirst();
  }
}
